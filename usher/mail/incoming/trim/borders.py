"""Where a quoted history begins: "On … wrote:" lines, header blocks, dividers, forwards and our own marker."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from usher.mail.incoming.trim import vocabulary as words
from usher.mail.incoming.trim.attributions import find_attribution
from usher.mail.incoming.trim.evidence import has_short_date, has_time
from usher.mail.incoming.trim.header_blocks import header_block_end
from usher.mail.incoming.trim.notes import find_notes
from usher.mail.marker import is_marker_line

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


_DECOR = r"[-_=*‐‑–—―#~<>|+.\s\[\]]"
_SIGNS = r"(?:[-_=*‐‑–—―#~<>|+.\[\]]\s?)"
_DIVIDER = re.compile(
    rf"^\s*{_SIGNS}{{2,80}}\s*(?:&nbsp;)?(?:{words.ORIGINAL})(?:&nbsp;)?\s*:?\s*{_SIGNS}{{2,80}}\s*$"
    rf"|^\s*{_SIGNS}{{4,80}}\s*(?:{words.ORIGINAL})\s*:?\s*{_SIGNS}?$|^\s*\*?(?:{words.ORIGINAL})\*?\s*:?\s*$"
    r"|^-{10,}\s*Original\s*-{10,}$",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    rf"^\s*{_DECOR}{{2,}}\s*(?:{words.FORWARDED})\b[^\n]{{0,80}}$|^\s*(?:{words.FORWARDED})\s*[:：]?\s*-*\s*$", re.IGNORECASE
)
_RULED_NAME = re.compile(r"^\s*-{4,}\s*[^\W\d_][^-\d:<>@]{3,40}?\s*-{4,}\s*$")
_DRAWN_BOX = re.compile(r"^\s*\|-{4,}>\s*$")
"""The first line of the box that Notes draws of characters around sender, date and subject."""
_GROUPWISE = re.compile(r"^>>> .{2,160}>>>\s*$")
_RULE = re.compile(r"^\s*(?:_{5,}|-{3,}|={5,}|\*{5,}|[‐–—]{5,}|(?:[-_*] ){4,}[-_*]?)\s*$")
_ABOVE_THIS = re.compile(
    rf"^\s*(?:[-=#*_\[–—]{_DECOR}{{0,20}}.{{0,60}}(?:{words.ABOVE_THIS_LINE}).{{0,60}}[-=#*_\]–—]"
    r"|(?:please )?(?:reply|respond|(?:type|write|enter) your (?:reply|response|answer)) above this line\W{0,3})\s*$",
    re.IGNORECASE,
)
"""Other helpdesks' markers, with a sign at both ends or in so many words."""


def is_groupwise(line: str) -> bool:
    """Tell whether GroupWise introduces an unmarked quote: ">>> name date time >>>"."""
    return line.startswith(">>> ") and bool(_GROUPWISE.match(line)) and has_short_date(line) and has_time(line)


def opens_forward(lines: Sequence[str], *, is_forward: bool) -> bool:
    """Tell whether lines, their marks taken off, begin a forwarded mail; `is_forward` tells that the subject says so."""
    if not lines:
        return False
    is_history = _DIVIDER.match(lines[0]) is not None or header_block_end(lines, 0, least=3) is not None
    return _FORWARD.match(lines[0]) is not None or (is_forward and is_history)


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
    if is_groupwise(line):
        return Border(BorderKind.HEADERS, index, index + 1)
    if _DRAWN_BOX.match(line):
        return Border(BorderKind.MARKER, index, index + 1)
    if found := find_notes(lines, index):
        return Border(BorderKind.HEADERS, *found)
    if _RULE.match(line) or _RULED_NAME.match(line):
        below = _next_filled(lines, index + 1)
        block = header_block_end(lines, below, least=2) if below is not None and below - index <= 3 else None
        # Dashes around words that we do not know may be a forward in a language that we do not know.
        kind = BorderKind.FORWARD if _RULED_NAME.match(line) else BorderKind.HEADERS
        return Border(kind, index, block) if block else None
    block = header_block_end(lines, index, least=3)
    if block:
        return Border(BorderKind.HEADERS, index, block)
    found = find_attribution(lines, index, skip)
    return Border(BorderKind.ATTRIBUTION, *found) if found else None


def _divider(lines: Sequence[str], index: int) -> Border | None:
    """A bare "Original message" without its dashes counts only above a header block or a quote."""
    below = _next_filled(lines, index + 1)
    block = header_block_end(lines, below, least=2) if below is not None and below - index <= 4 else None
    if block:
        return Border(BorderKind.DIVIDER, index, block)
    is_ruled = re.match(rf"^\s*{_SIGNS}{{2,80}}", lines[index]) is not None
    if is_ruled or (below is not None and lines[below].lstrip().startswith(">")):
        return Border(BorderKind.DIVIDER, index, index + 1)
    return None


def _next_filled(lines: Sequence[str], start: int) -> int | None:
    return next((index for index in range(start, min(start + 6, len(lines))) if lines[index].strip()), None)
