"""Parts of a file, as players and broken downloads ask for them (RFC 9110 section 14)."""

import re
from dataclasses import dataclass

from usher.base.refusals import Refused

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z")


class Unsatisfiable(Refused):
    """The part lies outside of the file."""

    status = 416
    code = "range_not_satisfiable"


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes `first` to `last`, both included."""

    first: int
    last: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1


def part_asked(header: str, size: int) -> Part | None:
    """The one part that a Range header asks of a file of `size` bytes; None means the whole file.

    Several ranges, other units and what cannot be read count as the whole, as the standard allows.
    Unsatisfiable when it begins behind the end.
    """
    found = _RANGE.match(header.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        first, last = max(size - int(found[2]), 0), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
        if found[2] and int(found[2]) < first:
            return None
    if first >= size or last < first:
        raise Unsatisfiable(f"The file has {size} bytes; the part asked for lies behind its end.")
    return Part(first, last)
