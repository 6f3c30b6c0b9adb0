"""A member forwards a customer's mail to us: the customer becomes the requester (mail.md 4.6)."""

from datetime import datetime

from usher.base.text import one_line
from usher.channels.email.addresses import is_own
from usher.channels.email.arriving.content import NO_SUBJECT, NO_TEXT, SUBJECT_LENGTH, attached
from usher.mail.incoming.forwarded import Forwarded, read_forward
from usher.mail.incoming.handing import Outcome
from usher.mail.message import Address, ParsedMessage
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State
from usher.people.actions import contact_for
from usher.people.actors import SYSTEM, contact_actor, member_actor
from usher.people.models import Contact, Member
from usher.people.queries import member_addresses
from usher.tickets import actions as tickets

UNPROVEN = (
    "Looks like a mail of {customer} that {member} forwarded, but nothing proves who sent it: {member} is the requester. "
    "Change that if the forward is theirs."
)


def open_forwarded(
    mail: IncomingMail, message: ParsedMessage, member: Member, own: frozenset[str], at: datetime
) -> Outcome | None:
    """Open a ticket in the name of whoever wrote the forwarded mail; None when it is no forward of somebody outside.

    What the member wrote above it is a note. Nobody outside is told: the customer wrote to the member, not to us.
    """
    forwarded = _from_outside(message, own)
    if forwarded is None:
        return None
    mail.may_answer = False
    contact = contact_for(email=forwarded.sender.key, name=forwarded.sender.name, by=SYSTEM, at=at)
    ticket = tickets.open_ticket(
        subject=one_line(forwarded.subject, SUBJECT_LENGTH) or NO_SUBJECT, by=contact_actor(contact), at=at, source="email",
        requester=contact, written=_written(forwarded, at), mailbox=mail.mailbox, incoming=mail,
        email=forwarded.sender.address, asks=False,
    )  # fmt: skip
    if forwarded.comment.strip():
        said = tickets.Written(text=forwarded.comment.strip())
        tickets.note(ticket, said, by=member_actor(member), at=at, source="email", incoming=mail)
    return Outcome(State.APPLIED, _why(member, contact, ticket.code), ticket.pk)


def doubt_about_forward(mail: IncomingMail, message: ParsedMessage, sender: Address, own: frozenset[str]) -> str:
    """What members are told where a mail looks like a member's forward, and no check proves it; empty for every other."""
    if mail.is_verified is True or sender.key not in member_addresses():
        return ""
    forwarded = _from_outside(message, own)
    return UNPROVEN.format(customer=forwarded.sender.address, member=sender.address) if forwarded else ""


def _from_outside(message: ParsedMessage, own: frozenset[str]) -> Forwarded | None:
    forwarded = read_forward(message)
    if forwarded is None or is_own(forwarded.sender.address, own) or forwarded.sender.key in member_addresses():
        return None
    return forwarded


def _written(forwarded: Forwarded, at: datetime) -> tickets.Written:
    files = attached(forwarded.attachments, at)
    return tickets.Written(text=forwarded.text.strip() or ("" if files else NO_TEXT), files=files)


def _why(member: Member, contact: Contact, code: str) -> str:
    return f"{member.name} forwarded a mail of {contact.shown_name}; opened {code} in their name."
