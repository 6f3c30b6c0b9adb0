"""Building the bytes of one outgoing mail."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Literal

from usher.mail.marker import LOOP_HEADER
from usher.mail.message import Address
from usher.mail.mime.filenames import safe_name
from usher.mail.outgoing.header_lines import address_line, text_line, token_line

MAX_REFERENCES_BYTES = 900
"""Relays refuse header blocks over 4 kB, signature included; the first and the last ids say enough."""
LONGEST_ID = 250  # octets; longer Message-IDs, which strangers choose, are not repeated
POLICY = SMTP.clone(max_line_length=998, cte_type="7bit")
OURS = frozenset(
    (
        "from", "sender", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "in-reply-to", "references",
        "mime-version", "auto-submitted", "resent-to", "resent-cc", "resent-bcc",
    )
)  # fmt: skip

Auto = Literal["auto-replied", "auto-generated"]

_TYPE = re.compile(r"[a-z0-9][\w.+-]{0,60}/[a-z0-9][\w.+-]{0,120}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """A file to send; with a `content_id` (no brackets) it is an image that the HTML shows as `cid:`."""

    name: str
    content_type: str
    content: bytes
    content_id: str | None = None


def compose(
    *,
    sender: Address,
    to: Sequence[Address],
    subject: str,
    text: str,
    message_id: str,
    date: datetime,
    cc: Sequence[Address] = (),
    reply_to: Sequence[Address] = (),
    html: str | None = None,
    attachments: Sequence[File] = (),
    inline_images: Sequence[File] = (),
    in_reply_to: str | None = None,
    references: Sequence[str] = (),
    auto: Auto | None = None,
    extra_headers: Mapping[str, str] | None = None,
) -> bytes:
    """Return the mail with CRLF line ends, all in 7-bit lines of at most 998 octets, ready for any relay.

    There is no way to give a Bcc: hidden recipients belong to the envelope. `auto` marks mails that no person wrote
    (RFC 3834 §5); a member's reply must go without it. Names and subject may hold anything, they are flattened.
    Raises ValueError for an address that cannot be written, a naive `date`, or a header that is ours to set.
    """
    if date.tzinfo is None:
        raise ValueError("the date of a mail needs its time zone")
    lines = [address_line("From", [sender])]
    lines += [address_line(name, each) for name, each in (("Reply-To", reply_to), ("To", to), ("Cc", cc)) if each]
    lines.append(text_line("Subject", subject[:998]))
    lines.append(text_line("Date", format_datetime(date)))
    lines.append(token_line("Message-ID", [message_id]))
    if in_reply_to and len(in_reply_to) <= LONGEST_ID:
        lines.append(token_line("In-Reply-To", [in_reply_to]))
    if references:
        lines.append(token_line("References", capped_references(references)))
    lines += _auto_lines(auto) + _extra_lines(extra_headers or {})
    return b"".join(lines) + _body(text, html, attachments, inline_images).as_bytes(policy=POLICY)


def capped_references(references: Sequence[str]) -> list[str]:
    """Keep the first id (the root of the thread) and as many of the last ones as fit."""
    unique = [each for each in dict.fromkeys(references) if len(each) <= LONGEST_ID]
    if not unique:
        return []
    kept: list[str] = []
    room = MAX_REFERENCES_BYTES - len(unique[0])
    for each in reversed(unique[1:]):
        room -= len(each) + 1
        if room < 0:
            break
        kept.insert(0, each)
    return [unique[0], *kept]


def _auto_lines(auto: Auto | None) -> list[bytes]:
    if auto is None:
        return []
    marks = (("Auto-Submitted", auto), ("X-Auto-Response-Suppress", "All"), (LOOP_HEADER, "yes"))
    return [text_line(name, value) for name, value in marks]


def _extra_lines(headers: Mapping[str, str]) -> list[bytes]:
    for name in headers:
        if name.lower() in OURS or name.lower().startswith("content-"):
            raise ValueError(f"the header {name} is set by the mail itself")
    return [text_line(name, value) for name, value in headers.items()]


def _body(text: str, html: str | None, attachments: Sequence[File], inline_images: Sequence[File]) -> EmailMessage:
    # The width of encoded lines comes from this policy, that of headers from the one it is written with.
    message = EmailMessage(policy=SMTP)
    message.set_content(_lines(text), subtype="plain", charset="utf-8", cte="quoted-printable")
    if html is not None:
        message.add_alternative(_lines(html), subtype="html", charset="utf-8", cte="quoted-printable")
        page = list(message.iter_parts())[-1]
        for image in inline_images:
            main, sub = _content_type(image)
            name = safe_name(image.name) or "image"
            page.add_related(image.content, main, sub, cid=f"<{image.content_id}>", filename=name, disposition="inline")
    for file in (*attachments, *(inline_images if html is None else ())):
        main, sub = _content_type(file)
        message.add_attachment(file.content, main, sub, filename=safe_name(file.name) or "attachment")
    return message


def _lines(text: str) -> str:
    """Text as the standard library takes it: its own line ends, nothing that UTF-8 cannot hold."""
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()


def _content_type(file: File) -> tuple[str, str]:
    """Return main and sub type; enclosed messages go as plain files, for they must not be encoded (RFC 2046 §5.2.1)."""
    if not _TYPE.fullmatch(file.content_type) or file.content_type.lower().startswith(("message/", "multipart/")):
        return "application", "octet-stream"
    main, _, sub = file.content_type.lower().partition("/")
    return main, sub
