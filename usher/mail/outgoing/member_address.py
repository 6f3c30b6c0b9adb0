"""The address to which one member's answers to our notices go: what comes there is the team's, if it is theirs.

`support+m.<ticket>.<member>.<mac>@example.com`, the MAC (80 bits) over mailbox, ticket and member. Notices get
forwarded, so the address alone makes nobody a member: whoever reads it also looks at the sender.
"""

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256

_TOKEN = re.compile(
    r"(?P<base>.+)\+m\.(?P<ticket>[1-9]\d{0,17})\.(?P<member>[1-9]\d{0,17})\.(?P<mac>[0-9a-f]{20})", re.DOTALL
)
MAX_LOCAL_PART = 64  # octets, RFC 5321 §4.5.3.1.1


@dataclass(frozen=True, slots=True)
class MemberToken:
    """What a genuine address says."""

    ticket_id: int
    member_id: int


def member_address(*, mailbox: str, ticket_id: int, member_id: int, key: bytes) -> str:
    """The address for this member's answers about this ticket; the plain mailbox where its name leaves no room."""
    local, _, domain = mailbox.lower().rpartition("@")
    token = f"{local}+m.{ticket_id}.{member_id}.{_mac(local, domain, ticket_id, member_id, key)}"
    return f"{token}@{domain}" if len(token.encode()) <= MAX_LOCAL_PART else mailbox


def read_member_address(address: str, *, mailbox: str, key: bytes) -> MemberToken | None:
    """Return what the address says if we made it for this mailbox, else None; case does not matter."""
    local, _, domain = address.strip().strip("<>").lower().rpartition("@")
    own_local, _, own_domain = mailbox.lower().rpartition("@")
    match = _TOKEN.fullmatch(local)
    if match is None or match["base"] != own_local or domain != own_domain:
        return None
    ticket_id, member_id = int(match["ticket"]), int(match["member"])
    genuine = hmac.compare_digest(match["mac"], _mac(own_local, own_domain, ticket_id, member_id, key))
    return MemberToken(ticket_id, member_id) if genuine else None


def _mac(local: str, domain: str, ticket_id: int, member_id: int, key: bytes) -> str:
    said = f"member-address\0{local}@{domain}\0{ticket_id}\0{member_id}"
    return hmac.new(key, said.encode(), sha256).hexdigest()[:20]
