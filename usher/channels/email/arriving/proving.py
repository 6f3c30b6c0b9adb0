"""Whether a mail in a member's name is theirs: proven by a check, else by the address that only they were told.

A check that spoke against the sender is always believed. Where none spoke at all (most mail servers of one's own write
no Authentication-Results), the answer address of a notice is proof enough for TERM, until somebody outside has seen it,
and as long as the mailbox says so: it is a secret that travels by mail, so it ages, and copies give it away.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from usher.mail.models import IncomingMail, SharedAddress
from usher.mail.outgoing.member_address import MemberToken
from usher.people.models import Member

TERM = timedelta(days=14)
AGAINST = "a check of its sender failed, so it may not be from you."
OFF = "nobody checked who sent it, and the mailbox takes members' answers only with proof."
OLD = "nobody checked who sent it, and the notice that it answers is more than two weeks old."
SHARED = "nobody checked who sent it, and people outside know the address that it went to: you had them in copy before."


@dataclass(frozen=True, slots=True)
class Claim:
    """Who a mail says it is from. `is_proven`: it is; else `why` tells what is missing, if the address was theirs."""

    member: Member | None = None
    is_proven: bool = False
    why: str = ""


def claim_of(mail: IncomingMail, token: MemberToken | None, member_id: int | None, at: datetime) -> Claim:
    """Judge a mail from this member's address that came to that answer address, if to any."""
    is_their_address = token is not None and token.member_id == member_id
    passes_dmarc = mail.is_verified is True and mail.authentication.get("dmarc") == "pass"
    if member_id is None or not (is_their_address or passes_dmarc):
        return Claim()
    member = Member.objects.select_related("role").filter(pk=member_id).first()
    if member is None or mail.is_verified is True:
        return Claim(member, is_proven=member is not None)
    why = _what_is_missing(mail, token, at) if token else ""
    return Claim(member, is_proven=not why, why=why)


def note_shared(token: MemberToken, at: datetime) -> None:
    """The address of this token, and all made before, are known outside from now on."""
    SharedAddress.objects.update_or_create(ticket_id=token.ticket_id, member_id=token.member_id, defaults={"shared_at": at})


def _what_is_missing(mail: IncomingMail, token: MemberToken, at: datetime) -> str:
    if "fail" in (mail.authentication.get(name) for name in ("dmarc", "spf", "dkim")):
        return AGAINST
    if not mail.mailbox.believes_member_addresses:
        return OFF
    if at - token.made_at > TERM:
        return OLD
    shared = SharedAddress.objects.filter(ticket_id=token.ticket_id, member_id=token.member_id)
    return SHARED if shared.filter(shared_at__gte=token.made_at).exists() else ""
