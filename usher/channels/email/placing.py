"""On which ticket a mail belongs, and how far its sender is trusted there (RFC 5322 §3.6.4).

A mark that only we can make leads to its ticket. It proves that the sender knows the conversation, not who they are:
whoever has no part in the ticket writes there for members' eyes only. What anybody can make (a subject, the
Message-ID of a customer's mail) leads to a ticket for its own people alone.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from usher.channels.email.addresses import reached
from usher.mail.incoming.classify.answerable import without_detail
from usher.mail.message import Address, ParsedMessage
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State
from usher.mail.outgoing.identity import read_message_id, read_reply_address
from usher.mail.secrets import signing_key
from usher.people.models import ContactAddress, Member
from usher.tickets.models import Ticket
from usher.tickets.queries import goes_on_in

_CODE = re.compile(r"\[([A-Z][A-Z0-9]{1,9}-[1-9]\d{0,11})\]")
MOST_REFERENCES = 40
LONGEST_SUBJECT = 1000  # characters in which a code is looked for


@dataclass(frozen=True, slots=True)
class Place:
    """The ticket a mail belongs on and `why`; without a ticket it opens one, and `related` may name a near miss."""

    ticket: Ticket | None = None
    why: str = ""
    is_trusted: bool = True
    flag: str = ""
    related: str = ""


def place_for(mail: IncomingMail, message: ParsedMessage, sender: Address, own: Collection[str]) -> Place:
    """Find the ticket by our signed addresses, our Message-IDs, the thread's own Message-IDs, then the subject.

    `own` are the addresses of our mailboxes.
    """
    near_miss = ""
    for ticket, why, is_signed in _traces(mail, message, own):
        if _has_part(sender.key, ticket):
            return Place(ticket, f"{why}; {sender.address} has a part in {ticket.code}")
        if is_signed:
            flag = _flag(sender)
            return Place(ticket, f"{why}, but {sender.address} has no part in {ticket.code}", is_trusted=False, flag=flag)
        near_miss = near_miss or ticket.code
    return Place(related=near_miss)


def _traces(mail: IncomingMail, message: ParsedMessage, mailboxes: Collection[str]) -> Iterator[tuple[Ticket, str, bool]]:
    """Candidates from the strongest trace to the weakest: ticket, why, whether only we could have made the trace."""
    key = signing_key()
    for address in reached(mail, message):
        for mailbox in mailboxes:
            token = read_reply_address(address, mailbox=mailbox, key=key) if "+" in address else None
            if token and (ticket := _living(pk=token.ticket_id)):
                yield ticket, "sent to a signed reply address", True
    named = _references(message)
    for message_id in named:
        ticket_id = read_message_id(message_id, key=key)
        if ticket_id and (ticket := _living(pk=ticket_id)):
            yield ticket, "answers a mail of ours", True
    if fails_dmarc(message):  # what follows can be made by anybody, so the sender's name must not be in doubt
        return
    for ticket_id in _threads(mail, named):
        if ticket := _living(pk=ticket_id):
            yield ticket, "answers a mail of the conversation", False
    for code in dict.fromkeys(_CODE.findall(message.subject[:LONGEST_SUBJECT].upper())):
        if ticket := _living(code=code):
            yield ticket, "its subject names the ticket", False


def _references(message: ParsedMessage) -> list[str]:
    replied = [message.in_reply_to] if message.in_reply_to else []
    return list(dict.fromkeys([*replied, *reversed(message.references)]))[:MOST_REFERENCES]


def _threads(mail: IncomingMail, message_ids: list[str]) -> list[int]:
    """Tickets of stored mails with these Message-IDs, those of the same mailbox first, the newest first."""
    if not message_ids:
        return []
    rows = IncomingMail.objects.filter(message_id__in=message_ids, state=State.APPLIED).exclude(ticket_id=None)
    found = sorted(rows.values_list("mailbox_id", "id", "ticket_id"), key=lambda row: (row[0] != mail.mailbox_id, -row[1]))
    return list(dict.fromkeys(ticket_id for _, _, ticket_id in found if ticket_id))


def _living(**lookup: object) -> Ticket | None:
    """The ticket, or what it was merged into; none that lies in the bin."""
    found: Ticket | None = Ticket.objects.filter(**lookup).first()
    ticket = goes_on_in(found) if found else None
    return ticket if ticket and ticket.deleted_at is None else None


def _has_part(address: str, ticket: Ticket) -> bool:
    contact_id = ContactAddress.objects.filter(email=address).values_list("contact_id", flat=True).first()
    if contact_id and contact_id == ticket.requester_id:
        return True
    if ticket.participants.filter(email=address).exists():
        return True
    return contact_id is not None and bool(ticket.participants.filter(contact_id=contact_id).exists())


def _flag(sender: Address) -> str:
    if Member.objects.filter(email__in={sender.key, without_detail(sender.key)}).exists():
        return f"From a member's address ({sender.address}), which a mail alone does not prove. Only members see it."
    return f"Unknown sender: {sender.address} has no part in this ticket. Only members see it."


def fails_dmarc(message: ParsedMessage) -> bool:
    """What the nearest server says (RFC 8601 §5): believed only where it says "fail", for anybody can write "pass"."""
    results = message.header("authentication-results") or ""
    return re.search(r"\bdmarc\s*=\s*fail\b", results, re.IGNORECASE) is not None
