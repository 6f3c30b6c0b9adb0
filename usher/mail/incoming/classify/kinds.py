"""Message, bounce, delay, auto-reply or complaint: standard reports first, then what old servers send."""

from dataclasses import dataclass

from usher.mail.incoming.classify.auto_replies import is_auto_reply
from usher.mail.incoming.classify.nonstandard import read_text_bounce
from usher.mail.incoming.classify.originals import original_message_id
from usher.mail.incoming.classify.reports import find_report, is_feedback, is_receipt, read_recipients
from usher.mail.message import Bounce, FailedRecipient, Kind
from usher.mail.mime.headers import Headers
from usher.mail.mime.tree import Part


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a mail, and for bounces and delays what they report."""

    kind: Kind
    bounce: Bounce | None = None


def classify(root: Part, text: str) -> Verdict:
    """Judge a mail by its tree and its text. A success report and a read receipt count as auto-replies."""
    headers, parts = root.headers, root.walk()
    if is_feedback(root, parts):
        return Verdict(Kind.FEEDBACK, _about_complaint(parts, text))
    recipients = read_recipients(root, parts)
    if recipients:
        return _from_report(recipients, headers, parts, text)
    if is_receipt(root, parts):
        return Verdict(Kind.AUTO_REPLY)
    found = read_text_bounce(root, parts, text)
    if found is not None:
        bounce = Bounce(found, original_message_id(headers, parts, text))
        return Verdict(_kind_of(found), bounce)
    return Verdict(Kind.AUTO_REPLY if is_auto_reply(headers, text) else Kind.MESSAGE)


def _from_report(recipients: tuple[FailedRecipient, ...], headers: Headers, parts: list[Part], text: str) -> Verdict:
    kind = _kind_of(recipients)
    if kind is Kind.AUTO_REPLY:
        return Verdict(kind)
    return Verdict(kind, Bounce(recipients, original_message_id(headers, parts, text)))


def _kind_of(recipients: tuple[FailedRecipient, ...]) -> Kind:
    actions = {each.action for each in recipients}
    if "failed" in actions:
        return Kind.BOUNCE
    return Kind.DELIVERY_DELAY if "delayed" in actions else Kind.AUTO_REPLY


def _about_complaint(parts: list[Part], text: str) -> Bounce | None:
    """Who complained, as far as the report tells (RFC 5965 §3.2)."""
    report = find_report(parts, "message/feedback-report")
    block = report.blocks[0] if report and report.blocks else {}
    recipient = block.get("original-rcpt-to", "").strip("<> ") or None
    message_id = original_message_id(None, parts, text)
    if recipient is None and message_id is None:
        return None
    return Bounce((FailedRecipient(recipient, "complained", None, block.get("feedback-type")),), message_id)
