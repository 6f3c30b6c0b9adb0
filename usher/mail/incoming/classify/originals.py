"""Which of our messages a report is about."""

import re
from collections.abc import Iterator

from usher.mail.incoming.classify.report_form import ADDRESS
from usher.mail.mime import headers as header_block
from usher.mail.mime.charsets import decode
from usher.mail.mime.headers import Headers
from usher.mail.mime.message_ids import read_id, read_ids
from usher.mail.mime.tree import Part

ENCLOSED_TYPES = (
    "message/rfc822",
    "text/rfc822-headers",
    "text/rfc822-header",
    "message/rfc822-headers",
    "message/global",
    "message/global-headers",
)

_IN_TEXT = re.compile(r"^[ \t>|]{0,8}message-id[ \t]*:[ \t]*(?:\n[ \t>]+)?(<[^<>\s]{3,400}>)", re.IGNORECASE | re.MULTILINE)

_TO_BELOW = re.compile(r"^[ \t>|]{0,8}to[ \t]{0,4}:[ \t]*([^\n]{3,400})", re.IGNORECASE | re.MULTILINE)


def original_message_id(headers: Headers | None, parts: list[Part], text: str) -> str | None:
    """Return the Message-ID of the enclosed message, else one that the text or the report's own header names."""
    for enclosed in _enclosed_headers(parts):
        if found := enclosed.text("message-id"):
            return read_id(found)
    match = _IN_TEXT.search(text)
    if match:
        return match[1]
    for part in parts:
        if part.content_type.startswith("text/") and part.filename and (match := _IN_TEXT.search(_peek(part))):
            return match[1]
    return _named_in_header(headers) if headers else None


def _named_in_header(headers: Headers) -> str | None:
    original = next((name for name, _ in headers.fields if name.lower().endswith("original-message-id")), "")
    found = (read_ids(headers.text(name)) for name in (original, "in-reply-to", "references") if name)
    return next((ids[-1] for ids in found if ids), None)


def original_recipient(parts: list[Part], text: str) -> str | None:
    """Return the address in the To header of the enclosed message, or of the one below the text; None unless it is one."""
    enclosed = next((each.text("to") for each in _enclosed_headers(parts) if each.raw("to")), "")
    if not enclosed and (match := _TO_BELOW.search(text)):
        enclosed = match[1]
    found = ADDRESS.findall(enclosed[:2_000])
    return found[0] if len(found) == 1 else None


def complainant(parts: list[Part]) -> str | None:
    """Return whom Microsoft names in the mail that was complained about; its reports have no other place for it."""
    header = enclosed_header(parts)
    found = ADDRESS.search(header.text("x-hmxmroriginalrecipient")[:400]) if header else None
    return found[0] if found else None


def enclosed_header(parts: list[Part]) -> Headers | None:
    """Return the header of the first enclosed message; None where there is none that can be read."""
    return next(_enclosed_headers(parts), None)


def _enclosed_headers(parts: list[Part]) -> Iterator[Headers]:
    for part in parts:
        if part.content_type in ENCLOSED_TYPES:
            headers, _ = header_block.split(_as_header(part))
            if headers.fields:
                yield headers


def _as_header(part: Part) -> bytes:
    return part.content()[:200_000].lstrip()


def _peek(part: Part) -> str:
    return decode(part.content()[:100_000], None)
