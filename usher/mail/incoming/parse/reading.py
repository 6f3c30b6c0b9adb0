"""One mail read from its bytes."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

from usher.mail.incoming.classify import classify
from usher.mail.incoming.parse.bodies import Body, read_body
from usher.mail.incoming.parse.files import read_files
from usher.mail.incoming.parse.invites import read_invite
from usher.mail.incoming.parse.limits import Limits
from usher.mail.incoming.trim import trim
from usher.mail.message import Address, Attachment, ParsedMessage
from usher.mail.mime import headers as header_block
from usher.mail.mime.addresses import read_addresses
from usher.mail.mime.armor import SIGNED, without_armor
from usher.mail.mime.cms import is_enveloped, signed_content
from usher.mail.mime.dates import parse_date
from usher.mail.mime.headers import Headers
from usher.mail.mime.message_ids import read_id, read_ids
from usher.mail.mime.tree import Caps, Part, build
from usher.mail.mime.words import decode_words

CMS_TYPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")
HEADER_ONLY_BYTES = 2_000_000
PGP_MESSAGE = "-----BEGIN PGP MESSAGE-----"


_SHOWN = re.compile(r"""(?:cid:|src\s*=\s*["']?(?!cid:))([^"'\s<>()]{1,500})""", re.IGNORECASE)


def parse(raw: bytes, *, limits: Limits = Limits()) -> ParsedMessage:
    """Read a mail. Never raises: what cannot be read is named in `error`, and what could be read is still there."""
    if not raw.strip():
        return ParsedMessage(error="the message is empty")
    message = ParsedMessage()
    try:
        if len(raw) > limits.message_bytes:
            headers, _ = header_block.split(raw[:HEADER_ONLY_BYTES])
            problem = f"the message has {len(raw)} bytes, more than the {limits.message_bytes} that are read"
            return replace(_with_header(message, headers), error=problem)
        root = build(raw, Caps(limits.depth, limits.parts))
        message = _with_header(message, root.headers)
        content, is_encrypted, is_signed = _opened(root, limits)
        message = replace(message, is_encrypted=is_encrypted, is_signed=is_signed)
        body = read_body(content, limits.text_characters)
        message = _with_content(message, body, root, limits)
        return _with_meaning(message, body, root, content)
    except Exception as error:  # the promise: one strange mail must not stop the others
        return replace(message, error=f"{type(error).__name__} while reading: {error}"[:300])


def _with_header(message: ParsedMessage, headers: Headers) -> ParsedMessage:
    return replace(
        message,
        subject=headers.text("subject"),
        sender=_sender(headers),
        to=read_addresses(headers, "to"),
        cc=read_addresses(headers, "cc"),
        reply_to=read_addresses(headers, "reply-to"),
        message_id=read_id(headers.text("message-id")),
        in_reply_to=read_id(headers.text("in-reply-to")),
        references=read_ids(decode_words(headers.unescape(" ".join(headers.raw_all("references"))))),
        date=parse_date(headers.text("date")),
        headers=headers.decoded(),
    )


def _with_content(message: ParsedMessage, body: Body, root: Part, limits: Limits) -> ParsedMessage:
    """Text and files: all that must be there even if nothing can be made of it."""
    files = read_files(body, limits.attachments)
    text, html = body.text, body.html
    return replace(
        message,
        text=text,
        html=html,
        attachments=_with_inline_marks(files, html),
        is_encrypted=message.is_encrypted or text.lstrip().startswith(PGP_MESSAGE),
        is_signed=message.is_signed or text.lstrip().startswith(SIGNED),
        error=_problem(root, len(body.files), limits),
    )


def _with_meaning(message: ParsedMessage, body: Body, root: Part, content: Part) -> ParsedMessage:
    verdict = classify(root, message.text)
    text, html = without_armor(message.text), message.html
    reply_text, reply_html = trim(text, html, is_plain_written=_has_plain(body), subject=message.subject)
    return replace(
        message,
        reply_text=reply_text,
        reply_html=reply_html,
        kind=verdict.kind,
        bounce=verdict.bounce,
        invite=read_invite(content.walk()),
    )


def _sender(headers: Headers) -> Address | None:
    """The first From mailbox (RFC 6854 allows several), else Sender; never Reply-To."""
    return next((found[0] for name in ("from", "sender") if (found := read_addresses(headers, name))), None)


def _opened(root: Part, limits: Limits) -> tuple[Part, bool, bool]:
    """Return the part that holds the content, and whether the mail is encrypted or signed (RFC 8551, RFC 3156)."""
    kind = root.content_type
    if kind == "multipart/encrypted":
        return root, True, False
    # Some gateways give the container a type that says nothing.
    if kind in CMS_TYPES or (kind == "application/octet-stream" and root.filename.lower().endswith(".p7m")):
        content = root.content()
        inner = None if is_enveloped(content) else signed_content(content)
        if inner is None:
            return root, root.parameters.get("smime-type", "enveloped-data") != "signed-data", inner is not None
        return build(inner, Caps(limits.depth, limits.parts)), False, True
    types = {part.content_type for part in root.walk()}
    # Exchange turns the container of PGP/MIME into a common one.
    return root, "application/pgp-encrypted" in types, "multipart/signed" in types


def _has_plain(body: Body) -> bool:
    return any(each.text for each in body.passages)


def _with_inline_marks(files: list[Attachment], html: str | None) -> tuple[Attachment, ...]:
    """A file is inline only where the HTML shows it (RFC 2392): any other would be seen nowhere.

    Of two with one content id the first is meant; the other is an attachment like any.
    """
    waiting = {unquote(unescape(each)) for each in _SHOWN.findall(html or "")}
    marked: list[Attachment] = []
    taken: set[str] = set()
    for each in files:
        is_shown = each.content_id in waiting
        if each.content_id in taken:
            each = replace(each, content_id=None)
        taken |= {each.content_id} if each.content_id else set()
        waiting.discard(each.content_id or "")
        marked.append(replace(each, inline=is_shown))
    return tuple(marked)


def _problem(root: Part, files: int, limits: Limits) -> str | None:
    if any(part.is_cut for part in root.walk()):
        return f"nested deeper than {limits.depth} levels or more than {limits.parts} parts: the rest was left unread"
    if files > limits.attachments:
        return f"{files} attachments, more than the {limits.attachments} that are read"
    return None if root.headers.fields else "the message has no header"
