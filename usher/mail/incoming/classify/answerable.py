"""May a machine answer this mail? RFC 3834 §2, RFC 5230 §4.5–4.7 and what experience added."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from usher.mail.marker import LOOP_HEADER
from usher.mail.message import Kind, ParsedMessage

_ROBOT = re.compile(
    r"^(?:mailer-?daemon|mail-?daemon|postmaster|no[-_.]?reply|do[-_.]?not[-_.]?reply|nobody|null|bounces?"
    r"|bounces?[-_+.].*|.*[-_.]bounces?"
    r"|nicht[-_.]?antworten|ne[-_.]?pas[-_.]?repondre|no[-_.]?responder|listserv|majordomo|owner-.*|.*-owner|.*-request"
    r"|(?:.*[-_.+])?no[-_.]?reply(?:[-_.+].*)?|(?:.*[-_.+])?do[-_.]?not[-_.]?reply(?:[-_.+].*)?)$",
    re.IGNORECASE,
)
_SUPPRESSED = re.compile(r"\b(?:all|oof|autoreply)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no automatic answer goes out, in words for the ticket's page."""

    reason: str


def may_auto_answer(message: ParsedMessage, own_addresses: Collection[str]) -> Refusal | None:
    """Return None when an automatic answer may go to the sender, else the first reason against it.

    `own_addresses` are all addresses of all our mailboxes and aliases; plus-details are ignored. Judges the mail
    alone: what was sent before (caps per sender and ticket) and a failed DMARC check are the caller's.
    """
    reason = _because_of_kind(message) or _because_of_headers(message) or _because_of_sender(message, own_addresses)
    return Refusal(reason) if reason else None


def _because_of_kind(message: ParsedMessage) -> str | None:
    if message.kind is not Kind.MESSAGE:
        return f"the mail is not a person's message but of the kind {message.kind.value}"
    if message.error:
        return "the mail could not be read completely"
    return None


def _because_of_headers(message: ParsedMessage) -> str | None:
    value = {name.lower(): value.strip() for name, value in reversed(message.headers)}
    if value.get("return-path") in ("<>", "< >"):
        return "its envelope sender is empty"
    if "auto-submitted" in value and not re.match(r"no\b", value["auto-submitted"] or "no", re.IGNORECASE):
        return f"it says Auto-Submitted: {value['auto-submitted'][:40]}"
    if any(name.startswith("list-") for name in value):
        return "it came through a mailing list"
    if re.match(r"bulk|list|junk|auto", value.get("precedence", ""), re.IGNORECASE):
        return f"its Precedence is {value['precedence'][:20]}"
    if _SUPPRESSED.search(value.get("x-auto-response-suppress", "")):
        return "its sender asks for no automatic answers (X-Auto-Response-Suppress)"
    if any(name in value for name in ("x-autoreply", "x-autorespond", "x-autoresponder")):
        return "its headers are those of an automatic mail"
    if "x-loop" in value or LOOP_HEADER.lower() in value:
        return "it carries a loop mark"
    if re.match(r"yes", value.get("x-spam-flag", ""), re.IGNORECASE) or re.match(
        r"yes", value.get("x-spam-status", ""), re.IGNORECASE
    ):
        return "it was marked as spam"
    return None


def _because_of_sender(message: ParsedMessage, own_addresses: Collection[str]) -> str | None:
    if message.sender is None:
        return "it has no sender"
    own = {without_detail(address) for address in own_addresses}
    for address in (message.sender, *message.reply_to):
        if without_detail(address.address) in own:
            return "it comes from one of our own addresses"
        if _ROBOT.match(address.address.rpartition("@")[0]):
            return f"nobody reads {address.address}"
    return None


def without_detail(address: str) -> str:
    """Return the address in lower case without what follows a plus sign in its local part (RFC 5233)."""
    local, _, domain = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
