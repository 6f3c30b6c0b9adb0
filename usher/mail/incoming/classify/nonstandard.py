"""Bounces that are plain text: qmail, Exim, old Sendmail and Postfix, Exchange, Notes and many gateways."""

import re

from usher.mail.incoming.classify import bounce_words, delay_words
from usher.mail.incoming.classify.evidence import Evidence, is_bounce, is_success
from usher.mail.incoming.classify.originals import original_recipient
from usher.mail.incoming.classify.report_form import ADDRESS
from usher.mail.incoming.classify.reports import read_blocks, to_recipient
from usher.mail.message import FailedRecipient
from usher.mail.mime.headers import Headers
from usher.mail.mime.tree import Part

_STATUS = re.compile(r"(?<![\d.])([245]\.[0-7]\.\d{1,3})(?![\d.]*\d)")
_REPLY_CODE = re.compile(r"(?<![\d.:])([45])[0-7]\d(?=[ -](?![\d:]))")
_LISTED = re.compile(r"^[ \t]*(?:[-*+>]|to:?|recipient:?|for)?[ \t]*[<\"']?$", re.IGNORECASE)
_HELPER = re.compile(r"(?:postmaster|mailer-daemon|abuse|support|helpdesk)@", re.IGNORECASE)
_IS_REASON = re.compile(
    r"unknown|not |no such|fail|reject|full|quota|denied|invalid|5\d\d|5\.\d\.\d|unable|exceed|disabled", re.IGNORECASE
)

LONGEST_LINE = 2_000
"""Characters of a line in which addresses are looked for."""
LONGEST_NAMED = 20_000
"""Characters of X-Failed-Recipients that are read."""
MOST_RECIPIENTS = 50
"""Of one report in words: each costs a search through all of them."""


def read_text_bounce(found: Evidence, root: Part) -> tuple[FailedRecipient, ...] | None:
    """Return the recipients that a mail in a server's own words reports, or None when it is no bounce."""
    headers = root.headers
    text = found.text
    named = headers.text("x-failed-recipients")
    if not named and (is_success(found) or not is_bounce(found, is_report=_is_report(root))):
        return None
    blocks = _blocks_in_text(text)
    if blocks:
        return blocks
    message = found.above if bounce_words.BODY.search(found.above) else text
    recipients = _unlike(ADDRESS.findall(named[:LONGEST_NAMED]) or _find_recipients(headers, message))[:MOST_RECIPIENTS]
    if not recipients and (original := original_recipient(found.parts, text)):
        recipients = [original]
    whole = FailedRecipient(None, *_judge(headers, message), _diagnostic(message))
    return tuple(_about(each, recipients, headers, message, whole) for each in recipients) or (whole,)


def _is_report(root: Part) -> bool:
    return root.content_type == "multipart/report" and root.parameters.get("report-type", "").lower() in (
        "delivery-status",
        "",
    )


def _unlike(addresses: list[str]) -> list[str]:
    """Each address once, whatever its case."""
    return list({each.lower(): each for each in reversed(addresses)}.values())[::-1]


def _about(recipient: str, recipients: list[str], headers: Headers, message: str, whole: FailedRecipient) -> FailedRecipient:
    """Judge one recipient: by what stands between its address and the next one, if that tells a code, else by the whole."""
    start = max(message.find(recipient), 0)
    next_ones = (message.find(each, start + len(recipient)) for each in recipients if each != recipient)
    own = message[start : min((each for each in next_ones if each > 0), default=len(message))]
    action, status = whole.action, whole.status
    if len(recipients) > 1 and (_STATUS.search(own) or _REPLY_CODE.search(own)):
        action, status = _judge(headers, own)
    return FailedRecipient(recipient, action, status, _diagnostic(own) or whole.diagnostic)


def _blocks_in_text(text: str) -> tuple[FailedRecipient, ...]:
    """Some servers put the fields of a DSN into the text."""
    if "final-recipient" not in text.lower():
        return ()
    return tuple(found for block in read_blocks(text) if "final-recipient" in block and (found := to_recipient(block)))


def _judge(headers: Headers, message: str) -> tuple[str, str | None]:
    """Return action and status; a status that the text does not give is drawn from its words."""
    codes = [code for code in _STATUS.findall(message) if code[0] in "45"]
    replies = _REPLY_CODE.findall(message)
    if _is_delay(headers.text("subject"), message, is_hard=any(code[0] == "5" for code in codes)):
        return "delayed", codes[0] if codes else "4.0.0"
    hard = next((code for code in codes if code[0] == "5"), None)
    if hard or codes:
        return "failed", hard or codes[0]
    guessed = next((code for pattern, code in bounce_words.PHRASES if pattern.search(message)), "5.0.0")
    if guessed.startswith("4") and "5" in replies:
        guessed = "5.0.0"
    return "failed", guessed


def _is_delay(subject: str, message: str, *, is_hard: bool) -> bool:
    if delay_words.FINAL_BODY.search(message):
        return False
    if delay_words.DELAY_SUBJECT.search(subject):
        return True
    if is_hard:
        return False
    is_final = delay_words.FINAL_SUBJECT.search(subject)
    return bool(delay_words.DELAY_BODY.search(message) or (not is_final and delay_words.DEFERRED.search(message)))


def _find_recipients(headers: Headers, message: str) -> list[str]:
    """Return the addresses that the text reports: those listed on lines of their own, else the likeliest one.

    Our own and those of helpers are named in reports for other reasons; they count where nobody else is named.
    """
    ours = {
        each.lower() for name in ("to", "from", "reply-to", "delivered-to") for each in ADDRESS.findall(headers.text(name))
    }
    listed: list[str] = []
    best: tuple[int, str] = (-2, "")
    for line in message.splitlines():
        for match in ADDRESS.finditer(line[:LONGEST_LINE]):
            address = match[0].strip("'.*=")
            is_helper = address.lower() in ours or bool(_HELPER.match(address))
            is_listed = bool(_LISTED.match(line[: match.start()]))
            if is_listed and not is_helper:
                listed.append(address)
            score = 2 * is_listed + bool(_IS_REASON.search(line[:LONGEST_LINE])) - 3 * is_helper
            best = max(best, (score, address), key=lambda each: each[0])
    return listed or [each for each in (best[1],) if each]


def _diagnostic(message: str) -> str | None:
    """Return the first line that tells a code, else the first that tells a reason."""
    lines = [" ".join(line.split())[:300] for line in message[:5_000].splitlines()]
    coded = (line for line in lines if _STATUS.search(line) or _REPLY_CODE.search(line))
    return next(coded, None) or next((line for line in lines if _IS_REASON.search(line)), None)
