"""Where the signature below a reply starts; only what plainly is one counts."""

import re
from collections.abc import Sequence

from usher.mail.incoming.trim.adverts import is_advert

MAX_SIGNATURE_LINES = 14
MAX_SIGNATURE_LINE = 90

_DELIMITER = re.compile(r"^\s{0,3}(?:--|—|–)\s*$")
_LIST = re.compile(r"^\s*(?:[-•]|\*(?!.*\*))\s+\S|^\s*\d{1,2}[.)]\s+\S")
_DASHES = re.compile(r"^\s*[-–—_]{1,60}\s*$")
_LIST_FOOTER = re.compile(r"^_{20,}\s*$")
_LIST_WORDS = re.compile(r"mailing list|unsubscribe|https?://|mailman|listinfo|list info|google groups", re.IGNORECASE)


def signature_start(lines: Sequence[str]) -> int:
    """Return the index of the first line that is no longer reply; the number of lines when there is no signature."""
    end = _filled_end(lines, len(lines))
    end = _before_list_footer(lines, end)
    end = _before_device(lines, end)
    delimiters = [index for index in range(end) if _DELIMITER.match(lines[index])]
    delimiter = delimiters[-1] if delimiters else None
    # Who draws several such lines parts a text by them, unless the last one is written as programs write it.
    if (
        delimiter is not None
        and (len(delimiters) == 1 or lines[delimiter] == "-- ")
        and _is_signature(lines[delimiter + 1 : end])
    ):
        end = _before_device(lines, _filled_end(lines, delimiter))
    return end


def _is_signature(lines: Sequence[str]) -> bool:
    """Name, company, telephone: short lines, few of them, no question and no list."""
    filled = [line for line in lines if line.strip()]
    if len(filled) > MAX_SIGNATURE_LINES or sum(bool(_LIST.match(line)) for line in filled) > 1:
        return False
    return not any((len(line) > MAX_SIGNATURE_LINE and "http" not in line) or line.rstrip().endswith("?") for line in filled)


def _before_list_footer(lines: Sequence[str], end: int) -> int:
    for index in range(max(end - 8, 0), end):
        if _LIST_FOOTER.match(lines[index]) and any(_LIST_WORDS.search(line) for line in lines[index + 1 : end]):
            return _filled_end(lines, index)
    return end


def _before_device(lines: Sequence[str], end: int) -> int:
    """Leave off "Sent from my iPhone", with a dash above it where there is one."""
    while end > 0:
        if not is_advert(
            lines[end - 1], is_apart=end < 2 or not lines[end - 2].strip() or bool(_DASHES.match(lines[end - 2]))
        ):
            return end
        end = _filled_end(lines, end - 1)
        if end > 0 and _DASHES.match(lines[end - 1]):
            end = _filled_end(lines, end - 1)
    return end


def _filled_end(lines: Sequence[str], end: int) -> int:
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    return end
