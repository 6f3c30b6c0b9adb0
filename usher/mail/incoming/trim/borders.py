"""Where a quoted history begins: "On … wrote:" lines, header blocks, dividers, forwards and our own marker."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from usher.mail.incoming.trim import vocabulary as words
from usher.mail.incoming.trim.evidence import has_address, has_date, has_short_date, has_time
from usher.mail.marker import is_marker_line

MAX_ATTRIBUTION_LINES = 4
MAX_ATTRIBUTION = 420
MAX_BORDER_LINE = 5_000
"""Nobody writes more lines than this above a quote."""


class BorderKind(StrEnum):
    """What a border is; all but an attribution mean that everything below is quoted."""

    MARKER = "marker"
    DIVIDER = "divider"
    HEADERS = "headers"
    ATTRIBUTION = "attribution"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True)
class Border:
    """Lines `start` to `end` (exclusive) introduce a quote."""

    kind: BorderKind
    start: int
    end: int


_DECOR = r"[-_=*‐‑–—―#~<>|+.\s]"
_DIVIDER = re.compile(
    rf"^\s*{_DECOR}{{2,}}(?:{words.ORIGINAL})\s*:?{_DECOR}*$|^\s*\*?(?:{words.ORIGINAL})\*?\s*:?\s*$", re.IGNORECASE
)
_FORWARD = re.compile(
    rf"^\s*{_DECOR}{{2,}}\s*(?:{words.FORWARDED})\b[^\n]{{0,80}}$|^\s*(?:{words.FORWARDED})\s*[:：]?\s*-*\s*$", re.IGNORECASE
)
_RULED_NAME = re.compile(r"^\s*-{4,}\s*[^\W\d_][^-\d:<>@]{3,40}?\s*-{4,}\s*$")
_LOTUS = re.compile(rf"^\s*-{{3,}}.{{2,200}}(?:{words.VERBS})\s?:\s?-{{3,}}\s*$", re.IGNORECASE)
_RULE = re.compile(r"^\s*(?:_{5,}|-{5,}|={5,}|\*{5,}|[‐–—]{5,}|(?:[-_*] ){4,}[-_*]?)\s*$")
_VERB = re.compile(rf"(?<![^\W\d_])(?:{words.VERBS})", re.IGNORECASE)
_OPENER = re.compile(
    rf"^\s*[-*_>\s\"'“]*(?:(?:{words.OPENERS})(?![^\W\d_])|\d{{1,4}}[./年년-]|\d{{1,2}}\.?\s+[^\W\d_]"
    rf"|[^\W\d_]{{2,13}}\.?,?\s+\d{{1,2}})",
    re.IGNORECASE,
)
_NAME_AND_ADDRESS = re.compile(r"^\s*[\"'“*]?[^\s.!?][^.!?\n]{0,60}?[\"'”]?\s*[<(\[][^<>\s]{1,80}@[^<>\s]{1,80}[>)\]]")
_BRACKETED = re.compile(r"[<(\[]\s?[^\s<>()]{1,80}@[^\s<>()]{1,80}\s?[>)\]]")
_SAID = re.compile(r"\b(?:said|says|quoting|quote of|sagte|dit|dijo|ha detto|disse|zei)\b", re.IGNORECASE)
_SPEAKER = re.compile(r"^\W*(?:i|it|we|he|she|they|ich|es|wir|er|sie|je|il|elle|nous)\b", re.IGNORECASE)
_DATED_MAILBOX = re.compile(r"^\s*\d{4}[/-]\d{1,2}[/-]\d{1,2}\s[^<>\n]{0,80}<[^<>\s]{1,80}@[^<>\s]{1,80}>\s*:?\s*$")
"""Gmail's introduction of old in many languages: date, name, address, and not even a colon."""
_ABOVE_THIS = re.compile(rf"^\s*{_DECOR}{{2,}}.{{0,60}}(?:{words.ABOVE_THIS_LINE}).{{0,60}}$", re.IGNORECASE)
_HAS_FACT = re.compile(r"[\d@<]")
_COLON_END = re.compile(r"[:：]\s*[*_]*\s*-*\s*$")
_LOOSE_END = re.compile(rf"(?:{words.VERBS})\s*[.…-]*\s*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]\s*$")


def _key(pattern: str) -> str:
    return rf"(?:{pattern})"


_HEADER = re.compile(
    rf"^\s*[*_>|]*\s*(?:(?P<sender>{_key(words.FROM)})|(?P<date>{_key(words.DATE)})|(?P<to>{_key(words.TO)})"
    rf"|(?P<subject>{_key(words.SUBJECT)})|(?P<copy>{_key(words.COPY)}))\s*[*_]*\s*[:：]\s*[*_]*\s*(?P<value>.*)$",
    re.IGNORECASE,
)


def find_border(lines: Sequence[str], start: int, skip: Sequence[bool], *, is_forward: bool) -> Border | None:
    """Return the first border at or below `start`; lines marked in `skip` are quoted already and cannot be one."""
    for index in range(start, min(len(lines), MAX_BORDER_LINE)):
        line = lines[index]
        if skip[index] or not line.strip() or len(line) > 2_000:
            continue
        found = _at(lines, index, skip)
        if found and is_forward and found.kind in (BorderKind.HEADERS, BorderKind.DIVIDER):
            found = Border(BorderKind.FORWARD, found.start, found.end)
        if found:
            return found
    return None


def _at(lines: Sequence[str], index: int, skip: Sequence[bool]) -> Border | None:
    line = lines[index]
    if is_marker_line(line):
        return Border(BorderKind.MARKER, index, index + 1)
    if _FORWARD.match(line):
        return Border(BorderKind.FORWARD, index, index + 1)
    if _DIVIDER.match(line):
        return _divider(lines, index)
    if _ABOVE_THIS.match(line):
        return Border(BorderKind.DIVIDER, index, index + 1)
    if line.strip().lower() in words.TABLE_TO:
        return _notes_table(lines, index)
    if _LOTUS.match(line):
        return Border(BorderKind.DIVIDER, index, index + 1)
    if _RULE.match(line) or _RULED_NAME.match(line):
        below = _next_filled(lines, index + 1)
        block = header_block_end(lines, below, least=2) if below is not None and below - index <= 3 else None
        # Eight dashes around words that we do not know are a forward in a language that we do not know.
        kind = BorderKind.FORWARD if _RULED_NAME.match(line) and line.strip().startswith("--------") else BorderKind.HEADERS
        return Border(kind, index, block) if block else None
    block = header_block_end(lines, index, least=3)
    if block:
        return Border(BorderKind.HEADERS, index, block)
    return _attribution(lines, index, skip)


def _notes_table(lines: Sequence[str], index: int) -> Border | None:
    """Lotus Notes set the header as a table: sender and date above, then "To" and "Subject" on lines of their own."""
    below = [line.strip().lower() for line in lines[index + 1 : index + 14]]
    end = next((position for position, line in enumerate(below) if line in words.TABLE_SUBJECT), None)
    if end is None:
        return None
    start = index
    while start > 0 and index - start < 6 and (not lines[start - 1].strip() or _is_table_line(lines[start - 1])):
        start -= 1
    facts = " ".join(lines[start:index])
    return Border(BorderKind.HEADERS, start, index + end + 2) if has_date(facts) or has_address(facts) else None


def _is_table_line(line: str) -> bool:
    return (
        has_date(line)
        or has_address(line)
        or bool(re.match(r"\s*(?:sent|gesendet) (?:by|von):|\s*[^\s/]+(?: [^\s/]+)*/\S+", line, re.I))
    )


def _divider(lines: Sequence[str], index: int) -> Border | None:
    """A bare "Original message" without its dashes counts only above a header block or a quote."""
    below = _next_filled(lines, index + 1)
    block = header_block_end(lines, below, least=2) if below is not None and below - index <= 4 else None
    if block:
        return Border(BorderKind.DIVIDER, index, block)
    is_ruled = re.match(rf"^\s*{_DECOR}{{2,}}", lines[index]) is not None
    if is_ruled or (below is not None and lines[below].lstrip().startswith(">")):
        return Border(BorderKind.DIVIDER, index, index + 1)
    return None


def header_block_end(lines: Sequence[str], index: int, *, least: int) -> int | None:
    """Return where a block of mail headers ends that starts at `index`, or None when there is none.

    It needs `least` different headers, among them sender or date, and an address or a subject line: "From: Berlin,
    To: Paris, Date: …" is what a traveller writes.
    """
    if ":" not in lines[index][:60] and "：" not in lines[index][:60]:
        return None
    first = _HEADER.match(lines[index])
    if first is None or first.lastgroup is None or not (first["sender"] or first["date"] or first["to"] or first["subject"]):
        return None
    seen: set[str] = set()
    values: list[str] = []
    end, blanks, strays = index, 0, 0
    for position in range(index, min(index + 24, len(lines))):
        line = lines[position]
        match = _HEADER.match(line)
        if match:
            seen |= {name for name in ("sender", "date", "to", "subject", "copy") if match[name]}
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
    text = "\n".join(values)
    has_both = "sender" in seen and ("date" in seen or "to" in seen)
    is_mail = has_address(text) or ("subject" in seen and (has_date(text) or has_time(text) or "sender" in seen))
    return (
        end
        if len(seen) >= least and (has_both or {"date", "subject"} <= seen or {"sender", "subject"} <= seen) and is_mail
        else None
    )


def _attribution(lines: Sequence[str], index: int, skip: Sequence[bool]) -> Border | None:
    """Try the line and up to four below it as one "On …, … wrote:"."""
    if not any(_may_end(line) for line in lines[index : index + MAX_ATTRIBUTION_LINES + 1]):
        return None
    joined = ""
    blank_before = False
    for offset in range(MAX_ATTRIBUTION_LINES + 1):
        position = index + offset
        if position >= len(lines) or skip[position] or len(joined) > MAX_ATTRIBUTION:
            return None
        line = lines[position].strip()
        if not line:
            # Some clients leave a blank line inside the introduction, between date and name.
            if blank_before or not _is_opening(joined):
                return None
            blank_before = True
            continue
        joined = f"{joined} {line}".strip()
        if _may_end(line):
            below = _next_filled(lines, position + 1)
            is_quoting = below is not None and (skip[below] or lines[below].lstrip().startswith((">", "|")))
            if _is_strong(joined) or (is_quoting and _is_weak(joined)):
                start = _start(lines, index, position, is_quoting=is_quoting)
                return None if start is None else Border(BorderKind.ATTRIBUTION, start, position + 1)
            if _COLON_END.search(joined) and not has_short_date(joined):
                return None
        elif _SENTENCE_END.search(line) and not has_short_date(line):
            return None
        if offset == 0 and not (
            _is_opening(joined) or has_address(joined) or has_date(joined) or _VERB.search(joined) or _SAID.search(joined)
        ):
            return None
    return None


def _start(lines: Sequence[str], index: int, position: int, *, is_quoting: bool) -> int | None:
    """Return where the introduction that ends at `position` starts: a sentence above it must not be taken along."""
    joined = _joined(lines, index, position)
    begins = index == position or bool(_NAME_AND_ADDRESS.match(joined)) or _is_opening(lines[index])
    for start in range(position, index, -1):
        text = _joined(lines, start, position)
        if _is_opening(text) and (_is_strong(text) or (is_quoting and _is_weak(text))):
            if begins and not (has_date(text) and has_time(text) and has_address(text)):
                return index
            above = lines[start - 1].strip()
            return start - 1 if len(above) <= 12 and _OPENER.match(above) else start
    return index if begins or _OPENER.match(joined) else None


def _joined(lines: Sequence[str], start: int, position: int) -> str:
    return " ".join(line.strip() for line in lines[start : position + 1])


@lru_cache(maxsize=2_048)
def _may_end(line: str) -> bool:
    """Tell whether an introduction may end here; most lines of most mails end like none."""
    tail = line[-60:].rstrip(" \t*_-.…")
    if tail.endswith((":", "：")) or _DATED_MAILBOX.match(line):
        return True
    return _HAS_FACT.search(line) is not None and _LOOSE_END.search(tail) is not None


def _is_opening(text: str) -> bool:
    return bool(_OPENER.match(text)) and (has_short_date(text) or has_time(text))


def _is_strong(text: str) -> bool:
    """An introduction that stands for itself: how it begins, how it ends, and two of date, time and address."""
    begins = bool(_OPENER.match(text)) or bool(_NAME_AND_ADDRESS.match(text))
    facts = has_date(text) + has_time(text) + has_address(text)
    if facts == 3 and len(text.split()) <= 22 and (_BRACKETED.search(text) or _VERB.search(text)):
        return True
    if _DATED_MAILBOX.match(text):
        return True
    if _VERB.search(text):
        is_plain = has_date(text) and has_time(text) and _is_terse(text) and not _SPEAKER.match(text)
        return (
            is_plain
            or begins
            and (facts >= 2 or has_address(text) or has_date(text) or (has_time(text) and has_short_date(text)))
        )
    return begins and bool(_COLON_END.search(text)) and facts >= 2 and (has_date(text) or facts == 3) and _is_terse(text)


def _is_weak(text: str) -> bool:
    """An introduction that counts because a marked quote follows it."""
    if len(text) > 300 or not (_COLON_END.search(text) or _LOOSE_END.search(text)):
        return False
    facts = has_short_date(text) + has_time(text) + has_address(text)
    if _SAID.search(text):
        return facts >= 1 or text.lower().startswith("quoting")
    if _VERB.search(text):
        return facts >= 1 or (len(text) <= 80 and not _SPEAKER.match(text))
    return facts >= 2 or (facts == 1 and bool(_OPENER.match(text)) and _is_terse(text))


def _is_terse(text: str) -> bool:
    """Date, time, name and address are few words; a sentence that holds a date has more."""
    return len(text.split()) <= 16


def _next_filled(lines: Sequence[str], start: int) -> int | None:
    return next((index for index in range(start, min(start + 6, len(lines))) if lines[index].strip()), None)
