"""MAPI properties as winmail.dat carries them (MS-OXTNEF §2.1.3.4). Every count is checked against the bytes there are."""

import struct
from collections.abc import Iterator

FIXED = {
    0x0002: 4,
    0x0003: 4,
    0x0004: 4,
    0x0005: 8,
    0x0006: 8,
    0x0007: 8,
    0x000A: 4,
    0x000B: 4,
    0x0014: 8,
    0x0040: 8,
    0x0048: 16,
}
VARIABLE = (0x000D, 0x001E, 0x001F, 0x0102)
UNICODE = 0x001F
MANY = 0x1000
NAMED = 0x8000
MAX_PROPERTIES = 5_000


def read_properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield id, type and first value of each property; stops quietly where the bytes make no sense any more."""
    try:
        (count,) = struct.unpack_from("<I", data)
        position = 4
        for _ in range(min(count, MAX_PROPERTIES)):
            kind, number = struct.unpack_from("<HH", data, position)
            position += 4
            if number >= NAMED:
                position = _after_name(data, position)
            value, position = _value(data, position, kind)
            yield number, kind & ~MANY, value
    except (struct.error, ValueError):
        return


def _after_name(data: bytes, position: int) -> int:
    (is_string,) = struct.unpack_from("<I", data, position + 16)
    position += 20
    if not is_string:
        return position + 4
    (length,) = struct.unpack_from("<I", data, position)
    return position + 4 + _padded(length)


def _value(data: bytes, position: int, kind: int) -> tuple[bytes, int]:
    base = kind & ~MANY
    if base in FIXED and not kind & MANY:
        return data[position : position + FIXED[base]], position + FIXED[base]
    (count,) = struct.unpack_from("<I", data, position)
    position += 4
    first = b""
    for index in range(count):
        if position >= len(data):
            raise ValueError("more values than bytes")
        if base in FIXED:
            value, position = data[position : position + FIXED[base]], position + FIXED[base]
        elif base in VARIABLE:
            (length,) = struct.unpack_from("<I", data, position)
            value = data[position + 4 : position + 4 + length]
            position += 4 + _padded(length)
        else:
            raise ValueError("unknown type")
        first = value if index == 0 else first
    return first, position


def _padded(length: int) -> int:
    return length + -length % 4
