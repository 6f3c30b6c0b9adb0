"""Mails to one member about a ticket: marked as automatic, answered at an address that is theirs alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from usher.base.html import text_to_html
from usher.base.text import one_line
from usher.channels.email.addresses import is_own
from usher.channels.email.leaving.replying import mailbox_for
from usher.channels.email.leaving.signature import house_of
from usher.channels.email.telling.member_words import language_of, said
from usher.mail.marker import marker
from usher.mail.message import Address
from usher.mail.models import IncomingMail, OutgoingMail
from usher.mail.outgoing.compose import Auto, compose
from usher.mail.outgoing.header_lines import can_be_written
from usher.mail.outgoing.identity import new_message_id
from usher.mail.outgoing.member_address import member_address
from usher.mail.outgoing.outbox import Letter, is_queued, queue
from usher.mail.outgoing.page import as_page
from usher.mail.queries import mailbox_addresses
from usher.mail.secrets import signing_key
from usher.organizations.queries import current
from usher.people.models import Member
from usher.tickets.models import Ticket

MOST = 30  # mails of one kind to one member in an hour; what is beyond stands in their lists anyway
WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ToMember:
    """What a member is told; `key` makes sure that it is told once."""

    purpose: str
    member: Member
    ticket: Ticket
    subject: str
    text: str
    key: int
    auto: Auto = "auto-generated"
    answers: str = ""  # Message-ID


def tell(told: ToMember, at: datetime) -> OutgoingMail | None:
    """Queue the mail once; None where there is no way to write to them, or they got too many in the last hour.

    It begins with the line above which answers are written: whatever an answer quotes of it, no customer reads.
    """
    ticket, member = told.ticket, told.member
    mailbox, own = mailbox_for(ticket), mailbox_addresses()
    purpose = f"{told.purpose}-{member.pk}"
    if mailbox is None or is_queued(purpose, told.key) or is_own(member.email, own) or not can_be_written(member.email):
        return None
    if OutgoingMail.objects.filter(purpose=purpose, created_at__gt=at - WINDOW).count() >= MOST:
        return None
    key = signing_key()
    message_id = new_message_id(ticket_id=ticket.pk, domain=mailbox.address.rpartition("@")[2], key=key)
    back = member_address(mailbox=mailbox.address, ticket_id=ticket.pk, member_id=member.pk, at=at, key=key)
    subject = f"{one_line(told.subject, 300)} [{ticket.code}]"
    text = f"{marker(language_of(member))}\n\n{told.text}"
    content = compose(
        sender=Address(house_of(ticket, mailbox), mailbox.address), to=[Address(member.name, member.email)], subject=subject,
        text=text, html=as_page(text_to_html(text), language=language_of(member)), message_id=message_id, date=at,
        auto=told.auto,
        reply_to=[Address("", back)] if mailbox.takes_details else (), in_reply_to=told.answers or None,
    )  # fmt: skip
    letter = Letter(purpose, message_id, subject, content, [member.email], ticket_id=ticket.pk, message_key=told.key)
    return queue(letter, mailbox=mailbox, at=at)


def tell_refusal(mail: IncomingMail, ticket: Ticket, member: Member, why: str, at: datetime) -> bool:
    """Tell a member that their mail went no further, unless no machine may answer it; returns whether they are told."""
    if not mail.may_answer:
        return False
    text = said(member, "refused", name=member.name, code=ticket.code, why=why, link=link_to(ticket))
    sent = tell(
        ToMember(
            "refusal", member, ticket, said(member, "refused_subject"), text, key=mail.pk, auto="auto-replied",
            answers=mail.message_id if len(mail.message_id) <= 250 else "",
        ),
        at,
    )  # fmt: skip
    return sent is not None


def link_to(ticket: Ticket) -> str:
    """Where members find the ticket."""
    return f"{settings.USHER_URL.rstrip('/')}/{current().slug}/tickets/{ticket.number}"
