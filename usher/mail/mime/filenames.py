"""Names of attached files that are safe to store, to show and to send on."""

import mimetypes
import re
import unicodedata

MAX_NAME_BYTES = 255

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f/\\]")
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?=\.|$)", re.IGNORECASE)
_EXTENSIONS = {
    "message/rfc822": ".eml",
    "message/delivery-status": ".txt",
    "message/global": ".eml",
    "text/calendar": ".ics",
    "text/rfc822-headers": ".txt",
    "text/plain": ".txt",
    "text/html": ".html",
    "image/jpeg": ".jpg",
    "application/pgp-signature": ".asc",
    "application/pgp-encrypted": ".asc",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/rtf": ".rtf",
}


def safe_name(name: str) -> str:
    """Return the last path part of a name without control and format characters; may be empty.

    Bidirectional controls go because they disguise extensions ("gpj.exe" shown as "exe.jpg"); the extension
    survives the cut to 255 bytes of UTF-8, the limit of common file systems.
    """
    last = re.split(r"[/\\]", name)[-1] or name.strip("/\\")
    visible = "".join(char for char in last if unicodedata.category(char) not in ("Cf", "Cs", "Co", "Cc", "Zl", "Zp"))
    cleaned = " ".join(_FORBIDDEN.sub("_", visible).split()).strip(". ") if visible.strip(". ") else ""
    return _shorten(_RESERVED.sub(lambda match: f"{match[0]}_", cleaned))


def extension_of(content_type: str) -> str:
    """Return the usual extension of a type with its dot; `.bin` for what nobody knows."""
    known = _EXTENSIONS.get(content_type) or mimetypes.guess_extension(content_type)
    return known or (".txt" if content_type.startswith(("text/", "message/")) else ".bin")


def _shorten(name: str) -> str:
    if len(name.encode()) <= MAX_NAME_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension.encode()) > 20:
        stem, dot, extension = name, "", ""
    room = MAX_NAME_BYTES - len((dot + extension).encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ") + dot + extension
