"""Just enough of CMS (RFC 5652) to read what an S/MIME message signs when it is wrapped in its signature."""

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
ENVELOPED_DATA = bytes.fromhex("06092a864886f70d010703")
DATA = bytes.fromhex("06092a864886f70d010701")


def is_enveloped(content: bytes) -> bool:
    """Tell whether the bytes are encrypted for somebody."""
    return ENVELOPED_DATA in content[:64]


def signed_content(content: bytes) -> bytes | None:
    """Return the content inside a SignedData, unverified, or None when there is none to be found."""
    start = content.find(SIGNED_DATA, 0, 64)
    inner = content.find(DATA, start + len(SIGNED_DATA), start + 400) if start >= 0 else -1
    if inner < 0:
        return None
    position = inner + len(DATA)
    try:
        tag, length, position = _header(content, position)
        if tag != 0xA0:
            return None
        return _octets(content, position, len(content) if length is None else position + length)
    except IndexError:
        return None


def _header(data: bytes, position: int) -> tuple[int, int | None, int]:
    """Return tag, length (None when it is open-ended) and where the value starts."""
    tag, first = data[position], data[position + 1]
    position += 2
    if first < 0x80:
        return tag, first, position
    count = first & 0x7F
    if count == 0:
        return tag, None, position
    if count > 6:
        raise IndexError
    return tag, int.from_bytes(data[position : position + count], "big"), position + count


def _octets(data: bytes, position: int, end: int) -> bytes:
    """Join an octet string that may be cut into several (BER's constructed form)."""
    joined = bytearray()
    while position < min(end, len(data) - 1):
        tag, length, start = _header(data, position)
        if tag == 0x04 and length is not None:
            joined += data[start : start + length]
            position = start + length
        elif tag == 0x24:
            position = start
        else:
            break
    return bytes(joined)
