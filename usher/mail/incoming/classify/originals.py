"""Which of our messages a report is about."""

import re

from usher.mail.mime import headers as header_block
from usher.mail.mime.charsets import decode
from usher.mail.mime.headers import Headers
from usher.mail.mime.message_ids import read_id, read_ids
from usher.mail.mime.tree import Part

ENCLOSED_TYPES = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global",
    "message/global-headers",
)

_IN_TEXT = re.compile(r"^[ \t>|]{0,8}message-id[ \t]*:[ \t]*(?:\n[ \t>]+)?(<[^<>\s]{3,400}>)", re.IGNORECASE | re.MULTILINE)


def original_message_id(headers: Headers | None, parts: list[Part], text: str) -> str | None:
    """Return the Message-ID of the enclosed message, else one that the text or the report's own header names."""
    for part in parts:
        if part.content_type in ENCLOSED_TYPES:
            enclosed, _ = header_block.split(_as_header(part))
            found = enclosed.text("message-id")
            if found:
                return read_id(found)
    match = _IN_TEXT.search(text)
    if match:
        return match[1]
    for part in parts:
        if part.content_type.startswith("text/") and part.filename and (match := _IN_TEXT.search(_peek(part))):
            return match[1]
    for name in ("x-original-message-id", "original-message-id", "in-reply-to", "references"):
        ids = read_ids(headers.text(name)) if headers else ()
        if ids:
            return ids[-1]
    return None


def original_recipients(parts: list[Part]) -> str:
    """Return the To header of the enclosed message, or an empty string."""
    for part in parts:
        if part.content_type in ENCLOSED_TYPES:
            enclosed, _ = header_block.split(_as_header(part))
            if enclosed.raw("to"):
                return enclosed.text("to")
    return ""


def _as_header(part: Part) -> bytes:
    return part.content()[:200_000].lstrip()


def _peek(part: Part) -> str:
    return decode(part.content()[:100_000], None)
