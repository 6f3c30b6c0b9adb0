"""A mail on a closed ticket: a follow-up, or an answer that says how to open a new one (product.md section 2)."""

from datetime import datetime

from usher.channels.email.arriving.content import written_in
from usher.channels.email.telling.automatic import answer_closed
from usher.mail.incoming.handing import Outcome
from usher.mail.message import ParsedMessage
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State
from usher.organizations.models.organization import ClosedMail
from usher.organizations.queries import current
from usher.people.actors import contact_actor
from usher.people.models import Contact
from usher.tickets import actions as tickets
from usher.tickets.lifecycles import flow_of
from usher.tickets.models import Ticket


def apply_to_finished(
    mail: IncomingMail, message: ParsedMessage, closed: Ticket, contact: Contact, *, is_automatic: bool, at: datetime
) -> Outcome:
    """Do with a trusted sender's mail what the organization chose; automatic mail wakes nothing."""
    if is_automatic:
        return Outcome(State.IGNORED, f"An automatic answer to {closed.code}, which is closed.", closed.pk)
    # Of an internal ticket nobody outside is told anything: what they write on it is put before members instead.
    if (flow_of(closed).closed_mail or current().closed_mail) == ClosedMail.REFUSE and not closed.is_internal:
        said = answer_closed(mail, message, closed, contact, at)
        return Outcome(State.IGNORED, f"{closed.code} is closed; the mail is kept here. {said}", closed.pk)
    written = written_in(mail, message, at, is_answer=True)
    by, email = contact_actor(contact), message.sender.address if message.sender else contact.email
    open_one = tickets.successor_of(closed)
    if open_one:
        tickets.receive(open_one, written, by=by, at=at, source="email", email=email, incoming=mail)
        return Outcome(State.APPLIED, f"{closed.code} is closed; added to its follow-up {open_one.code}.", open_one.pk)
    ticket = tickets.open_follow_up(closed, written, by=by, at=at, source="email", email=email, incoming=mail)
    return Outcome(State.APPLIED, f"{closed.code} is closed; opened {ticket.code} as its follow-up.", ticket.pk)
