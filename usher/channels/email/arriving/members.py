"""A member who answers a notice, forwards a customer's mail, or writes to the customer with us in copy.

What proves that it is theirs stands in `proving.py`. Anybody else who uses a member's address or name writes for members
only, as everybody does who merely knows a ticket's marks (`placing.py`).
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.channels.email.addresses import is_own, others_in
from usher.channels.email.arriving.automatic_mail import is_automatic
from usher.channels.email.arriving.forwarding import open_forwarded
from usher.channels.email.arriving.placing import has_part_in, is_there_already
from usher.channels.email.arriving.proving import claim_of, note_shared
from usher.channels.email.arriving.sent_directly import note_sent, open_sent
from usher.channels.email.arriving.speaking import ToWhom, keep_unsent, speak
from usher.channels.email.arriving.traces import living, member_token, traces
from usher.channels.email.telling.telling_members import tell_refusal
from usher.mail.incoming.handing import Outcome
from usher.mail.message import Address, ParsedMessage
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State
from usher.mail.outgoing.member_address import MemberToken
from usher.people.models import Member
from usher.people.queries import member_addresses
from usher.tickets.models import Ticket


def by_member(
    mail: IncomingMail, message: ParsedMessage, sender: Address, own: frozenset[str], at: datetime
) -> Outcome | None:
    """Do what a member's mail says; None when it is no member's, or is to be treated like anybody's."""
    token, member_id = member_token(mail, message, own), member_addresses().get(sender.key)
    if token is None and member_id is None:
        return None
    claim = claim_of(mail, token, member_id, at)
    member = claim.member if claim.is_proven else None
    ticket = _ticket(mail, message, own, token)
    if ticket is None:
        return _without_ticket(mail, message, member, own, at)
    if token is None and has_part_in(ticket, sender.key):
        return None  # they asked themselves, or are in copy
    if is_automatic(message):
        return Outcome(State.IGNORED, "An automatic answer to what a member was sent; nobody outside gets it.", ticket.pk)
    if is_there_already(mail, ticket):
        return Outcome(State.IGNORED, f"The same message is on {ticket.code} already.", ticket.pk)
    if member is None:
        if claim.member and claim.member.is_active and not has_part_in(ticket, sender.key):
            tell_refusal(mail, ticket, claim.member, claim.why, at)
        return None
    others = _outside(message, sender, own)
    if others and token:
        note_shared(token, at)
    if others and token is None:
        return _or_kept(mail, message, member, ticket, at, lambda: note_sent(mail, message, ticket, member, others, at))
    among = token is None and _is_to_members(message, sender, own)
    to_whom = ToWhom(among_members=among, have_it=frozenset(others))
    return _or_kept(mail, message, member, ticket, at, lambda: speak(mail, message, ticket, member, to_whom, at))


def _without_ticket(
    mail: IncomingMail, message: ParsedMessage, member: Member | None, own: frozenset[str], at: datetime
) -> Outcome | None:
    """A forwarded mail, or one that went to the customer directly; everything else is the member's own request."""
    if member is None or not member.is_active or is_automatic(message) or message.sender is None:
        return None
    if "create" not in member.role.granted:
        return None
    if outcome := open_forwarded(mail, message, member, own, at):
        return outcome
    others = _outside(message, message.sender, own)
    to = next((each for each in message.to if each.key in others), None)
    if to is None or any(is_own(each.address, own) for each in message.to):
        return None
    return open_sent(mail, message, member, to, others, at)


def _or_kept(
    mail: IncomingMail, message: ParsedMessage, member: Member, ticket: Ticket, at: datetime, deed: Callable[[], Outcome]
) -> Outcome:
    """What is refused is undone, kept for members, and told to who wrote it: nothing is dropped."""
    try:
        with transaction.atomic():
            return deed()
    except Refused as refusal:
        return keep_unsent(mail, message, member, ticket, refusal, at)


def _ticket(mail: IncomingMail, message: ParsedMessage, own: frozenset[str], token: MemberToken | None) -> Ticket | None:
    if token:
        return living(pk=token.ticket_id)
    trace = next(traces(mail, message, own), None)
    return trace.ticket if trace else None


def _outside(message: ParsedMessage, sender: Address, own: frozenset[str]) -> dict[str, str]:
    """Those in To and Cc who are neither we nor members."""
    return others_in(message, own=own, known={sender.key, *member_addresses()})


def _is_to_members(message: ParsedMessage, sender: Address, own: frozenset[str]) -> bool:
    """Whether colleagues are written to, with us in copy: that is a talk among members, and no customer's to read."""
    colleagues = member_addresses().keys() - {sender.key}
    return any(each.key in colleagues and not is_own(each.address, own) for each in (*message.to, *message.cc))
