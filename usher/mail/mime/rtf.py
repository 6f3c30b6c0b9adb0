"""The body of Outlook's rich-text mails: RTF as text, or the HTML that it wraps (MS-OXRTFEX)."""

import re
from dataclasses import dataclass, field

from usher.mail.mime.charsets import decode

MAX_RTF = 4_000_000

_TOKEN = re.compile(
    rb"\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\(?P<symbol>[^a-zA-Z0-9])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)"
)
_SILENT = {
    b"fonttbl",
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"header",
    b"footer",
    b"object",
    b"themedata",
    b"mhtmltag",
}
_BREAKS = {b"par": "\n", b"line": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t"}
_SIGNS = {
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"endash": "–", b"emdash": "—",
}  # fmt: skip
_SYMBOLS = {b"~": "\u00a0", b"\\": "\\", b"{": "{", b"}": "}", b"_": "-", b"\n": "\n", b"\r": "\n"}


@dataclass(slots=True)
class _Group:
    is_silent: bool = False
    is_tag: bool = False
    skips_rtf: bool = False
    fallback: int = 1


@dataclass(slots=True)
class _Reading:
    codepage: str = "cp1252"
    pieces: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    skip: int = 0

    def flush(self) -> None:
        if self.pending:
            self.pieces.append(decode(bytes(self.pending), self.codepage))
            self.pending.clear()

    def add(self, text: str) -> None:
        self.flush()
        self.pieces.append(text)


def read_rtf(rtf: bytes) -> tuple[str | None, str | None]:
    """Return text and HTML of an RTF body; exactly one of them is set, or none for bytes that are no RTF."""
    if not rtf.lstrip().startswith(b"{\\rtf"):
        return None, None
    rtf = rtf[:MAX_RTF]
    is_html = b"\\fromhtml" in rtf[:2_000]
    reading, groups = _Reading(), [_Group()]
    for match in _TOKEN.finditer(rtf):
        if match["brace"] == b"{":
            top = groups[-1]
            groups.append(_Group(top.is_silent, top.is_tag, top.skips_rtf, top.fallback))
        elif match["brace"]:
            groups = groups[:-1] or [_Group()]
        elif match["word"]:
            _control(match["word"], match["number"], reading, groups[-1], is_html=is_html)
        elif match["symbol"] == b"*":
            # A destination that older readers may ignore: we know only the one that carries HTML.
            groups[-1].is_silent = not rtf.startswith(b"\\htmltag", match.end())
        elif not groups[-1].is_silent and not groups[-1].skips_rtf:
            _content(match, reading)
    reading.flush()
    result = "".join(reading.pieces).strip()
    return (None, result or None) if is_html else (result or None, None)


def _control(word: bytes, number: bytes | None, reading: _Reading, group: _Group, *, is_html: bool) -> None:
    if word == b"ansicpg" and number:
        reading.codepage = f"cp{number.decode()}"
    elif word in _SILENT:
        group.is_silent = True
    elif word == b"htmltag":
        group.is_tag, group.skips_rtf = True, False
    elif word == b"htmlrtf" and is_html:
        group.skips_rtf = number != b"0"
    elif word == b"uc" and number:
        group.fallback = int(number)
    elif group.is_silent or group.skips_rtf:
        return
    elif word == b"u" and number:
        reading.add(chr(int(number) % 0x10000))
        reading.skip = group.fallback
    elif word in _BREAKS:
        reading.add(_BREAKS[word])
    elif word in _SIGNS:
        reading.add(_SIGNS[word])


def _content(match: re.Match[bytes], reading: _Reading) -> None:
    if reading.skip and (match["hex"] or match["text"]):
        # What follows \u is the same character for readers that do not know Unicode.
        text = match["text"] or b"x"
        kept = text[reading.skip :]
        reading.skip = max(reading.skip - len(text), 0)
        reading.pending += kept if match["text"] else b""
    elif match["hex"]:
        reading.pending.append(int(match["hex"], 16))
    elif match["text"]:
        reading.pending += match["text"]
    elif match["symbol"] in _SYMBOLS:
        reading.add(_SYMBOLS[match["symbol"]])
