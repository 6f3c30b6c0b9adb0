"""Content-Type and Content-Disposition: the value and its parameters (RFC 2045, RFC 2231), leniently."""

import re
from urllib.parse import unquote_to_bytes

from usher.mail.mime.charsets import decode
from usher.mail.mime.headers import Headers

MAX_PARAMETERS = 200

_PARAMETER = re.compile(
    r"(?P<name>[^\s=;\"]{1,80})[ \t\r\n]{0,20}=[ \t\r\n]{0,20}"
    r"(?:\"(?P<quoted>(?:[^\"\\]|\\.)*+)\"?|(?P<bare>[^;\r\n]*))"
)
_COMMENT = re.compile(r"\([^()]{0,200}\)")
_PART_NAME = re.compile(r"^(?P<name>[^*]+)\*(?P<index>\d{1,3})?(?P<encoded>\*)?$")


def parse_value(headers: Headers, field: str) -> tuple[str, dict[str, str]]:
    """Return the lower-case value before the first semicolon and the decoded parameters by lower-case name."""
    raw = headers.raw(field)
    if raw is None:
        return "", {}
    value, semicolon, rest = raw.partition(";")
    value = _COMMENT.sub("", value).strip()
    if not semicolon and "=" in value:
        # Some senders forget the semicolon: "text/plain charset=utf-8".
        value, _, rest = value.partition(" ")
    # "text/html Content-Transfer-Encoding: 8bit": a line end that was lost on the way.
    words = re.sub(r"\s*/\s*", "/", value).split(maxsplit=1)
    value = words[0] if words else ""
    return value.encode("ascii", "ignore").decode().strip("\"' ").lower(), _parameters(headers, rest[:100_000])


def _parameters(headers: Headers, rest: str) -> dict[str, str]:
    plain: dict[str, str] = {}
    split: dict[str, list[tuple[int, bool, str]]] = {}
    position = 0
    for _ in range(MAX_PARAMETERS):
        match = _PARAMETER.search(rest, position)
        if match is None:
            break
        position = match.end()
        name = match["name"].lower()
        value = _unquote(match["quoted"]) if match["quoted"] is not None else _COMMENT.sub("", match["bare"]).strip()
        numbered = _PART_NAME.match(name)
        if numbered:
            piece = (int(numbered["index"] or 0), bool(numbered["encoded"]) or numbered["index"] is None, value)
            split.setdefault(numbered["name"], []).append(piece)
        elif name not in plain:
            plain[name] = headers.to_text(value)
    return plain | {name: joined for name, pieces in split.items() if (joined := _join(headers, pieces))}


def _unquote(value: str) -> str:
    # A backslash before anything but a quote or a backslash is a Windows path, not an escape.
    return re.sub(r"\\([\"\\])", r"\1", value)


def _join(headers: Headers, pieces: list[tuple[int, bool, str]]) -> str:
    """Put the sections of an RFC 2231 parameter together: the charset stands in the first one only."""
    pieces.sort(key=lambda piece: piece[0])
    charset: str | None = None
    data = b""
    for order, (_, is_encoded, value) in enumerate(pieces):
        if is_encoded and order == 0 and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        raw = value.encode("utf-8", "surrogateescape")
        data += unquote_to_bytes(raw) if is_encoded else raw
    text = decode(data, charset or headers.hint)
    return headers.to_text(text) if "=?" in text else text.strip()
