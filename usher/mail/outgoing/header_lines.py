"""Header fields written by ourselves: the standard library's folding can turn a display name into a recipient."""

import re
from base64 import b64encode
from collections.abc import Iterable

from usher.mail.message import Address

LINE_WIDTH = 76
MAX_NAME = 100

_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_SPECIALS = re.compile(r"[,;:<>@\"()\[\]\\]+")
_FIELD_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,76}")
_SPEC = re.compile(r"[^\s@<>,;:\"()\\\[\]]+@[^\s@<>,;:\"()\\]+")


def one_line(value: str) -> str:
    """Flatten every run of white space, controls and invisible direction marks to one space."""
    return _CONTROLS.sub(" ", value).strip()


def plain_name(name: str) -> str:
    """Return a display name without anything that an address list could take for structure."""
    return one_line(_SPECIALS.sub(" ", one_line(name)))[:MAX_NAME].strip()


def can_be_written(address: str) -> bool:
    """Whether `address_line` takes it: fewer addresses can stand in our headers than a stranger can have."""
    try:
        _mailbox(Address("", address))
    except ValueError:
        return False
    return True


def address_line(name: str, addresses: Iterable[Address]) -> bytes:
    """Write an address field, one address to a line; refuses what is no plain `local@domain` with ValueError."""
    return _field(name, ",\r\n ".join(_mailbox(each) for each in addresses))


def text_line(name: str, value: str) -> bytes:
    """Write an unstructured field such as Subject; the value is flattened and encoded as RFC 2047 wants it."""
    return _field(name, _fold(encode_words(one_line(value)), len(name) + 2))


def token_line(name: str, tokens: Iterable[str]) -> bytes:
    """Write a field of ids or other words that must not be encoded, folded between them."""
    words = [one_line(each).replace(" ", "") for each in tokens]
    return _field(name, _fold(" ".join(each for each in words if each.isascii() and len(each) <= 900), len(name) + 2))


def encode_words(value: str) -> str:
    """Return the value in ASCII; what is not is cut into encoded words of at most 75 characters at whole letters."""
    if value.isascii() and "=?" not in value:
        return value
    words: list[str] = []
    chunk = ""
    for char in value:
        if chunk and len((chunk + char).encode()) > 42:
            words.append(_word(chunk))
            chunk = ""
        chunk += char
    return " ".join([*words, _word(chunk)])


def ascii_domain(domain: str) -> str:
    """Return a domain in the form that every mail server understands (RFC 5891)."""
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def _word(chunk: str) -> str:
    return f"=?utf-8?b?{b64encode(chunk.encode()).decode('ascii')}?="


def _mailbox(address: Address) -> str:
    local, _, domain = address.address.strip().rpartition("@")
    spec = f"{local}@{ascii_domain(domain)}"
    if not _SPEC.fullmatch(spec) or one_line(spec) != spec:
        raise ValueError(f"{address.address!r} is not an address that can be written to")
    name = plain_name(address.name)
    if not name:
        return spec
    return f'"{name}" <{spec}>' if name.isascii() and "=?" not in name else f"{encode_words(name)} <{spec}>"


def _fold(value: str, used: int) -> str:
    """Break between words at 76 columns; a longer word keeps its line."""
    lines: list[str] = []
    line = ""
    for word in value.split(" "):
        if line and used + len(line) + 1 + len(word) > LINE_WIDTH:
            lines.append(line)
            line, used = word, 1
        else:
            line = f"{line} {word}" if line else word
    return "\r\n ".join([*lines, line])


def _field(name: str, value: str) -> bytes:
    if not _FIELD_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not the name of a header")
    return f"{name}: {value}\r\n".encode()
