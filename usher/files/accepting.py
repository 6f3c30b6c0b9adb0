"""Which files may be added to a ticket: how large, how many, and no programs."""

from collections.abc import Iterable
from dataclasses import dataclass

import filetype

from usher.base.refusals import Invalid

MOST_BYTES = 30_000_000  # of all files of one message together
MOST_FILES = 20  # of one message
HEAD = 300  # bytes by which a type is known
# Mail systems refuse what carries them, and nobody should open one that came by a ticket.
PROGRAMS = frozenset(
    """
    apk appx bat cmd com cpl dll exe hta inf jar js jse lnk msi msp mst pif ps1 psm1 reg scf scr sys vb vbe vbs ws wsf wsh
    """.split()  # noqa: SIM905
)
BEGINNINGS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xcf")


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that somebody sends; `head` is how its content begins."""

    name: str
    size: int
    head: bytes
    claimed: str = ""

    @property
    def content_type(self) -> str:
        """By its content where that says something, else as claimed."""
        return filetype.guess_mime(self.head) or self.claimed or "application/octet-stream"


def refuse_files(files: Iterable[Offered], field: str = "files", already: int = 0) -> None:
    """Invalid when they are too many or too large together (with `already` bytes), when one is empty or a program."""
    offered = list(files)
    if len(offered) > MOST_FILES:
        raise Invalid({field: f"At most {MOST_FILES} files go with one message; these are {len(offered)}."})
    if sum(file.size for file in offered) + already > MOST_BYTES:
        raise Invalid({field: f"The files are larger than {MOST_BYTES // 10**6} MB together."})
    for file in offered:
        if not file.size:
            raise Invalid({field: f"“{file.name[:80]}” is empty."})
        if file.name.rpartition(".")[2].strip().lower() in PROGRAMS or file.head.startswith(BEGINNINGS):
            raise Invalid({field: f"“{file.name[:80]}” is a program; put it into a ZIP archive, or send a link to it."})
