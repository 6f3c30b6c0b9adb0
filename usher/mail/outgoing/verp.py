"""Envelope senders that tell which delivery a report is about (variable envelope return path).

`help+b.<mail>.<mac>@…` leaves with the copies that several people may get: each of them sees it. An address of which
something bad is known gets its copy by itself, under `help+b.<mail>.<recipient>.<mac>@…`: only who got that one knows it.
"""

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256

_TOKEN = re.compile(
    r"(?P<base>.+)\+b\.(?P<mail>[1-9]\d{0,17})\.(?:(?P<recipient>[1-9]\d{0,17})\.)?(?P<mac>[0-9a-f]{16})", re.DOTALL
)
MAX_LOCAL_PART = 64  # octets, RFC 5321 §4.5.3.1.1


@dataclass(frozen=True, slots=True)
class ReturnPath:
    """What a genuine address says: the mail, and the one recipient whose copy alone carried it, if it was made for one."""

    mail_id: int
    recipient_id: int | None = None


def return_path(*, mailbox: str, mail_id: int, key: bytes, recipient_id: int | None = None) -> str:
    """The envelope sender of one outgoing mail, or of one copy; the plain mailbox where its name leaves no room."""
    local, _, domain = mailbox.lower().rpartition("@")
    place = f"{mail_id}.{recipient_id}" if recipient_id else str(mail_id)
    token = f"{local}+b.{place}.{_mac(local, domain, place, key)}"
    return f"{token}@{domain}" if len(token.encode()) <= MAX_LOCAL_PART else mailbox


def read_return_path(address: str, *, mailbox: str, key: bytes) -> ReturnPath | None:
    """What this address was made for, if we made it for this mailbox."""
    local, _, domain = address.strip().strip("<>").lower().rpartition("@")
    own_local, _, own_domain = mailbox.lower().rpartition("@")
    match = _TOKEN.fullmatch(local)
    if match is None or match["base"] != own_local or domain != own_domain:
        return None
    place = f"{match['mail']}.{match['recipient']}" if match["recipient"] else match["mail"]
    if not hmac.compare_digest(match["mac"], _mac(own_local, own_domain, place, key)):
        return None
    return ReturnPath(int(match["mail"]), int(match["recipient"]) if match["recipient"] else None)


def _mac(local: str, domain: str, place: str, key: bytes) -> str:
    return hmac.new(key, f"return-path\0{local}@{domain}\0{place}".encode(), sha256).hexdigest()[:16]
