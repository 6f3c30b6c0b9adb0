"""A member wrote to the customer from their own mail program, with us in copy: it is told, and not sent again."""

from collections.abc import Mapping
from datetime import datetime

from usher.channels.email.arriving.content import subject_of, written_in
from usher.mail.incoming.handing import Outcome
from usher.mail.message import Address, ParsedMessage
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State
from usher.people.actions import contact_for
from usher.people.actors import SYSTEM, member_actor
from usher.people.models import Member
from usher.tickets import actions as tickets
from usher.tickets.access import get_ticket
from usher.tickets.models import Ticket


def note_sent(
    mail: IncomingMail, message: ParsedMessage, ticket: Ticket, member: Member, people: Mapping[str, str], at: datetime
) -> Outcome:
    """Add the mail as the member's reply to `people`, who have it already; refuses who may not reply there."""
    by = member_actor(member)
    row = get_ticket(by, to="reply", pk=ticket.pk)
    written = written_in(mail, message, at, is_answer=True)
    tickets.reply(row, written, by=by, at=at, source="email", notifies=False, sent_to=list(people), incoming=mail)
    return Outcome(State.APPLIED, f"{member.name} wrote to {', '.join(people)} directly; added to {row.code}.", row.pk)


def open_sent(
    mail: IncomingMail, message: ParsedMessage, member: Member, to: Address, people: Mapping[str, str], at: datetime
) -> Outcome:
    """Open a ticket of the one written to, with the mail as the member's reply; the others get copies from now on."""
    mail.may_answer = False
    requester = contact_for(email=to.key, name=to.name, by=SYSTEM, at=at)
    ticket = tickets.open_ticket(
        subject=subject_of(message), by=member_actor(member), at=at, source="email", requester=requester,
        written=written_in(mail, message, at, is_answer=False), mailbox=mail.mailbox, incoming=mail, notifies=False,
        participants={email: name for email, name in people.items() if email != to.key}, asks=False,
    )  # fmt: skip
    return Outcome(State.APPLIED, f"{member.name} wrote to {to.address} directly; opened {ticket.code}.", ticket.pk)
