"""Blocks of mail headers ("From: … Sent: … To: …") that programs put above what they quote."""

import re
from collections.abc import Sequence

from usher.mail.incoming.trim import vocabulary as words
from usher.mail.incoming.trim.evidence import has_address, has_date, has_time

MAX_LINES = 24

_HEADER = re.compile(
    rf"^\s*[*_>|]*\s*(?:(?P<sender>(?:{words.FROM}))|(?P<date>(?:{words.DATE}))|(?P<to>(?:{words.TO}))"
    rf"|(?P<subject>(?:{words.SUBJECT}))|(?P<copy>(?:{words.COPY})))"
    r"\s*[*_]*\s*(?:[:：]|\|(?=\s))\s*[*_]*\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_INLINE = re.compile(
    rf"(?:^|\s)(?:(?P<sender>(?:{words.FROM}))|(?P<date>(?:{words.DATE}))|(?P<to>(?:{words.TO}))|(?P<subject>(?:{words.SUBJECT})))"
    r"\s?:\s",
    re.IGNORECASE,
)
MAX_INLINE = 600
_LETTER = re.compile(r"[^\W\d_]|@")
_TECHNICAL = re.compile(
    r"^(?:received|return-path|delivered-to|message-id|in-reply-to|references|mime-version|content-type|dkim-signature"
    r"|authentication-results|arc-seal|received-spf|x-[a-z-]{2,40}): ",
    re.IGNORECASE,
)
"""Headers that no program shows above a quote: who pastes a whole header wants it read."""
_FIELD = re.compile(r"[A-Za-z-]{2,40}: |[ \t]{1,8}\S")
_NAMES = ("sender", "date", "to", "subject", "copy")


def is_header(line: str) -> bool:
    """Tell whether a line is a header in one of the languages that mail programs speak."""
    return _HEADER.match(line) is not None


def header_block_end(lines: Sequence[str], index: int, *, least: int) -> int | None:
    """Return where a block of mail headers ends that starts at `index`, or None when there is none.

    It needs `least` different headers, among them sender or date, and an address or a subject line: "From: Berlin,
    To: Paris, Date: …" is what a traveller writes. Two are enough where one is a mailbox and the other a full time.
    """
    if not any(sign in lines[index][:60] for sign in (":", "：", "|")):
        return None
    first = _HEADER.match(lines[index])
    if first is not None and _is_on_one_line(lines[index]):
        return index + 1
    if first is None or first.lastgroup is None or not any(first[name] for name in _NAMES[:4]):
        return None
    found: dict[str, str] = {}
    values: list[str] = []
    end, blanks, strays = index, 0, 0
    for position in range(index, min(index + MAX_LINES, len(lines))):
        line = lines[position]
        match = _HEADER.match(line)
        if match:
            found |= {name: match["value"] for name in _NAMES if match[name]}
            values.append(match["value"])
            end, blanks, strays = position + 1, 0, 0
        elif not line.strip():
            blanks += 1
        elif blanks or strays >= 3:
            break
        else:
            strays += 1
            values.append(line)
        if blanks > 1:
            break
    if len(found) < least and not _is_stamped(found):
        return None
    if _is_pasted(lines, index, end):
        return None
    return end if _is_mail(found, "\n".join(values), is_alone=least > 2) else None


def _is_pasted(lines: Sequence[str], index: int, end: int) -> bool:
    """Whether the block, with the headers right above and below it, is the whole header of a mail."""
    top = index
    while top > max(index - MAX_LINES, 0) and _FIELD.match(lines[top - 1]):
        top -= 1
    return any(_TECHNICAL.match(line) for line in lines[top : end + 1])


def _is_on_one_line(line: str) -> bool:
    """Some programs lose the line ends of the block: "Date: … From: … To: … Subject: …" runs on."""
    if len(line) > MAX_INLINE or line.count(":") < 2:
        return False
    found = {each.lastgroup for each in _INLINE.finditer(line)}
    return len(found) >= 3 and {"sender", "date"} <= found and has_address(line) and has_date(line) and has_time(line)


def _is_mail(found: dict[str, str], text: str, *, is_alone: bool) -> bool:
    names = found.keys()
    sender = found.get("sender", "")
    if has_date(sender) and not has_address(sender):
        return False
    has_both = "sender" in names and ("date" in names or "to" in names)
    if "sender" in names and not _LETTER.search(found["sender"] or text):
        return False
    is_mail = has_address(text) or ("subject" in names and (has_time(text) or ("sender" in names and not is_alone)))
    return is_mail and (has_both or {"date", "subject"} <= names or {"sender", "subject"} <= names or _is_stamped(found))


def _is_stamped(found: dict[str, str]) -> bool:
    """A mailbox and a date with its time of day: nobody writes these two by hand below each other."""
    mailbox = found.get("sender") or found.get("to") or ""
    date = found.get("date", "")
    return has_address(mailbox) and has_date(date) and has_time(date)
