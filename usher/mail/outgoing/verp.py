"""Envelope senders that tell which message a delivery report is about (variable envelope return path)."""

import hmac
import re
from hashlib import sha256

_TOKEN = re.compile(r"(?P<base>.+)\+b\.(?P<mail>[1-9]\d{0,18})\.(?P<mac>[0-9a-f]{16})", re.DOTALL)
MAX_LOCAL_PART = 64  # octets, RFC 5321 §4.5.3.1.1


def return_path(*, mailbox: str, mail_id: int, key: bytes) -> str:
    """The envelope sender of one outgoing mail; the plain mailbox where its name leaves no room."""
    local, _, domain = mailbox.lower().rpartition("@")
    token = f"{local}+b.{mail_id}.{_mac(local, domain, mail_id, key)}"
    return f"{token}@{domain}" if len(token.encode()) <= MAX_LOCAL_PART else mailbox


def read_return_path(address: str, *, mailbox: str, key: bytes) -> int | None:
    """The outgoing mail that this address was made for, if we made it for this mailbox."""
    local, _, domain = address.strip().strip("<>").lower().rpartition("@")
    own_local, _, own_domain = mailbox.lower().rpartition("@")
    match = _TOKEN.fullmatch(local)
    if match is None or match["base"] != own_local or domain != own_domain:
        return None
    mail_id = int(match["mail"])
    return mail_id if hmac.compare_digest(match["mac"], _mac(own_local, own_domain, mail_id, key)) else None


def _mac(local: str, domain: str, mail_id: int, key: bytes) -> str:
    return hmac.new(key, f"return-path\0{local}@{domain}\0{mail_id}".encode(), sha256).hexdigest()[:16]
