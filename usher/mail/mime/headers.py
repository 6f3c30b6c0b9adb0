"""A header block as senders really write it: split, unfolded and made text, in linear time."""

import re
from dataclasses import dataclass, field

from usher.mail.mime.charsets import decode, scrub
from usher.mail.mime.words import decode_words, flatten

MAX_HEADER_BYTES = 2_000_000
MAX_FIELDS = 20_000
MAX_TEXT = 20_000
"""Characters of one value that are made readable; address lists have their own limit."""

_LINE_END = re.compile(rb"\r{0,2}\n|\r")
# Atomic: CR LF must not be tried again as a bare CR and a bare LF.
_BLOCK_END = re.compile(rb"(?>\r{0,2}\n|\r)(?>\r{0,2}\n|\r)")
_NO_HEADER = re.compile(rb"(?>\r{0,2}\n|\r)(?!content-)", re.IGNORECASE)
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*")
_KNOWN_FIELD = re.compile(
    rb"(?:from|to|cc|subject|date|message-id|mime-version|content-[a-z-]+|received|return-path|reply-to|references"
    rb"|in-reply-to|x-[\w-]+|list-[a-z]+|auto-submitted|precedence|dkim-signature|delivered-to)[ \t]*:",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Headers:
    """Raw header fields in order; bytes that are not ASCII are kept as surrogates until someone asks for text."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    hint: str | None = None
    """The charset of the body, tried for raw 8-bit header values."""

    def raw(self, name: str) -> str | None:
        """Return the topmost value of that name, unfolded but not decoded."""
        wanted = name.lower()
        return next((value for key, value in self.fields if key.lower() == wanted), None)

    def raw_all(self, name: str) -> list[str]:
        """Return all values of that name, unfolded but not decoded."""
        wanted = name.lower()
        return [value for key, value in self.fields if key.lower() == wanted]

    def text(self, name: str) -> str:
        """Return the topmost value as readable text on one line, or an empty string."""
        value = self.raw(name)
        return "" if value is None else self.to_text(value)

    def to_text(self, value: str) -> str:
        """Decode one raw value: 8-bit bytes first, then encoded words."""
        if value.isascii() and value.isprintable() and "=?" not in value and "  " not in value:
            return value[:MAX_TEXT].strip()  # most values are plain already
        return flatten(decode_words(self.unescape(value[:MAX_TEXT])))

    def unescape(self, value: str) -> str:
        """Turn smuggled 8-bit bytes of a raw value into characters, leaving encoded words alone."""
        if value.isascii():
            return scrub(value)
        try:
            data = value.encode("ascii", "surrogateescape")
        except UnicodeEncodeError:
            return scrub(value)
        try:
            # Whatever the body is written in: today's raw header is UTF-8 (RFC 6532).
            return scrub(data.decode("utf-8"))
        except UnicodeDecodeError:
            return decode(data, self.hint)

    def decoded(self) -> tuple[tuple[str, str], ...]:
        """Return every field as readable text."""
        return tuple((key, self.to_text(value)) for key, value in self.fields)


def split(
    data: bytes, start: int = 0, end: int | None = None, *, is_part: bool = False, in_digest: bool = False
) -> tuple[Headers, int]:
    """Read the header block of `data[start:end]`; return it and where the body begins.

    Tolerates a leading envelope line, blank lines before the first field, bare CR, and lines that are neither field
    nor continuation: these belong to the field above when more well-known fields follow, else they begin the body.
    For a part (`is_part`) a blank first line means that it has no header (RFC 2046 §5.1), unless fields of a part
    follow; in a digest these are a message's.
    """
    end = len(data) if end is None else end
    if is_part and (blank := (_LINE_END if in_digest else _NO_HEADER).match(data, start, end)):
        return Headers(), blank.end()
    while start < end and data[start : start + 1] in (b"\r", b"\n"):
        start += 1
    if data[start : start + 3] == b"\xef\xbb\xbf":
        start += 3
    found = _BLOCK_END.search(data, max(start - 1, 0), end)
    stop, body = (found.start(), found.end()) if found else (end, end)
    headers = Headers()
    names: list[bytes] = []
    values: list[list[bytes]] = []
    last_known: int | None = None
    position = start
    while position < stop and len(names) <= MAX_FIELDS:
        line_end = _LINE_END.search(data, position, stop)
        line = data[position : line_end.start() if line_end else stop]
        match = _FIELD.match(line)
        if line[:1] in (b" ", b"\t"):
            if values:
                values[-1].append(line)
        elif match:
            names.append(match[1])
            values.append([line[match.end() :]])
        elif line.startswith((b"From ", b">From ")) and not names:
            pass
        elif line.strip():
            last_known = _last_known(data, start, stop) if last_known is None else last_known
            # A delimiter line without the blank line that belongs before it; but "X-Some Thing: x" is a broken field.
            if line.startswith(b"--") or (position > last_known and line[:2] not in (b"X-", b"x-")):
                body = position
                break
            if values:
                values[-1].append(b" " + line)
        position = line_end.end() if line_end else stop
    for name, chunks in zip(names[:MAX_FIELDS], values[:MAX_FIELDS], strict=True):
        joined = b"".join(chunks)[:MAX_HEADER_BYTES].replace(b"\0", b"").strip()
        headers.fields.append((name.decode("ascii"), joined.decode("ascii", "surrogateescape")))
    return headers, body


def _last_known(data: bytes, start: int, stop: int) -> int:
    """Where the last well-known field of the block begins: up to there a stray line is still header."""
    last = -1
    for match in _LINE_START.finditer(data, start, stop):
        if _KNOWN_FIELD.match(data, match.end(), stop):
            last = match.end()
    return last


_LINE_START = re.compile(rb"[\r\n]")
