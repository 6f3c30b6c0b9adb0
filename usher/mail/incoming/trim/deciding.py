"""Which lines of a mail are the reply: the one rule that text and HTML share."""

import re
from collections.abc import Sequence
from itertools import groupby

from usher.mail.incoming.trim.attributions import is_introduction
from usher.mail.incoming.trim.borders import Border, BorderKind, find_border, is_groupwise, opens_forward
from usher.mail.incoming.trim.chats import is_conversation
from usher.mail.incoming.trim.header_blocks import header_block_end
from usher.mail.incoming.trim.signature import signature_start
from usher.mail.incoming.trim.vocabulary import ANSWERS_BELOW, SALUTATION

TEXT, BLANK, QUOTED, CERTAIN, MAYBE, BORDER = "t", "e", "q", "c", "b", "x"
"""Labels: a person's line, a blank one, one marked with `>`, one in a client's quote container, one in a container that may
be the writer's own, and one that introduces a quote."""

SHORT = 12
"""Lines above a quote that may be nothing but the hint that the answers stand within it."""
OWN_QUOTE = 8
"""Lines that a person quotes by hand, below a colon or to answer to them."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPECIAL_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_LINK_ONLY = re.compile(r"^\s*[(<]https?://\S+[)>]\s*>\s*$")
_MAILBOX_END = re.compile(r"^\s{0,3}> ?[^\s<>]{2,20} ?:\s*$")
_CITED = re.compile(r"^(?:>>>>> )?\"([A-Za-z]{1,6})\" == [^\n]{3,120}:\s*$")
_MARK = re.compile(r"^[ \t]{0,3}(?:>|&gt;|\|\s(?=\S)(?!.*\|))")


def label_lines(lines: Sequence[str]) -> list[str]:
    """Label plain lines by their own marks."""
    initials = _initials(lines)
    return [
        BLANK
        if not line.strip()
        else QUOTED
        if (_MARK.match(line) and not is_groupwise(line) and not _ends_mailbox(lines, index))
        or (initials and initials.match(line))
        else TEXT
        for index, line in enumerate(lines)
    ]


def _ends_mailbox(lines: Sequence[str], index: int) -> bool:
    """A mailbox broken over lines leaves its last sign and the word for writing on one of their own."""
    return index > 0 and "mailto:" in lines[index - 1] and _MAILBOX_END.match(lines[index]) is not None


def _initials(lines: Sequence[str]) -> re.Pattern[str] | None:
    """Supercite marks each quoted line with its writer's initials, which it explains at the top."""
    found = next((match for line in lines[:20] if (match := _CITED.match(line))), None)
    return re.compile(rf"^\s{{0,8}}(?:{re.escape(found[1])}>|>>>>> \")|^\s*\"{re.escape(found[1])}\" == ") if found else None


def reply_lines(lines: Sequence[str], labels: list[str], *, is_forward: bool = False) -> list[int]:
    """Return the indices of the lines that are the reply, in order; all of them when in doubt.

    `labels` come from `label_lines` or from the structure of a page. `is_forward` tells that the subject announces a
    forward, whose header block is content and not history.
    """
    everything = list(range(len(lines)))
    labels = list(labels)
    is_boxed = BORDER in labels
    lines = [_plain(line) for line in lines]
    _heal_wrapped_quotes(lines, labels)
    _confirm_announced(labels)
    _mark_introductions_inside(lines, labels)
    border = _mark_borders(lines, labels, is_forward=is_forward)
    if (border is not None and border.kind is BorderKind.FORWARD) or _is_marked_forward(
        lines, labels, is_forward=is_forward
    ):
        return everything
    kept = _choose(lines, labels)
    text = [lines[index] for index in kept]
    end = signature_start(text)
    kept = kept[:end] if any(line.strip() for line in text[:end]) else kept
    if (is_boxed or CERTAIN in labels) and len(text) <= SHORT and any(ANSWERS_BELOW.search(line) for line in text):
        return everything
    return kept if any(labels[index] in (TEXT, MAYBE) for index in kept) else everything


def _is_marked_forward(lines: Sequence[str], labels: Sequence[str], *, is_forward: bool) -> bool:
    """Apple marks what it forwards like a quote, but introduces it within."""
    first = next((index for index, label in enumerate(labels) if label in (QUOTED, CERTAIN)), len(labels))
    inner = [_MARK.sub("", line, count=1).strip() for line in lines[first : first + 8]]
    return BORDER not in labels[:first] and opens_forward(inner, is_forward=is_forward)


def _plain(line: str) -> str:
    """Take out invisible direction marks and turn special spaces into plain ones; borders are looked for in that."""
    return line if line.isascii() else _SPECIAL_SPACE.sub(" ", _INVISIBLE.sub("", line))


def _heal_wrapped_quotes(lines: Sequence[str], labels: list[str]) -> None:
    """A quoted line that was wrapped on its way leaves its last words without a mark between two quoted lines."""
    for index in range(1, len(labels) - 1):
        is_between = labels[index] == TEXT and labels[index - 1] == labels[index + 1] == QUOTED
        is_wrapped = len(lines[index - 1]) >= 60 and len(lines[index]) < 60 and lines[index][:1] not in "-*•"
        if lines[index].strip() == "|" and QUOTED in (labels[index - 1], labels[index + 1]):
            labels[index] = QUOTED
        if is_between and (is_wrapped or _is_broken_link(lines[index - 1], lines[index])):
            labels[index] = QUOTED


def _mark_introductions_inside(lines: Sequence[str], labels: list[str]) -> None:
    """Apple and others mark the introduction like the quote: such a quote was made by a program."""
    for index in range(len(labels)):
        if labels[index] == QUOTED and (index == 0 or labels[index - 1] != QUOTED):
            inner = [_MARK.sub("", line, count=1).strip() for line in lines[index : index + 8]]
            is_wrapped = not is_introduction("".join(inner[1:2])) and is_introduction(" ".join(inner[:2]))
            if is_introduction(inner[0]) or is_wrapped or header_block_end(inner, 0, least=3):
                labels[index] = CERTAIN


def _is_broken_link(above: str, line: str) -> bool:
    """Long links in brackets lose the mark in front of them, and some get one behind."""
    opened = max(above.rfind("(http"), above.rfind("<http"))
    is_open = opened >= 0 and not re.search(r"[)>]", above[opened:])
    return bool(_LINK_ONLY.match(line)) or (is_open and line.rstrip().endswith((")", ">")) and " " not in line.strip())


def _mark_borders(lines: Sequence[str], labels: list[str], *, is_forward: bool) -> Border | None:
    """Label introductions, and everything below one that ends the reply. Return a forward that forbids cutting."""
    start = 0
    is_pasted: bool | None = None
    skip = [label in (QUOTED, CERTAIN, BORDER) for label in labels]
    while True:
        border = find_border(lines, start, skip, is_forward=is_forward)
        if border is None:
            return None
        if border.kind is BorderKind.FORWARD:
            is_first = all(label in (TEXT, BLANK) for label in labels[: border.start])
            if is_first:
                return border
            start = border.end
            continue
        below = _next_label(labels, border.end)
        is_marked = below in (QUOTED, CERTAIN, MAYBE)
        if not is_marked and not is_pasted and border.kind in (BorderKind.HEADERS, BorderKind.ATTRIBUTION):
            is_first = is_pasted is None
            is_pasted = _is_announced(lines, labels, border) or (
                is_first and is_conversation(lines, border.start, border.end)
            )
        if border.kind is BorderKind.ATTRIBUTION and is_marked:
            _mark(labels, border.start, border.end, BORDER)
            end = _confirm(labels, border.end)
            skip[border.start : end] = [label in (QUOTED, CERTAIN, BORDER) for label in labels[border.start : end]]
        elif (
            border.kind in (BorderKind.HEADERS, BorderKind.DIVIDER)
            and is_marked
            and _has_text_after_quote(labels, border.end)
        ):
            _mark(labels, border.start, border.end, BORDER)
            skip[border.start : border.end] = [True] * (border.end - border.start)
        elif is_pasted and border.kind is not BorderKind.MARKER:
            pass
        elif _may_cut(lines, labels, border):
            _mark(labels, border.start, len(labels), BORDER)
            return None
        elif TEXT not in labels[: border.start] and not is_marked:
            return None  # an unmarked quote comes first: nobody can tell where the answer begins
        start = border.end


def _may_cut(lines: Sequence[str], labels: list[str], border: Border) -> bool:
    """Everything below goes only if something is said above that does not announce what stands below."""
    above = [line for line, label in zip(lines[: border.start], labels, strict=False) if label in (TEXT, MAYBE)]
    if not above or border.kind is BorderKind.MARKER:
        return bool(above)
    if len(above) == 1 and SALUTATION.match(above[0]):
        return False
    return not (len(above) <= SHORT and any(ANSWERS_BELOW.search(line) for line in above))


def _is_announced(lines: Sequence[str], labels: list[str], border: Border) -> bool:
    """ "This is what he wrote:" above it: what follows was pasted, and nobody can tell where it ends."""
    above = next((at for at in range(border.start - 1, -1, -1) if labels[at] in (TEXT, MAYBE)), None)
    return above is not None and lines[above].rstrip().endswith((":", "："))


def _confirm(labels: list[str], start: int) -> int:
    """A container below an introduction is the quote that was announced. Return where that quote ends."""
    for index in range(start, len(labels)):
        if labels[index] == TEXT or labels[index] == BORDER:
            return index
        if labels[index] == MAYBE:
            labels[index] = CERTAIN
    return len(labels)


def _confirm_announced(labels: list[str]) -> None:
    """What a page itself marks as an introduction announces the container below it."""
    for index, label in enumerate(labels):
        if label == BORDER and labels[index + 1 : index + 2] != [BORDER] and _next_label(labels, index + 1) == MAYBE:
            _confirm(labels, index + 1)


def _has_text_after_quote(labels: Sequence[str], start: int) -> bool:
    return TEXT in labels[start:]


def _choose(lines: Sequence[str], labels: list[str]) -> list[int]:
    """Drop trailing and leading quotes and the one quote that a reply wraps; keep those that answers stand between."""
    runs = _runs(labels)
    while runs and runs[-1][0] != TEXT and not _is_own_announced(lines, labels, runs):
        runs.pop()
    quotes = [run for kind, run in runs if kind == QUOTED]
    had_quote_below = bool(runs) and any(label in (QUOTED, CERTAIN, BORDER) for label in labels[runs[-1][1][-1] + 1 :])
    is_interleaved = len(quotes) > 1 or (len(quotes) == 1 and had_quote_below and _is_marked(quotes[0], labels))
    kept: list[int] = []
    for position, (kind, run) in enumerate(runs):
        if kind == TEXT:
            kept.extend(run)
        elif is_interleaved:
            kept.extend(index for index in run if labels[index] != BORDER)
        elif (position > 0 or _is_own(run, labels)) and not any(labels[index] in (BORDER, CERTAIN) for index in run):
            kept.extend(run)
    return kept


def _is_own(run: Sequence[int], labels: Sequence[str]) -> bool:
    """A few marked lines that no program introduced: the writer chose them."""
    return sum(labels[index] != BLANK for index in run) <= OWN_QUOTE and all(
        labels[index] in (QUOTED, BLANK) for index in run
    )


def _is_own_announced(lines: Sequence[str], labels: Sequence[str], runs: Sequence[tuple[str, list[int]]]) -> bool:
    """Whether the last run is a short quote of the writer's own below "It says:"."""
    if len(runs) < 2 or not _is_own(runs[-1][1], labels):
        return False
    above = [lines[index] for index in runs[-2][1] if labels[index] == TEXT]
    return bool(above) and above[-1].rstrip().endswith((":", "："))


def _is_marked(run: Sequence[int], labels: Sequence[str]) -> bool:
    return any(labels[index] in (QUOTED, CERTAIN) for index in run)


def _runs(labels: Sequence[str]) -> list[tuple[str, list[int]]]:
    """Group the lines into runs of text and runs of quote; blank lines belong to the run above them."""
    simple: list[str] = []
    for label in labels:
        kind = TEXT if label in (TEXT, MAYBE) else QUOTED
        simple.append(simple[-1] if label == BLANK and simple else TEXT if label == BLANK else kind)
    return [(kind, [index for index, _ in group]) for kind, group in groupby(enumerate(simple), key=lambda each: each[1])]


def _mark(labels: list[str], start: int, end: int, label: str) -> None:
    for index in range(start, end):
        labels[index] = label


def _next_label(labels: Sequence[str], start: int) -> str:
    return next((labels[index] for index in range(start, len(labels)) if labels[index] != BLANK), BLANK)
