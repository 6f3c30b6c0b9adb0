"""On which ticket a mail belongs, and how far its sender is trusted there.

A mark that only we can make leads to its ticket. It proves that the sender knows the conversation, not who they are:
whoever has no part in the ticket writes there for members' eyes only, and so does who has one but whose domain disowns
the mail. What anybody can make (a subject, the Message-ID of a customer's mail) leads to a ticket for its own people
alone.
"""

from collections.abc import Collection
from dataclasses import dataclass

from usher.channels.email.arriving.traces import traces
from usher.mail.incoming.authenticity import fails_dmarc
from usher.mail.incoming.classify.answerable import without_detail
from usher.mail.message import Address, ParsedMessage
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State
from usher.people.models import ContactAddress
from usher.people.queries import member_addresses
from usher.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Place:
    """The ticket a mail belongs on and `why`; without a ticket it opens one, and `related` may name a near miss.

    `is_signed`: a mark led there that nobody makes who does not know the conversation.
    """

    ticket: Ticket | None = None
    why: str = ""
    is_trusted: bool = True
    is_signed: bool = False
    flag: str = ""
    related: str = ""


def place_for(mail: IncomingMail, message: ParsedMessage, sender: Address, own: Collection[str]) -> Place:
    """Find the ticket by our signed addresses, our Message-IDs, the thread's own Message-IDs, then the subject.

    `own` are the addresses of our mailboxes.
    """
    near_miss = ""
    for trace in traces(mail, message, own):
        ticket, has_part = trace.ticket, has_part_in(trace.ticket, sender.key)
        if has_part and not fails_dmarc(mail):
            return Place(ticket, f"{trace.why}; {sender.address} has a part in {ticket.code}", is_signed=trace.is_signed)
        if trace.is_signed:
            but = "its domain disowns the mail (DMARC)" if has_part else f"{sender.address} has no part in {ticket.code}"
            return Place(ticket, f"{trace.why}, but {but}", is_trusted=False, flag=_flag(sender, has_part=has_part))
        near_miss = near_miss or ticket.code
    return Place(related=near_miss)


def has_part_in(ticket: Ticket, address: str) -> bool:
    """Whether the address (in lower case) is the requester's or a participant's."""
    contact_id = ContactAddress.objects.filter(email=address).values_list("contact_id", flat=True).first()
    if contact_id and contact_id == ticket.requester_id:
        return True
    if ticket.participants.filter(email=address).exists():
        return True
    return contact_id is not None and bool(ticket.participants.filter(contact_id=contact_id).exists())


def is_there_already(mail: IncomingMail, ticket: Ticket) -> bool:
    """Whether the same mail came to another of our mailboxes, or to the same one under another envelope."""
    same = IncomingMail.objects.filter(fingerprint=mail.fingerprint, ticket_id=ticket.pk, state=State.APPLIED)
    return bool(same.exclude(pk=mail.pk).exists())


def _flag(sender: Address, *, has_part: bool) -> str:
    if has_part:
        return f"Perhaps not from {sender.address}: their domain disowns this mail (DMARC failed). Only members see it."
    if member_addresses().keys() & {sender.key, without_detail(sender.key)}:
        return f"From a member's address ({sender.address}), which a mail alone does not prove. Only members see it."
    return f"Unknown sender: {sender.address} has no part in this ticket. Only members see it."
