"""Bounces that are plain text: qmail, Exim, old Sendmail and Postfix, Exchange, Notes and many gateways.

A bounce needs a mailer as its sender (or no sender at all) and the words of a bounce; one of both alone is a mail
that tells about bounces.
"""

import re

from usher.mail.incoming.classify import bounce_words as words
from usher.mail.incoming.classify.auto_replies import is_auto_reply
from usher.mail.incoming.classify.originals import ENCLOSED_TYPES, original_recipients
from usher.mail.incoming.classify.reports import read_blocks, to_recipient
from usher.mail.message import FailedRecipient
from usher.mail.mime.headers import Headers
from usher.mail.mime.tree import Part

MAX_TEXT = 60_000
WRITTEN_BY_HAND = ("in-reply-to", "references", "user-agent", "thread-index", "thread-topic", "x-mailer", "list-id")
"""Headers that programs of people write and gateways do not."""

_ADDRESS = re.compile(r"(?<![\w.+=/-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}")
_STATUS = re.compile(r"(?<![\d.])([245]\.[0-7]\.\d{1,3})(?![\d.]*\d)")
_REPLY_CODE = re.compile(r"(?<![\d.:])([45])[0-7]\d(?=[ -](?![\d:]))")
_LISTED = re.compile(r"^[ \t]*(?:[-*+>]|to:?|recipient:?|for)?[ \t]*[<\"']?$", re.IGNORECASE)
_IS_REASON = re.compile(
    r"unknown|not |no such|fail|reject|full|quota|denied|invalid|5\d\d|5\.\d\.\d|unable|exceed|disabled", re.IGNORECASE
)


def read_text_bounce(root: Part, parts: list[Part], text: str) -> tuple[FailedRecipient, ...] | None:
    """Return the recipients that a mail in a server's own words reports, or None when it is no bounce."""
    headers = root.headers
    text = text[:MAX_TEXT]
    named = headers.text("x-failed-recipients")
    if not named and not _is_bounce(root, parts, text):
        return None
    blocks = _blocks_in_text(text)
    if blocks:
        return blocks
    message = _above_original(text) if _tells_bounce(text) else text
    action, status = _judge(headers, message)
    recipients = _ADDRESS.findall(named) or _find_recipients(headers, message, parts)
    diagnostic = _diagnostic(message, recipients)
    return tuple(FailedRecipient(each, action, status, diagnostic) for each in dict.fromkeys(recipients)) or (
        FailedRecipient(None, action, status, diagnostic),
    )


def _is_bounce(root: Part, parts: list[Part], text: str) -> bool:
    headers = root.headers
    subject = headers.text("subject")
    is_daemon = _is_daemon(headers, text)
    has_subject = bool(words.SUBJECT.search(subject))
    if root.content_type == "multipart/report" and root.parameters.get("report-type", "").lower() in ("delivery-status", ""):
        return has_subject or is_daemon or _tells_bounce(text)
    is_robot = is_daemon or _has_null_path(headers)
    if _is_answer(headers, subject) or not (_tells_bounce(text) or (is_daemon and has_subject and words.BODY.search(text))):
        return False
    encloses = any(each.content_type in ENCLOSED_TYPES for each in parts) or bool(words.ORIGINAL_BELOW.search(text))
    if is_daemon:
        return has_subject or encloses
    if is_robot:
        return has_subject and not is_auto_reply(headers, text)
    return has_subject and encloses and not any(headers.raw(name) for name in WRITTEN_BY_HAND)


def _is_daemon(headers: Headers, text: str) -> bool:
    """A mailer by its name; where others have such names, too, the text must name somebody elsewhere or a status."""
    sender = headers.text("from")
    if not sender:
        return headers.raw("from") is None
    if words.DAEMON.search(words.ALSO_OTHERS.sub("", sender)):
        return True
    if not words.DAEMON.search(sender):
        return False
    domain = sender.rpartition("@")[2].strip("<> ").lower()
    elsewhere = any(not each.lower().endswith(domain) for each in _ADDRESS.findall(_above_original(text)[:5_000]))
    return elsewhere or bool(_STATUS.search(text[:5_000]))


def _tells_bounce(text: str) -> bool:
    return bool(words.BODY.search(_above_original(text)))


def _has_null_path(headers: Headers) -> bool:
    path = headers.raw("return-path") or headers.raw("x-envelope-from") or ""
    return path.strip() in ("<>", "< >", "<#@[]>", "<MAILER-DAEMON>")


def _is_answer(headers: Headers, subject: str) -> bool:
    """A person's answer or forward about a bounce; mailers themselves do not write Re."""
    return (
        bool(re.match(r"(?:re|aw|fwd?|wg|tr|sv|antw|rv|rif)\s*:", subject, re.IGNORECASE))
        and headers.raw("return-path") != "<>"
    )


def _blocks_in_text(text: str) -> tuple[FailedRecipient, ...]:
    """Some servers put the fields of a DSN into the text."""
    if "final-recipient" not in text.lower():
        return ()
    return tuple(found for block in read_blocks(text) if "final-recipient" in block and (found := to_recipient(block)))


def _above_original(text: str) -> str:
    match = next((each for each in words.ORIGINAL_BELOW.finditer(text) if text[: each.start()].strip()), None)
    return text[: match.start()] if match and len(text[: match.start()].strip()) > 40 else text


def _judge(headers: Headers, message: str) -> tuple[str, str | None]:
    """Return action and status; a status that the text does not give is drawn from its words."""
    codes = [code for code in _STATUS.findall(message) if code[0] in "45"]
    replies = _REPLY_CODE.findall(message)
    is_delay = bool(words.DELAY_SUBJECT.search(headers.text("subject")) or words.DELAY_BODY.search(message))
    if is_delay and not words.FINAL_BODY.search(message) and not any(code[0] == "5" for code in codes):
        return "delayed", codes[0] if codes else "4.0.0"
    hard = next((code for code in codes if code[0] == "5"), None)
    if hard or codes:
        return "failed", hard or codes[0]
    guessed = next((code for pattern, code in words.PHRASES if pattern.search(message)), "5.0.0")
    if guessed.startswith("4") and "5" in replies:
        guessed = "5.0.0"
    return "failed", guessed


def _find_recipients(headers: Headers, message: str, parts: list[Part]) -> list[str]:
    """Return the addresses that the text reports: those listed on lines of their own, else the likeliest one."""
    ours = {
        each.lower() for name in ("to", "from", "reply-to", "delivered-to") for each in _ADDRESS.findall(headers.text(name))
    }
    listed: list[str] = []
    best: tuple[int, str] | None = None
    for match in _ADDRESS.finditer(message):
        address = match[0].strip("'.*=")
        if address.lower() in ours or re.match(
            r"(?:postmaster|mailer-daemon|abuse|support|helpdesk)@", address, re.IGNORECASE
        ):
            continue
        start = message.rfind("\n", 0, match.start()) + 1
        end = message.find("\n", match.end())
        line = message[start : end if end >= 0 else len(message)]
        is_listed = bool(_LISTED.match(message[start : match.start()]))
        score = 2 * is_listed + bool(_IS_REASON.search(line))
        if is_listed:
            listed.append(address)
        if best is None or score > best[0]:
            best = (score, address)
    if listed:
        return listed[:50]
    return [best[1]] if best else _ADDRESS.findall(original_recipients(parts))[:1]


def _diagnostic(message: str, recipients: list[str]) -> str | None:
    position = max((message.find(each) for each in recipients[:1]), default=0)
    for line in message[max(position, 0) :].splitlines()[:8]:
        if _IS_REASON.search(line):
            return " ".join(line.split())[:300]
    return None
