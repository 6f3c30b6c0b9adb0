"""Marks by which we know our own mails again: signed reply addresses and signed Message-IDs.

A reply address is `support+t.<ticket>.<tag><mac>@example.com`: eight characters that tell for whom it was made and
thirteen (65 bits) that sign mailbox, ticket and that tag. So anybody's answer can be checked without knowing the
recipient, and whoever knows the people of a ticket can tell whose copy was answered. Letters are base32 in lower
case and compared without regard to case, for senders that change it (RFC 5321 §2.4 forbids it, some do).
"""

import base64
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

MAX_LOCAL_PART = 64
"""Octets of a local part (RFC 5321 §4.5.3.1.1)."""
TAG_LENGTH = 8
MAC_LENGTH = 13

_TOKEN = re.compile(r"(?P<base>.+)\+t\.(?P<ticket>[1-9]\d{0,18})\.(?P<tag>[a-z2-7]{8})(?P<mac>[a-z2-7]{13})", re.DOTALL)
_MESSAGE_ID = re.compile(r"<?t\.(?P<ticket>[1-9]\d{0,18})\.(?P<random>[a-z2-7]{16})\.(?P<mac>[a-z2-7]{13})@[^@<>\s]+>?")


@dataclass(frozen=True, slots=True)
class ReplyToken:
    """What a genuine reply address says; `recipient` is None when it was made for none of the candidates."""

    ticket_id: int
    recipient: str | None


def reply_address(*, mailbox: str, ticket_id: int, recipient: str, key: bytes) -> str:
    """Return the address to which this recipient's answers about this ticket shall go.

    A mailbox whose own local part leaves no room within 64 octets is returned as it is: its answers are then
    recognised by their references only.
    """
    local, _, domain = mailbox.strip().lower().rpartition("@")
    tag = _tag(ticket_id, recipient, key)
    token = f"{local}+t.{ticket_id}.{tag}{_reply_mac(local, domain, ticket_id, tag, key)}"
    return f"{token}@{domain}" if len(token.encode()) <= MAX_LOCAL_PART else mailbox


def read_reply_address(address: str, *, mailbox: str, key: bytes, candidates: Iterable[str] = ()) -> ReplyToken | None:
    """Return what the address says if we made it for this mailbox, else None.

    `candidates` are the people of the ticket; the one whose copy was answered is named in the result.
    """
    local, _, domain = address.strip().strip("<>").lower().rpartition("@")
    own_local, _, own_domain = mailbox.strip().lower().rpartition("@")
    match = _TOKEN.fullmatch(local)
    if match is None or match["base"] != own_local or domain != own_domain:
        return None
    ticket_id = int(match["ticket"])
    if not hmac.compare_digest(match["mac"], _reply_mac(own_local, own_domain, ticket_id, match["tag"], key)):
        return None
    made_for = (each for each in candidates if hmac.compare_digest(match["tag"], _tag(ticket_id, each, key)))
    return ReplyToken(ticket_id, next(made_for, None))


def new_message_id(*, ticket_id: int, domain: str, key: bytes) -> str:
    """Return a fresh Message-ID with angle brackets that `read_message_id` will know again."""
    random = _letters(secrets.token_bytes(10), 16)
    mac = _sign(key, "message-id", str(ticket_id), random)[:MAC_LENGTH]
    return f"<t.{ticket_id}.{random}.{mac}@{domain.strip().lower()}>"


def read_message_id(message_id: str, *, key: bytes) -> int | None:
    """Return the ticket of a Message-ID that we issued with this key, else None; the domain may have been rewritten."""
    match = _MESSAGE_ID.fullmatch(message_id.strip().lower())
    if match is None:
        return None
    expected = _sign(key, "message-id", match["ticket"], match["random"])[:MAC_LENGTH]
    return int(match["ticket"]) if hmac.compare_digest(match["mac"], expected) else None


def _tag(ticket_id: int, recipient: str, key: bytes) -> str:
    return _sign(key, "reply-recipient", str(ticket_id), recipient.strip().lower())[:TAG_LENGTH]


def _reply_mac(local: str, domain: str, ticket_id: int, tag: str, key: bytes) -> str:
    return _sign(key, "reply-address", f"{local}@{domain}", str(ticket_id), tag)[:MAC_LENGTH]


def _sign(key: bytes, *parts: str) -> str:
    """HMAC-SHA256 over the parts, each with its length so that none can flow into the next."""
    joined = b"".join(len(raw).to_bytes(4, "big") + raw for raw in (part.encode() for part in parts))
    return _letters(hmac.digest(key, joined, "sha256"), 26)


def _letters(data: bytes, count: int) -> str:
    return base64.b32encode(data).decode("ascii").lower()[:count]
