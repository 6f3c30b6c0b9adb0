"""A mail becomes a ticket, or a message on one: called by the ledger, inside the transaction that settles its row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from usher.base.refusals import Refused
from usher.channels.email.addresses import participants_of
from usher.channels.email.arriving import reports, strangers
from usher.channels.email.arriving.automatic_mail import is_automatic
from usher.channels.email.arriving.content import subject_of, written_in
from usher.channels.email.arriving.finished import apply_to_finished
from usher.channels.email.arriving.flooding import refuse_flood
from usher.channels.email.arriving.forwarding import doubt_about_forward
from usher.channels.email.arriving.members import by_member
from usher.channels.email.arriving.placing import Place, is_there_already, place_for
from usher.channels.email.arriving.spam import labels_for
from usher.channels.email.arriving.traces import names_nothing
from usher.mail.incoming.authenticity import fails_dmarc
from usher.mail.incoming.classify import may_auto_answer
from usher.mail.incoming.handing import Outcome, Pair, receives, receives_together
from usher.mail.message import Address, Kind, ParsedMessage
from usher.mail.models import IncomingMail, OutgoingMail
from usher.mail.models.incoming import State
from usher.mail.outgoing.header_lines import can_be_written
from usher.mail.outgoing.suspending import note_arrival
from usher.mail.queries import mailbox_addresses
from usher.people.actions import contact_for, contacts_for
from usher.people.actors import SYSTEM, contact_actor
from usher.people.models import Contact
from usher.tickets import actions as tickets
from usher.tickets.models import Ticket

GIVEN = ("smtp", "lmtp")  # ways in that tell the envelope
NOT_JOINED = "In copy, but given no copies of answers: {people}. Nothing proves that {sender} wrote this; add them if so."
REPORTS = (Kind.BOUNCE, Kind.DELIVERY_DELAY, Kind.FEEDBACK)


class Unusable(Refused):
    """Nothing can be made of this mail; it is set aside and says why."""

    code = "mail_unusable"


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A mail opens a ticket: for whom, with what else, and which other one it nearly belonged to.

    Its requester, who is also its author, is found or made together with those of other mails.
    """

    sender: Address
    opening: tickets.Opening
    related: str

    def outcome(self, ticket: Ticket) -> Outcome:
        why = f" It may belong to {self.related}." if self.related else ""
        return Outcome(State.APPLIED, f"Opened {ticket.code}.{why}", ticket.pk)


@receives
def apply(mail: IncomingMail, message: ParsedMessage, at: datetime) -> Outcome:
    """Decide what the mail is and do it; returns what became of it and why."""
    return _done([_decide(mail, message, at)], at)[0]


@receives_together(when=names_nothing)
def apply_together(mails: Sequence[Pair], at: datetime) -> list[Outcome]:
    """The same for several mails that can only open tickets, which are opened together."""
    return _done([_decide(mail, message, at) for mail, message in mails], at)


def _done(decided: Sequence[Outcome | NewTicket], at: datetime) -> list[Outcome]:
    """Open the tickets that were decided upon, and tell what became of each mail."""
    new = [each for each in decided if isinstance(each, NewTicket)]
    if not new:
        return [each for each in decided if isinstance(each, Outcome)]
    names: dict[str, str] = {}
    for each in new:
        names[each.sender.key] = names.get(each.sender.key) or each.sender.name
    contacts = contacts_for(names, by=SYSTEM, at=at)
    for each in new:
        contact = contacts[each.sender.key]
        each.opening["requester"], each.opening["by"] = contact, contact_actor(contact)
    opened = iter(tickets.open_tickets([each.opening for each in new]))
    return [each if isinstance(each, Outcome) else each.outcome(next(opened)) for each in decided]


def _decide(mail: IncomingMail, message: ParsedMessage, at: datetime) -> Outcome | NewTicket:
    if message.kind in REPORTS and not mail.is_wanted:
        return reports.apply(mail, message, at)
    if not mail.is_wanted and _is_our_own(mail, message):
        return Outcome(State.IGNORED, "Usher itself sent this mail from this mailbox.")
    sender = _sender(mail, message)
    if mail.is_verified is not False:  # proven, or nobody here can tell: a forged mail lifts nothing
        note_arrival(sender.key)
    refuse_flood(mail, sender.key, at)
    if message.error and not (message.text or message.html or message.attachments):
        raise Unusable(f"This mail could not be read: {message.error}.")
    own = mailbox_addresses()
    mail.may_answer = _may_answer(mail, message, sender, own)
    if not mail.is_wanted and (outcome := by_member(mail, message, sender, own, at)):
        return outcome
    place = place_for(mail, message, sender, own)
    if place.ticket is None:
        return _open(mail, message, sender, own, place, at)
    if is_there_already(mail, place.ticket):
        return Outcome(State.IGNORED, f"The same message is on {place.ticket.code} already.", place.ticket.pk)
    return _answer(mail, message, sender, own, place, at)


def _may_answer(mail: IncomingMail, message: ParsedMessage, sender: Address, own: frozenset[str]) -> bool:
    """Whether a machine may answer: nobody's name is used, nothing marked it as spam, and somebody is there to read."""
    if mail.source in GIVEN and not mail.envelope_from.strip("<> "):  # who wants no answer at all (RFC 5321 §4.5.5)
        return False
    if mail.is_wanted or mail.is_partial or mail.is_old or mail.is_spam or fails_dmarc(mail):
        return False
    return may_auto_answer(message, own) is None and can_be_written(sender.address)


def _open(
    mail: IncomingMail, message: ParsedMessage, sender: Address, own: frozenset[str], place: Place, at: datetime
) -> Outcome | NewTicket:
    if not mail.is_wanted and strangers.must_wait(mail, sender):
        return strangers.set_aside(mail, sender)
    flags = [message.error or "", doubt_about_forward(mail, message, sender, own)]
    people = participants_of(message, own=own, known={sender.key})
    if people and fails_dmarc(mail):  # who writes in another's name says whom the answer shall go to as well
        flags.append(_left_out(people, sender))
        people = {}
    if place.related:
        flags.append(f"Possibly belongs to {place.related}, where {sender.address} has no part.")
    opening = tickets.Opening(
        subject=subject_of(message), by=SYSTEM, at=at, source="email",
        written=written_in(mail, message, at, is_answer=False), mailbox=mail.mailbox, incoming=mail, email=sender.address,
        participants=people, flag=" ".join(filter(None, flags)),
        labels=labels_for(mail, at), asks=False,
    )  # fmt: skip
    return NewTicket(sender, opening, place.related)


def _answer(
    mail: IncomingMail, message: ParsedMessage, sender: Address, own: frozenset[str], place: Place, at: datetime
) -> Outcome | NewTicket:
    ticket = place.ticket
    assert ticket is not None
    if ticket.is_closed:
        if mail.is_wanted or not place.is_trusted:
            return _open(mail, message, sender, own, Place(related=ticket.code), at)
        return apply_to_finished(mail, message, ticket, _contact(sender, at), is_automatic=is_automatic(message), at=at)
    contact = _contact(sender, at)
    new = _new_people(ticket, message, sender, own) if place.is_trusted and not is_automatic(message) else {}
    # A code in a subject can be guessed and a sender forged: that must not be enough to be sent all answers.
    joins = place.is_signed or mail.is_verified is True
    left_out = _left_out(new, sender) if not joins else ""
    tickets.receive(
        ticket, written_in(mail, message, at, is_answer=True), by=contact_actor(contact), at=at, source="email",
        email=sender.address, trusted=place.is_trusted, wakes=not is_automatic(message),
        flag=" ".join(filter(None, [place.flag, left_out, message.error or ""])), incoming=mail,
    )  # fmt: skip
    if new and joins:
        people = {**dict(ticket.participants.values_list("email", "name")), **new}
        tickets.set_participants(ticket, people=people, by=contact_actor(contact), at=at)
    how = "Added to" if place.is_trusted else "Added for members only to"
    what = "Automatic answer. " if is_automatic(message) else ""
    return Outcome(State.APPLIED, f"{what}{how} {ticket.code}: {place.why}.", ticket.pk)


def _left_out(people: Mapping[str, str], sender: Address) -> str:
    return NOT_JOINED.format(people=", ".join(people), sender=sender.address) if people else ""


def _new_people(ticket: Ticket, message: ParsedMessage, sender: Address, own: frozenset[str]) -> dict[str, str]:
    """Whom a trusted writer put into To or Cc, and who have no part yet: they get copies from now on."""
    present = ticket.participants.values_list("email", flat=True)
    requester = ticket.requester.addresses.values_list("email", flat=True) if ticket.requester else ()
    return participants_of(message, own=own, known={sender.key, *present, *requester})


def _sender(mail: IncomingMail, message: ParsedMessage) -> Address:
    sender = message.sender or Address("", mail.envelope_from.strip("<> "))
    local, _, domain = sender.address.rpartition("@")
    if not local or not domain or len(sender.address) > 320:
        raise Unusable("This mail names no sender, so it belongs to nobody and nobody could be answered.")
    return sender


def _contact(sender: Address, at: datetime) -> Contact:
    return contact_for(email=sender.key, name=sender.name, by=SYSTEM, at=at)


def _is_our_own(mail: IncomingMail, message: ParsedMessage) -> bool:
    """A copy of what left through this mailbox: a "Sent" folder, or a rule that copies everything to the inbox."""
    if not message.message_id or not message.message_id.endswith(mail.mailbox.address.rpartition("@")[2] + ">"):
        return False
    return bool(OutgoingMail.objects.filter(message_id=message.message_id, mailbox_id=mail.mailbox_id).exists())
