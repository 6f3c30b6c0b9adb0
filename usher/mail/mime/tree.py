"""The tree of MIME parts (RFC 2046), cut from the bytes with the depth and the number of parts capped.

The standard library's parser recurses once per level and tests every line against every open boundary, so a mail of a
few hundred levels ends in a RecursionError; here every level is one pass over its own bytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from usher.mail.mime import headers as header_block
from usher.mail.mime.encodings import decode_body
from usher.mail.mime.headers import Headers
from usher.mail.mime.parameters import parse_value

_INCOMPLETE = {"text": "text/plain", "html": "text/html", "multipart": "multipart/mixed"}
_HTML = re.compile(rb"\s*+<(?:!doctype|html)", re.IGNORECASE)
_REST_OF_DELIMITER = re.compile(rb"(?:(--)(?:[ \t][^\r\n]*)?|[ \t]*)(?=\r|\n|\Z)")
_LINE_END = re.compile(rb"\r{0,2}\n|\r")
_INK = re.compile(rb"\S")
MOST_DELIMITERS = 50_000
"""Of one multipart; what is below them is its last part."""
_FIRST_DELIMITER = re.compile(rb"(?:\A|\n)--([^\r\n]{1,120}?)[ \t]*\r?\n(?=[!-9;-~]+:)")


@dataclass(frozen=True, slots=True)
class Caps:
    """How deep and how wide a tree may be; what lies deeper stays an unread part."""

    depth: int = 30
    parts: int = 1_000


@dataclass(slots=True)
class Part:
    """One MIME part: its header, its type, and either children or a body still in its transfer encoding."""

    headers: Headers
    content_type: str
    parameters: dict[str, str]
    disposition: str
    disposition_parameters: dict[str, str]
    body: bytes
    children: list["Part"] = field(default_factory=list)
    is_cut: bool = False

    def content(self) -> bytes:
        """Return the body without its transfer encoding."""
        return decode_body(self.body, self.headers.raw("content-transfer-encoding") or "")

    @property
    def is_multipart(self) -> bool:
        """Tell whether this part only holds others."""
        return bool(self.children) and self.content_type.startswith("multipart/")

    @property
    def filename(self) -> str:
        """Return the name the sender gave, decoded but not yet safe, or an empty string."""
        return self.disposition_parameters.get("filename") or self.parameters.get("name") or ""

    def walk(self) -> list["Part"]:
        """Return this part and all below it in order, without entering enclosed messages."""
        found: list[Part] = []
        waiting = [self]
        while waiting:
            part = waiting.pop()
            found.append(part)
            waiting.extend(reversed(part.children))
        return found


def build(data: bytes, caps: Caps = Caps(), default: str = "text/plain") -> Part:
    """Cut a whole message, header included, into its tree."""
    return _build(data, 0, len(data), caps, default, 0, [0])


def _build(data: bytes, start: int, end: int, caps: Caps, default: str, depth: int, count: list[int]) -> Part:
    count[0] += 1
    headers, body = header_block.split(data, start, end, is_part=depth > 0, in_digest=default == "message/rfc822")
    content_type, parameters = parse_value(headers, "content-type")
    headers.hint = parameters.get("charset")
    if not all(content_type.partition("/")):
        content_type = _INCOMPLETE.get(content_type, default)
    disposition, disposition_parameters = parse_value(headers, "content-disposition")
    part = Part(headers, content_type, parameters, disposition, disposition_parameters, b"")
    if not (content_type.startswith("multipart/") and _cut(part, data, body, end, caps, depth, count)):
        part.body = data[body:end]
    return part


def _cut(part: Part, data: bytes, start: int, end: int, caps: Caps, depth: int, count: list[int]) -> bool:
    """Give a multipart its children and tell whether it is one; what has no usable delimiters is text."""
    boundary = part.parameters.get("boundary", "").encode("utf-8", "replace")
    spans = _spans(data, start, end, boundary)
    if all(each.is_blank for each in spans):
        spans = _spans(data, start, end, _find_boundary(data, start, end)) or spans
    if not spans:
        is_html = _HTML.match(data, start, end)
        part.content_type = "text/html" if is_html else "text/plain"
        return False
    if depth >= caps.depth:
        part.is_cut = True
        return False
    default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
    inside = [part]
    for span in spans:
        if count[0] >= caps.parts:
            part.is_cut = True
            break
        if not span.is_blank:
            child = _build(data, span.start, span.end, caps, default, depth + 1, count)
            inside[-1].children.append(child)
            if _begins_within(child, part) and len(inside) <= caps.depth:
                inside.append(child)
        if span.is_last and len(inside) > 1:
            inside.pop()
    return True


def _begins_within(child: Part, part: Part) -> bool:
    """Tell whether a multipart uses the boundary of the one around it: what follows is its own until that ends."""
    if child.children or child.parameters.get("boundary", "") != part.parameters.get("boundary"):
        return False
    kind, _ = parse_value(child.headers, "content-type")
    if kind.startswith("multipart/"):
        child.content_type, child.body = kind, b""
        return True
    return False


def _find_boundary(data: bytes, start: int, end: int) -> bytes:
    """Return the boundary that the first delimiter line shows, for a header that does not tell it."""
    match = _FIRST_DELIMITER.search(data, max(start - 1, 0), min(end, start + 100_000))
    return match[1] if match else b""


@dataclass(frozen=True, slots=True)
class _Span:
    """What stands between two delimiter lines; `is_last` when the second one says that nothing follows."""

    start: int
    end: int
    is_blank: bool
    is_last: bool


def _spans(data: bytes, start: int, end: int, boundary: bytes) -> list[_Span]:
    """Return each part between delimiter lines (RFC 2046 §5.1.1); the last may be unended."""
    spans: list[_Span] = []
    begin: int | None = None
    for before, after, is_last in islice(_delimiters(data, max(start - 1, 0), end, boundary.rstrip()), MOST_DELIMITERS):
        if begin is not None:
            spans.append(_span(data, min(begin, before), before, is_last=is_last))
        begin = None if is_last else _after_line(data, after)
    if begin is not None:
        spans.append(_span(data, begin, end, is_last=True))
    return spans


def _span(data: bytes, start: int, end: int, *, is_last: bool) -> _Span:
    return _Span(start, end, not _INK.search(data, start, end), is_last)


def _delimiters(data: bytes, start: int, end: int, boundary: bytes) -> Iterator[tuple[int, int, bool]]:
    """Each delimiter line: where the line break before it begins, where it ends, whether it is the last.

    Searched by hand: every mail has a boundary of its own, and compiling a pattern takes longer than reading most mails.
    """
    token = b"--" + boundary
    at = data.find(token, start, end) if boundary else -1
    while at >= 0:
        after = at + len(token)
        before = _line_break_before(data, at, start)
        rest = _REST_OF_DELIMITER.match(data, after, end)
        if before is not None and rest:
            yield before, rest.end(), bool(rest[1])
            after = rest.end()
        at = data.find(token, after, end)


def _line_break_before(data: bytes, position: int, start: int) -> int | None:
    """Where the line break begins that ends just before `position`; None in the middle of a line."""
    if position == 0:
        return 0
    before = position - 1
    if before < start or data[before] not in b"\r\n":
        return None
    if data[before] == 10:
        before = next((at for at in (before - 2, before - 1) if at >= start and data[at:before] in (b"\r\r", b"\r")), before)
    return before


def _after_line(data: bytes, position: int) -> int:
    """Behind the line break at `position`; of bare CRs only one is, the next is a blank line."""
    match = _LINE_END.match(data, position)
    return match.end() if match else position
