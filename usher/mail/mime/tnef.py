"""winmail.dat (TNEF, MS-OXTNEF) unpacked: its files, and its body for mails that have no other."""

import logging
from dataclasses import dataclass
from typing import Any

from compressed_rtf import decompress
from tnefparse import TNEF

from usher.mail.mime.charsets import decode

MAX_UNPACKED = 100_000_000
TNEF_TYPES = ("application/ms-tnef", "application/vnd.ms-tnef")
SIGNATURE = b"\x78\x9f\x3e\x22"

logging.getLogger("tnefparse").setLevel(logging.CRITICAL)
logging.getLogger("tnef-decode").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a winmail.dat held; `files` are pairs of name and content."""

    files: tuple[tuple[str, bytes], ...] = ()
    text: str | None = None
    html: str | None = None
    rtf: bytes | None = None


def unpack(content: bytes) -> Unpacked | None:
    """Return what the container holds, or None when it cannot be read (it then stays an attachment)."""
    if not content.startswith(SIGNATURE):
        return None
    try:
        container = TNEF(content, do_checksum=False)
        files = tuple((_name(each), bytes(each.data or b"")) for each in container.attachments)
        if sum(len(data) for _, data in files) > MAX_UNPACKED:
            return None
        return Unpacked(files, _text(container.body), _text(container.htmlbody), _rtf(container))
    except Exception:  # the library raises whatever the bytes make of its offsets
        return None


def _name(attachment: Any) -> str:
    try:
        name = attachment.long_filename() or attachment.name
    except Exception:  # as above
        name = attachment.name
    return (decode(name, None) if isinstance(name, bytes) else str(name or "")).strip("\0 ")


def _text(value: object) -> str | None:
    if isinstance(value, (list, tuple)):
        value = value[0] if value else None
    if isinstance(value, bytes):
        value = decode(value, None)
    return value.strip("\0") or None if isinstance(value, str) else None


def _rtf(container: TNEF) -> bytes | None:
    packed = container._rtfbody  # the public property raises on damaged streams
    if not packed:
        return None
    try:
        return bytes(decompress(packed))
    except Exception:  # damaged streams raise anything
        return None
