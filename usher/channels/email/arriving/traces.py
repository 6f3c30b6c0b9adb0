"""Marks in a mail that lead to a ticket, from the strongest to the weakest (RFC 5322 §3.6.4)."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from usher.channels.email.addresses import reached
from usher.mail.incoming.authenticity import fails_dmarc
from usher.mail.message import Kind, ParsedMessage
from usher.mail.models import IncomingMail, OutgoingMail
from usher.mail.models.incoming import State
from usher.mail.outgoing.identity import read_message_id, read_reply_address
from usher.mail.outgoing.member_address import MemberToken, read_member_address
from usher.mail.secrets import signing_key
from usher.tickets.models import Ticket
from usher.tickets.queries import goes_on_in

_CODE = re.compile(r"\[([A-Z][A-Z0-9]{1,9}-[1-9]\d{0,11})\]")
MOST_REFERENCES = 40
LONGEST_SUBJECT = 1000  # characters in which a code is looked for


@dataclass(frozen=True, slots=True)
class Trace:
    """A ticket, why it may be meant, and whether only we could have made the mark."""

    ticket: Ticket
    why: str
    is_signed: bool


def traces(mail: IncomingMail, message: ParsedMessage, mailboxes: Collection[str]) -> Iterator[Trace]:
    """Every living ticket that a mark leads to. What anybody can make counts only while DMARC does not fail."""
    key, named = signing_key(), references_of(message)
    ours = {each: ticket_id for each in named if (ticket_id := read_message_id(each, key=key))}
    moved = _moved(ours)
    for ticket_id in moved:
        if ticket := living(pk=ticket_id):
            yield Trace(ticket, "answers a mail of ours that was moved there", True)
    for ticket_id in _addressed(mail, message, mailboxes, key):
        if ticket := living(pk=ticket_id):
            yield Trace(ticket, "sent to a signed reply address", True)
    for ticket_id in dict.fromkeys(ours.values()):
        if ticket := living(pk=ticket_id):
            yield Trace(ticket, "answers a mail of ours", True)
    if fails_dmarc(mail):
        return
    for ticket_id in _threads(mail, named):
        if ticket := living(pk=ticket_id):
            yield Trace(ticket, "answers a mail of the conversation", False)
    for code in dict.fromkeys(_CODE.findall(message.subject[:LONGEST_SUBJECT].upper())):
        if ticket := living(code=code):
            yield Trace(ticket, "its subject names the ticket", False)


def names_nothing(mail: IncomingMail, message: ParsedMessage) -> bool:
    """Whether no mark in it can lead anywhere, whatever tickets there are: it opens one of its own, or none."""
    if message.kind is not Kind.MESSAGE or message.in_reply_to or message.references:
        return False
    named = _CODE.search(message.subject[:LONGEST_SUBJECT].upper())
    return not named and not any("+" in address for address in reached(mail, message))


def member_token(mail: IncomingMail, message: ParsedMessage, mailboxes: Collection[str]) -> MemberToken | None:
    """Whose answers to notices come to one of the addresses that the mail reached."""
    for address in reached(mail, message):
        if "+m." not in address.lower():
            continue
        key = signing_key()
        tokens = (read_member_address(address, mailbox=mailbox, key=key) for mailbox in mailboxes)
        if token := next(filter(None, tokens), None):
            return token
    return None


def references_of(message: ParsedMessage) -> list[str]:
    """What the mail answers, then its thread from the newest to the root."""
    replied = [message.in_reply_to] if message.in_reply_to else []
    return list(dict.fromkeys([*replied, *reversed(message.references)]))[:MOST_REFERENCES]


def living(**lookup: object) -> Ticket | None:
    """The ticket, or what it was merged into; none that lies in the bin."""
    found: Ticket | None = Ticket.objects.filter(**lookup).first()
    ticket = goes_on_in(found) if found else None
    return ticket if ticket and ticket.deleted_at is None else None


def _addressed(mail: IncomingMail, message: ParsedMessage, mailboxes: Collection[str], key: bytes) -> Iterator[int]:
    for address in reached(mail, message):
        for mailbox in mailboxes if "+" in address else ():
            if token := read_reply_address(address, mailbox=mailbox, key=key):
                yield token.ticket_id
    if token_of_member := member_token(mail, message, mailboxes):
        yield token_of_member.ticket_id


def _moved(ours: dict[str, int]) -> list[int]:
    """Where our mails went when their messages were split off or moved: their marks still name the old ticket."""
    if not ours:
        return []
    now = dict(OutgoingMail.objects.filter(message_id__in=list(ours)).values_list("message_id", "ticket_id"))
    places = [(now.get(each), at_first) for each, at_first in ours.items()]
    return list(dict.fromkeys(place for place, at_first in places if place and place != at_first))


def _threads(mail: IncomingMail, message_ids: list[str]) -> list[int]:
    """Tickets of stored mails with these Message-IDs, those of the same mailbox first, the newest first."""
    if not message_ids:
        return []
    rows = IncomingMail.objects.filter(message_id__in=message_ids, state=State.APPLIED).exclude(ticket_id=None)
    found = sorted(rows.values_list("mailbox_id", "id", "ticket_id"), key=lambda row: (row[0] != mail.mailbox_id, -row[1]))
    return list(dict.fromkeys(ticket_id for _, _, ticket_id in found if ticket_id))
