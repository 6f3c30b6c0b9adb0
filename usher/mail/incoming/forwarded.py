"""A mail that somebody passed on: who wrote it, about what, and what the forwarder added (mail.md 4.6).

Only an explicit sign makes a mail a forward: a forward's subject, divider or first line `@fwd` together with the header
block that mail programs put above the forwarded text, or an enclosed message.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from usher.mail.incoming.trim import vocabulary as words
from usher.mail.message import Address, Attachment, ParsedMessage

MOST_LINES = 2_000  # among which the block is looked for
LONGEST_BLOCK = 14  # lines
ENCLOSED = ("message/rfc822", "message/global")

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}")
_ASKED = re.compile(r"\s*[@#](?:fwd?|forward)\s*", re.IGNORECASE)
_PREFIX = re.compile(rf"(?:{words.FORWARD_SUBJECT.pattern})\s*", re.IGNORECASE)
_DIVIDER = re.compile(
    rf"[-_=*‐‑–—~#<>|\s]*(?:{words.FORWARDED}|{words.ORIGINAL})\b[^\n]{{0,80}}|[-_=*‐‑–—~\s]{{5,}}", re.IGNORECASE
)
_SAYS_FORWARDED = re.compile(rf"[-_=*‐‑–—~#<>|\s]*(?:{words.FORWARDED})\b", re.IGNORECASE)
_QUOTE = re.compile(r"\s{0,3}>\s?")


LONGEST_LINE = 1_000  # characters of one that may be a header


def _plain(line: str) -> str:
    """A line without its quote mark, cut where no header line is that long."""
    return _QUOTE.sub("", line[:LONGEST_LINE], count=1)


def _line_of(pattern: str) -> re.Pattern[str]:
    # One class between the words, never two side by side that take the same blanks: a line of them would cost its square.
    return re.compile(rf"[*_|\s]*(?:{pattern})[*_\s]*[:：][*_\s]*(?P<value>.*)", re.IGNORECASE)


_FROM, _SUBJECT = _line_of(words.FROM), _line_of(words.SUBJECT)
_OTHERS = _line_of(f"{words.DATE}|{words.TO}|{words.COPY}")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """What was passed on, and the `comment` of who did it."""

    sender: Address
    subject: str
    text: str
    comment: str
    attachments: Sequence[Attachment] = ()


def read_forward(message: ParsedMessage) -> Forwarded | None:
    """Read the outermost forwarded mail; None when the mail is no forward, or does not tell the first writer's address."""
    lines = message.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    asked = bool(lines and _ASKED.fullmatch(lines[0]))
    lines = lines[1:] if asked else lines
    if enclosed := _enclosed(message):
        return _from_enclosed(message, enclosed, "\n".join(lines))
    start = next((at for at in range(min(len(lines), MOST_LINES)) if _is_block(lines, at)), None)
    if start is None:
        return None
    begin, is_said = _divided(lines, start)
    if not (asked or is_said or words.FORWARD_SUBJECT.match(message.subject)):
        return None
    return _from_block(message, lines, begin, start)


def _enclosed(message: ParsedMessage) -> Attachment | None:
    found = [each for each in message.attachments if each.content_type in ENCLOSED]
    return found[0] if len(found) == 1 else None


def _from_enclosed(message: ParsedMessage, enclosed: Attachment, comment: str) -> Forwarded | None:
    from usher.mail.incoming.parse import parse

    inner = parse(enclosed.content)
    if inner.sender is None or not _ADDRESS.fullmatch(inner.sender.address):
        return None
    files = [*inner.attachments, *(each for each in message.attachments if each is not enclosed)]
    return Forwarded(inner.sender, inner.subject or _stem(message.subject), inner.text, comment, files)


def _is_block(lines: Sequence[str], at: int) -> bool:
    """A line "From: somebody@…" with at least one more header line close to it, above or below."""
    line = _plain(lines[at])
    match = _FROM.fullmatch(line)
    if match is None or not _ADDRESS.search(f"{match['value']} {lines[at + 1] if at + 1 < len(lines) else ''}"):
        return False
    near = [_plain(each) for each in lines[max(at - 4, 0) : at + 6]]
    return any(each != line and (_SUBJECT.fullmatch(each) or _OTHERS.fullmatch(each)) for each in near)


def _divided(lines: Sequence[str], start: int) -> tuple[int, bool]:
    """Where the forwarder's own text ends, and whether the lines between say that this is a forward."""
    begin, is_said = start, False
    while begin > 0:
        line = _plain(lines[begin - 1])
        if line.strip() and not (_DIVIDER.fullmatch(line) or _OTHERS.fullmatch(line) or _SUBJECT.fullmatch(line)):
            break
        is_said = is_said or bool(_SAYS_FORWARDED.match(line))
        begin -= 1
    return begin, is_said


def _from_block(message: ParsedMessage, lines: Sequence[str], begin: int, start: int) -> Forwarded | None:
    is_quoted = lines[start].lstrip().startswith(">")
    below = [_QUOTE.sub("", line, count=1) if is_quoted else line for line in lines[begin:]]
    value, subject, end = "", "", 0
    for number, line in enumerate(below):
        if number > start - begin + LONGEST_BLOCK or (value and not line.strip()):
            break
        if not value and (match := _FROM.fullmatch(line[:LONGEST_LINE])):
            value = match["value"]
            if not _ADDRESS.search(value) and number + 1 < len(below):
                value += f" {below[number + 1]}"
        elif not subject and (match := _SUBJECT.fullmatch(line[:LONGEST_LINE])):
            subject = match["value"].strip(" *_")
        end = number + 1
    sender = _sender(value)
    if sender is None:
        return None
    text, comment = "\n".join(below[end:]).strip(), "\n".join(lines[:begin]).strip()
    return Forwarded(sender, subject or _stem(message.subject), text, comment, message.attachments)


def _sender(value: str) -> Address | None:
    found = _ADDRESS.search(value)
    if found is None:
        return None
    local, _, domain = found[0].rpartition("@")
    name = re.split(r"[<\[(]", value[: found.start()])[0].strip(" \t\"'*_,;")
    return Address(name, f"{local}@{domain.lower()}")


def _stem(subject: str) -> str:
    """The subject without the marks of forwarding."""
    while (match := _PREFIX.match(subject)) and match.end():
        subject = subject[match.end() :]
    return subject.strip()
