"""Where the signature below a reply starts; only what plainly is one counts."""

import re
from collections.abc import Sequence

from usher.mail.incoming.trim.vocabulary import ADVERT_NAMES, DEVICE

MAX_SIGNATURE_LINES = 14
MAX_SIGNATURE_LINE = 90

_DELIMITER = re.compile(r"^\s{0,3}(?:--|—|–)\s*$")
_LIST_FOOTER = re.compile(r"^_{20,}\s*$")
_LIST_WORDS = re.compile(r"mailing list|unsubscribe|https?://|mailman|listinfo|list info|google groups", re.IGNORECASE)


def signature_start(lines: Sequence[str]) -> int:
    """Return the index of the first line that is no longer reply; the number of lines when there is no signature."""
    end = _filled_end(lines, len(lines))
    end = _before_list_footer(lines, end)
    end = _before_device(lines, end)
    delimiter = next((index for index in range(end - 1, -1, -1) if _DELIMITER.match(lines[index])), None)
    if delimiter is not None and _is_signature(lines[delimiter + 1 : end]):
        end = _before_device(lines, _filled_end(lines, delimiter))
    return end


def _is_signature(lines: Sequence[str]) -> bool:
    """Name, company, telephone: short lines, few of them, and no question."""
    filled = [line for line in lines if line.strip()]
    return len(filled) <= MAX_SIGNATURE_LINES and not any(
        (len(line) > MAX_SIGNATURE_LINE and "http" not in line) or line.rstrip().endswith("?") for line in filled
    )


def _before_list_footer(lines: Sequence[str], end: int) -> int:
    for index in range(max(end - 8, 0), end):
        if _LIST_FOOTER.match(lines[index]) and any(_LIST_WORDS.search(line) for line in lines[index + 1 : end]):
            return _filled_end(lines, index)
    return end


def _before_device(lines: Sequence[str], end: int) -> int:
    """Leave off "Sent from my iPhone", with a dash above it where there is one."""
    while end > 0:
        line = lines[end - 1]
        if not (len(line) < 160 and DEVICE.match(line) and ADVERT_NAMES.search(line)):
            return end
        end = _filled_end(lines, end - 1)
        if end > 0 and re.fullmatch(r"\s*[-–—_]{1,60}\s*", lines[end - 1]):
            end = _filled_end(lines, end - 1)
    return end


def _filled_end(lines: Sequence[str], end: int) -> int:
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    return end
