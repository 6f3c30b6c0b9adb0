"""The address to which one member's answers to one notice go: what comes there is the team's, if it is theirs.

`support+m.<ticket>.<member>.<minute>.<mac>@example.com`, the MAC (80 bits) over mailbox, ticket, member and the minute in
which it was made. Notices get forwarded and answers have copies, so the address alone makes nobody a member: whoever
reads it also looks at the sender, and where nobody checks senders, at its age.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

_TOKEN = re.compile(
    r"(?P<base>.+)\+m\.(?P<ticket>[1-9]\d{0,17})\.(?P<member>[1-9]\d{0,17})\.(?P<minute>[1-9]\d{6,8})\.(?P<mac>[0-9a-f]{20})",
    re.DOTALL,
)
MAX_LOCAL_PART = 64  # octets, RFC 5321 §4.5.3.1.1


@dataclass(frozen=True, slots=True)
class MemberToken:
    """What a genuine address says."""

    ticket_id: int
    member_id: int
    made_at: datetime


def member_address(*, mailbox: str, ticket_id: int, member_id: int, at: datetime, key: bytes) -> str:
    """The address for this member's answers about this ticket; the plain mailbox where its name leaves no room."""
    local, _, domain = mailbox.lower().rpartition("@")
    place = f"{ticket_id}.{member_id}.{int(at.timestamp() // 60)}"
    token = f"{local}+m.{place}.{_mac(local, domain, place, key)}"
    return f"{token}@{domain}" if len(token.encode()) <= MAX_LOCAL_PART else mailbox


def read_member_address(address: str, *, mailbox: str, key: bytes) -> MemberToken | None:
    """Return what the address says if we made it for this mailbox, else None; case does not matter."""
    local, _, domain = address.strip().strip("<>").lower().rpartition("@")
    own_local, _, own_domain = mailbox.lower().rpartition("@")
    match = _TOKEN.fullmatch(local)
    if match is None or match["base"] != own_local or domain != own_domain:
        return None
    place = f"{match['ticket']}.{match['member']}.{match['minute']}"
    if not hmac.compare_digest(match["mac"], _mac(own_local, own_domain, place, key)):
        return None
    made_at = datetime.fromtimestamp(int(match["minute"]) * 60, UTC)
    return MemberToken(int(match["ticket"]), int(match["member"]), made_at)


def _mac(local: str, domain: str, place: str, key: bytes) -> str:
    return hmac.new(key, f"member-address\0{local}@{domain}\0{place}".encode(), sha256).hexdigest()[:20]
