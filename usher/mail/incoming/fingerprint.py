"""Recognising a message that we already have, without trusting what it says about itself."""

import hashlib
import re
from datetime import datetime

HEADER_BYTES = 256 * 1024
_END_OF_HEADER = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_IDENTIFYING = re.compile(rb"^(message-id|date|from|subject)[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def fingerprint(raw: bytes, at: datetime) -> str:
    """Return a hash over Message-ID, Date and body; without Message-ID over From and Subject too.

    A mail with neither Message-ID nor Date (a script's nightly "backup failed") is recognised on the same day only.

    Headers that a second delivery of the same mail changes (Received, Return-Path, tags of filters) do not count, and
    neither do line ends. Another body under the same Message-ID is another mail.
    """
    fields = _fields(raw)
    body = _END_OF_HEADER.split(raw, 1)[-1].replace(b"\r\n", b"\n").strip()
    names = (b"message-id", b"date") if fields.get(b"message-id") else (b"from", b"subject", b"date")
    digest = hashlib.sha256()
    for name in names:
        digest.update(name + b":" + fields.get(name, b"") + b"\n")
    digest.update(body)
    if not fields.get(b"message-id") and not fields.get(b"date"):
        digest.update(at.date().isoformat().encode())
    return digest.hexdigest()


def message_id_of(raw: bytes) -> str:
    """The Message-ID as it stands in the header, for the ledger row; empty when there is none."""
    return _fields(raw).get(b"message-id", b"").decode("ascii", "replace").replace("\0", "")[:998]


def _fields(raw: bytes) -> dict[bytes, bytes]:
    header = _FOLD.sub(b" ", _END_OF_HEADER.split(raw[:HEADER_BYTES], 1)[0])
    found: dict[bytes, bytes] = {}
    for name, value in _IDENTIFYING.findall(header):
        found.setdefault(name.lower(), value)
    return found
