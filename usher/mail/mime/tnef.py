"""winmail.dat (TNEF, MS-OXTNEF) unpacked: its files, and its body for mails that have no other.

Read by ourselves: the library for it believes every count in the file, so a few bytes keep it busy for hours.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from compressed_rtf import decompress

from usher.mail.mime.charsets import decode, scrub
from usher.mail.mime.mapi import UNICODE, read_properties

MAX_UNPACKED = 100_000_000
MAX_FILES = 500
TNEF_TYPES = ("application/ms-tnef", "application/vnd.ms-tnef")
SIGNATURE = b"\x78\x9f\x3e\x22"

_MESSAGE, _FILE = 1, 2
_BODY, _PROPERTIES, _FILE_PROPERTIES, _CODEPAGE = 0x800C, 0x9003, 0x9005, 0x9007
_FILE_STARTS, _TITLE, _DATA = 0x9002, 0x8010, 0x800F
_TEXT, _RTF, _HTML, _FILE_DATA, _SHORT_NAME, _LONG_NAME = 0x1000, 0x1009, 0x1013, 0x3701, 0x3704, 0x3707
_OBJECT_ID_BYTES = 16


@dataclass(slots=True)
class File:
    """One file of the container."""

    name: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Unpacked:
    """What a winmail.dat held."""

    files: list[File] = field(default_factory=list)
    text: str | None = None
    html: str | None = None
    rtf: bytes | None = None


def unpack(content: bytes) -> Unpacked | None:
    """Return what the container holds, or None when it cannot be read (it then stays an attachment)."""
    if not content.startswith(SIGNATURE) or len(content) > MAX_UNPACKED:
        return None
    found = Unpacked()
    codepage = "cp1252"
    for level, number, data in _attributes(content):
        if level == _MESSAGE and number == _CODEPAGE and len(data) >= 4:
            codepage = f"cp{struct.unpack_from('<I', data)[0]}"
        elif level == _MESSAGE and number == _BODY:
            found.text = decode(data, codepage).strip("\0") or None
        elif level == _MESSAGE and number == _PROPERTIES:
            _read_body(found, data, codepage)
        elif level == _FILE and len(found.files) <= MAX_FILES:
            _read_file(found.files, number, data, codepage)
    found.files = [file for file in found.files if file.content or file.name][:MAX_FILES]
    return found if found.files or found.text or found.html or found.rtf else None


def _attributes(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield level, number and data of each attribute; checksums are not worth refusing a file for."""
    position = 6
    while position + 9 <= len(content):
        level, number, _, length = struct.unpack_from("<BHHI", content, position)
        start = position + 9
        if level not in (_MESSAGE, _FILE) or start + length > len(content):
            return
        yield level, number, content[start : start + length]
        position = start + length + 2


def _read_body(found: Unpacked, data: bytes, codepage: str) -> None:
    for number, kind, value in read_properties(data):
        if number == _TEXT:
            found.text = _text(value, kind, codepage) or None
        elif number == _HTML:
            found.html = _text(value, kind, codepage) or None
        elif number == _RTF:
            found.rtf = _unpacked_rtf(value)


def _read_file(files: list[File], number: int, data: bytes, codepage: str) -> None:
    if number == _FILE_STARTS or not files:
        files.append(File())
    file = files[-1]
    if number == _TITLE:
        file.name = file.name or decode(data, codepage).strip("\0 ")
    elif number == _DATA:
        file.content = data
    elif number == _FILE_PROPERTIES:
        names = {}
        for property_number, kind, value in read_properties(data):
            if property_number in (_LONG_NAME, _SHORT_NAME):
                names[property_number] = _text(value, kind, codepage)
            elif property_number == _FILE_DATA and not file.content:
                file.content = value[_OBJECT_ID_BYTES:]
        file.name = names.get(_LONG_NAME) or file.name or names.get(_SHORT_NAME, "")


def _text(value: bytes, kind: int, codepage: str) -> str:
    if kind == UNICODE:
        return scrub(value.decode("utf-16-le", "replace")).strip("\0 ")
    return decode(value.strip(b"\0"), codepage)


def _unpacked_rtf(packed: bytes) -> bytes | None:
    if len(packed) < 16 or struct.unpack_from("<I", packed, 4)[0] > MAX_UNPACKED:
        return None
    try:
        return bytes(decompress(packed))
    except Exception:  # the library raises whatever a damaged stream makes of its offsets
        return None
