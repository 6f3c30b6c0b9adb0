"""The parts that are not body, as attachments with safe names and honest types."""

import re
from urllib.parse import unquote

import filetype

from usher.mail.incoming.parse.bodies import Body, Passage
from usher.mail.message import Attachment
from usher.mail.mime import headers as header_block
from usher.mail.mime.charsets import decode
from usher.mail.mime.encodings import find_uuencoded
from usher.mail.mime.filenames import extension_of, safe_name
from usher.mail.mime.rtf import read_rtf
from usher.mail.mime.tnef import SIGNATURE, TNEF_TYPES, Unpacked, unpack
from usher.mail.mime.tree import Part

GENERIC_TYPES = ("application/octet-stream", "application/x-unknown", "application/unknown", "binary/octet-stream", "")
INVITE = "invite.ics"
MADE_NAMES = {
    "text/calendar": INVITE, "application/pgp-signature": "signature.asc", "application/pkcs7-signature": "smime.p7s",
    "application/x-pkcs7-signature": "smime.p7s", "application/pkcs7-mime": "smime.p7m",
    "application/x-pkcs7-mime": "smime.p7m", "text/rfc822-headers": "headers.txt",
}  # fmt: skip
MESSAGE_TYPES = ("message/rfc822", "message/global", "message/news")
_FILE_NAME = re.compile(r"[^.].{0,200}\.[A-Za-z0-9]{2,5}")
UUENCODED = re.compile(r"^begin [0-7]{3,4} [^\n]+$", re.MULTILINE)


def read_files(body: Body, limit: int) -> list[Attachment]:
    """Return the attachments of a mail; unpacks winmail.dat and uuencoded text, which may also add to the body."""
    found: list[Attachment] = []
    for part in body.files[:limit]:
        content = part.content()
        if part.content_type in TNEF_TYPES or content.startswith(SIGNATURE):
            unpacked = unpack(content)
            if unpacked is not None:
                found.extend(_from_tnef(unpacked, body))
                continue
        file = _to_attachment(part, content, len(found) + 1)
        if not any(file.name == other.name == INVITE and file.content == other.content for other in found):
            found.append(file)  # the invitation among the alternatives often comes a second time as a file
    found.extend(_from_text(body))
    return found[:limit]


def subject_of(message: bytes) -> str:
    """Return the subject of an enclosed message."""
    return header_block.split(message[:200_000])[0].text("subject")


def _to_attachment(part: Part, content: bytes, number: int) -> Attachment:
    declared = part.content_type
    found = _type_of(content, declared)
    name = safe_name(part.filename) or _located_name(part) or _made_name(part, content, found, number)
    content_id = (part.headers.text("content-id").strip("<> ") or None) if part.headers.raw("content-id") else None
    if content_id is None and (location := part.headers.text("content-location")) and found.startswith("image/"):
        content_id = location[:500]
    inline = part.disposition == "inline" or (content_id is not None and part.disposition != "attachment")
    return Attachment(name, found, content, inline, content_id)


def _located_name(part: Part) -> str:
    """The end of a Content-Location (RFC 2557 §4) that looks like a name of a file: `photo.jpg`, `http://x/y/photo.jpg`."""
    name = safe_name(unquote(part.headers.text("content-location").split("?")[0]))
    return name if _FILE_NAME.fullmatch(name) else ""


def _made_name(part: Part, content: bytes, content_type: str, number: int) -> str:
    if part.content_type in MESSAGE_TYPES:
        return safe_name(f"{subject_of(content) or 'message'}.eml".replace("/", "_").replace("\\", "_"))
    if made := MADE_NAMES.get(part.content_type):
        return made
    kind, _, subtype = content_type.partition("/")
    stem = subtype if kind == "message" else kind if kind in ("image", "audio", "video", "text") else "attachment"
    return f"{stem}-{number}{extension_of(content_type)}"


def _type_of(content: bytes, declared: str) -> str:
    """Return the declared type, or what the content shows where the declaration says nothing."""
    if declared not in GENERIC_TYPES:
        return declared
    kind = filetype.guess(content[:8_192])
    return str(kind.mime) if kind else declared or "application/octet-stream"


def _from_tnef(unpacked: Unpacked, body: Body) -> list[Attachment]:
    text, html = unpacked.text, unpacked.html
    if unpacked.rtf and not (text or html):
        text, html = read_rtf(unpacked.rtf)
    if not body.passages and (text or html):
        body.passages.append(Passage(text, html))
    files = [
        Attachment(safe_name(file.name) or f"attachment-{number}.bin", _type_of(file.content, ""), file.content)
        for number, file in enumerate(unpacked.files, start=1)
    ]
    if unpacked.rtf and not (text or html):
        files.append(Attachment("message.rtf", "application/rtf", unpacked.rtf))
    return files


def _from_text(body: Body) -> list[Attachment]:
    """Take uuencoded files out of plain passages."""
    found: list[Attachment] = []
    for passage in body.passages:
        if not (passage.text and UUENCODED.search(passage.text)):
            continue
        raw = passage.text.encode()
        rest, position = b"", 0
        for name, content, start, end in find_uuencoded(raw):
            found.append(Attachment(safe_name(name) or "attachment.bin", _type_of(content, ""), content))
            rest += raw[position:start]
            position = end
        passage.text = decode(rest + raw[position:], "utf-8").strip("\n")
    return found
