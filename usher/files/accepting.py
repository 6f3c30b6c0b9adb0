"""Which files may be added to a ticket: how large, how many, and no programs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import filetype
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

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


def offered(file: "UploadedFile[Any]") -> Offered:
    """An uploaded file, unread but for its beginning."""
    head = file.read(HEAD)
    file.seek(0)
    claimed = (file.content_type or "").lower()
    return Offered(file.name or "file", file.size or 0, head, claimed if claimed.isascii() and "/" in claimed else "")


def refuse_files(files: Iterable[Offered], field: str = "files", already: int = 0) -> None:
    """Invalid when they are too many or too large together (with `already` bytes), when one is empty or a program."""
    those = list(files)
    if len(those) > MOST_FILES:
        told = _("At most %(most)s files go with one message; these are %(count)s.")
        raise Invalid({field: told % {"most": MOST_FILES, "count": len(those)}})
    if sum(file.size for file in those) + already > MOST_BYTES:
        raise Invalid(
            {field: _("The files are larger than %(most)s MB together. Take some out.") % {"most": MOST_BYTES // 10**6}}
        )
    for file in those:
        name = {"name": file.name[:80]}
        if not file.size:
            raise Invalid({field: _("“%(name)s” is empty.") % name})
        if file.name.rpartition(".")[2].strip().lower() in PROGRAMS or file.head.startswith(BEGINNINGS):
            told = _("“%(name)s” is a program; put it into a ZIP archive, or send a link to it.")
            raise Invalid({field: told % name})
