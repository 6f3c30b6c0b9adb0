"""How Lotus Notes and Domino set off what they quote; Enron's archive is full of it."""

import re
from collections.abc import Sequence

from usher.mail.incoming.trim import vocabulary as words
from usher.mail.incoming.trim.evidence import has_address, has_date, has_time

_LOTUS = re.compile(
    rf"^\s*-{{3,}}.{{2,200}}(?:{words.VERBS})\s?:?\s?-{{3,}}\s*$"
    r"|^\s*[^\s-].{1,80}?\s?-{2,3}\s?\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\s\d{1,2}[:.]\d{2}[^-\n]{0,20}-{2,3}\S",
    re.IGNORECASE,
)
"""Notes above its quotes: a ruled sentence, or "name ---date---first words"."""
_TO = re.compile(r"^\s*To:\s+\S")
_STAMP = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4} \d{1,2}:\d{2}[^\n]{0,12}$")
_COPY = re.compile(r"^\s*cc:", re.IGNORECASE)
_SUBJECT = re.compile(r"^\s*Subject:")
_SENT_BY = re.compile(r"^\s*Sent by:", re.IGNORECASE)
_NAME = re.compile(r"^\s*[^\W\d_](?:[^\n.!?:]|(?<=\b[A-Z][a-z])\.|\.(?=\w)){1,50}(?:@[\w./-]{1,40})?\s*$")


def find_notes(lines: Sequence[str], index: int) -> tuple[int, int] | None:
    """Return where Notes' introduction begins and ends that the line at `index` belongs to, or None."""
    line = lines[index]
    if line.strip().lower() in words.TABLE_TO:
        return _table(lines, index)
    if _LOTUS.match(line):
        return index, index + 1
    return _block(lines, index) if _NAME.match(line) or _TO.match(line) or _STAMP.search(line) else None


def _block(lines: Sequence[str], index: int) -> tuple[int, int] | None:
    """Name, "Sent by", date and time, each on a line of its own, then To, cc and Subject."""
    top = [at for at in range(index, min(index + 8, len(lines))) if lines[at].strip()]
    head = next((at for at in top if _TO.match(lines[at])), None)
    if head is None or not all(_is_above(lines[at], is_first=at == index) for at in top if at < head):
        return None
    if _NAME.match(lines[index]) and not lines[index + 1].strip():
        return None  # a name by itself is the writer's, not that of who is quoted
    above = [lines[at] for at in top if at < head] or [line for line in lines[max(index - 3, 0) : index] if line.strip()]
    if not any(_is_above(line, is_first=False) and not _SENT_BY.match(line) for line in above):
        return None
    below = [at for at in range(head + 1, min(head + 10, len(lines))) if lines[at].strip()]
    copy = next((at for at in below[:3] if _COPY.match(lines[at])), None)
    subject = next((at for at in below if _SUBJECT.match(lines[at])), None)
    return (index, subject + 1) if copy is not None and subject is not None and subject > copy else None


def _is_above(line: str, *, is_first: bool) -> bool:
    is_date = has_date(line) and has_time(line) and (len(line) < 60 or (len(line) < 160 and bool(_STAMP.search(line))))
    return is_date or bool(_SENT_BY.match(line)) or (is_first and bool(_NAME.match(line)))


def _table(lines: Sequence[str], index: int) -> tuple[int, int] | None:
    """The header as a table: sender and date above, then "To" and "Subject" on lines of their own."""
    below = [line.strip().lower() for line in lines[index + 1 : index + 14]]
    end = next((position for position, line in enumerate(below) if line in words.TABLE_SUBJECT), None)
    if end is None:
        return None
    start = index
    while start > 0 and index - start < 6 and (not lines[start - 1].strip() or _is_table_line(lines[start - 1])):
        start -= 1
    facts = " ".join(lines[start:index])
    return (start, index + end + 2) if has_date(facts) or has_address(facts) else None


def _is_table_line(line: str) -> bool:
    return (
        has_date(line)
        or has_address(line)
        or bool(re.match(r"\s*(?:sent|gesendet) (?:by|von):|\s*[^\s/]+(?: [^\s/]+)*/\S+", line, re.I))
    )
