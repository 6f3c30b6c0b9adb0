"""Message, bounce, delay, auto-reply or complaint: standard reports first, then what old servers send."""

from dataclasses import dataclass, replace

from usher.mail.incoming.classify.auto_replies import is_auto_reply
from usher.mail.incoming.classify.evidence import Evidence, is_passed_on
from usher.mail.incoming.classify.nonstandard import read_text_bounce
from usher.mail.incoming.classify.originals import complainant, original_message_id, original_recipient
from usher.mail.incoming.classify.reports import find_report, is_feedback, is_receipt, read_recipients, typed_address
from usher.mail.incoming.classify.senders import Sender
from usher.mail.message import Bounce, FailedRecipient, Kind
from usher.mail.mime.tree import Part

MAX_TEXT = 60_000
"""Characters in which signs of a bounce are looked for."""
NO_COMPLAINTS = ("auth-failure", "not-spam", "dkim")
"""Kinds of feedback that blame nobody: RFC 6591, RFC 5965 §7.3."""


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
    found = Evidence(headers, parts, text[:MAX_TEXT])
    recipients = read_recipients(root, parts)
    if recipients and not is_passed_on(found, root):
        return _from_report(recipients, found)
    if is_receipt(root, parts):
        return Verdict(Kind.AUTO_REPLY)
    reported = read_text_bounce(found, root)
    if reported is not None:
        bounce = Bounce(reported, original_message_id(headers, parts, text))
        return Verdict(_kind_of(reported), bounce)
    return Verdict(Kind.AUTO_REPLY if _is_automatic(found) else Kind.MESSAGE)


def _is_automatic(found: Evidence) -> bool:
    """What a mail server sends to nobody in particular is no person's, whatever it tells."""
    is_servers = found.sender is Sender.DAEMON or (found.sender is Sender.MAILER and found.has_null_path)
    return is_servers or is_auto_reply(found.headers, found.text)


def _from_report(recipients: tuple[FailedRecipient, ...], found: Evidence) -> Verdict:
    kind = _kind_of(recipients)
    if kind is Kind.AUTO_REPLY:
        return Verdict(kind)
    if len(recipients) == 1 and recipients[0].recipient is None:  # named in another system's form (X.400, a login name)
        recipients = (replace(recipients[0], recipient=original_recipient(found.parts, found.text)),)
    return Verdict(kind, Bounce(recipients, original_message_id(found.headers, found.parts, found.text)))


def _kind_of(recipients: tuple[FailedRecipient, ...]) -> Kind:
    actions = {each.action for each in recipients}
    if "failed" in actions:
        return Kind.BOUNCE
    return Kind.DELIVERY_DELAY if "delayed" in actions else Kind.AUTO_REPLY


def _about_complaint(parts: list[Part], text: str) -> Bounce | None:
    """Who complained, as far as the report tells (RFC 5965 §3.2); a failed check or "this is no spam" is no complaint."""
    report = find_report(parts, "message/feedback-report")
    block = report.blocks[0] if report and report.blocks else {}
    recipient = typed_address(block.get("original-rcpt-to", "") or block.get("removal-recipient", "")) or complainant(parts)
    message_id = original_message_id(None, parts, text)
    if recipient is None and message_id is None:
        return None
    what = block.get("feedback-type", "").lower()
    action = "reported" if what in NO_COMPLAINTS else "complained"
    return Bounce((FailedRecipient(recipient, action, None, block.get("feedback-type")),), message_id)
