"""Answers that nobody wrote: the acknowledgement of a new ticket, and the answer to mail on a closed one."""

from datetime import datetime

from usher.channels.email.telling.caps import may_answer_now
from usher.channels.email.telling.worded import Occasion, send_worded
from usher.mail.message import ParsedMessage
from usher.mail.models import IncomingMail
from usher.mail.outgoing.outbox import is_queued
from usher.organizations.queries import current
from usher.people.models import Contact
from usher.tickets.models import Message, Ticket


def acknowledge(message: Message, at: datetime) -> None:
    """Tell the requester once that their mail became a ticket; why not, if not, is added to the ledger's row."""
    mail, ticket, contact = message.incoming, message.ticket, message.author_contact
    if mail is None or contact is None or not current().acknowledges:
        return
    if is_queued("acknowledgement", message.pk) or not mail.may_answer:
        return
    refusal = (
        "The ticket is internal, so nobody outside hears of it."
        if ticket.is_internal
        else may_answer_now(mail, contact.email, at, opened=message)
    )
    if refusal:
        mail.reason = f"{mail.reason} Not acknowledged: {refusal}"
        mail.save(update_fields=["reason"])
        return
    send_worded(
        Occasion(
            "acknowledgement", "acknowledgement", ticket, mail.mailbox, message.author_email or contact.email,
            mail.is_verified is True, key=message.pk, contact=contact, answers=mail.message_id, auto="auto-replied",
        ),
        at,
    )  # fmt: skip


def answer_closed(mail: IncomingMail, message: ParsedMessage, ticket: Ticket, contact: Contact, at: datetime) -> str:
    """Answer how to open a new ticket, and return a sentence on whether that was done."""
    if not mail.may_answer or not message.sender:
        return "The sender was not told, for no machine may answer this mail."
    refusal = may_answer_now(mail, contact.email, at, ticket=ticket)
    if refusal:
        return f"The sender was not told: {refusal}"
    send_worded(
        Occasion(
            "closed_mail", "closed", ticket, mail.mailbox, message.sender.address, mail.is_verified is True,
            contact=contact, answers=mail.message_id, auto="auto-replied",
        ),
        at,
    )  # fmt: skip
    return "The sender was told how to open a new one."
