"""Mails that nobody wrote: the acknowledgement of a new ticket, and the answer to mail on a closed one.

They hold nothing that the sender chose (no name, no subject, no text): otherwise anybody could have us mail anything
to anybody. They are marked as RFC 3834 §5 asks, so no machine answers them.
"""

from datetime import datetime

from usher.channels.email.caps import may_answer_now
from usher.mail.message import Address, ParsedMessage
from usher.mail.models import IncomingMail
from usher.mail.outgoing.compose import compose
from usher.mail.outgoing.identity import new_message_id, reply_address
from usher.mail.outgoing.outbox import Letter, is_queued, queue
from usher.mail.secrets import signing_key
from usher.organizations.queries import current
from usher.people.models import Contact
from usher.tickets.models import Message, Ticket

LONGEST_REFERENCE = 250  # octets of a Message-ID that a stranger chose

RECEIVED = """Hello,

we have received your message. It has the number {code}.

To add something, answer this mail.

{organization}
"""
CLOSED = """Hello,

your message belongs to {code}, which is closed, so it was not added there.

To open a new request, write a new mail to {address}.

{organization}
"""


def acknowledge(message: Message, at: datetime) -> None:
    """Tell the requester once that their mail became a ticket; why not, if not, is added to the ledger's row."""
    mail, ticket, organization = message.incoming, message.ticket, current()
    if mail is None or message.author_contact is None or not organization.acknowledges:
        return
    if is_queued("acknowledgement", message.pk) or not mail.may_answer:
        return
    refusal = (
        "The ticket is internal, so nobody outside hears of it."
        if ticket.is_internal
        else may_answer_now(mail, message.author_contact.email, at, opened=message)
    )
    if refusal:
        mail.reason = f"{mail.reason} Not acknowledged: {refusal}"
        mail.save(update_fields=["reason"])
        return
    text = RECEIVED.format(code=ticket.code, organization=organization.name)
    _send(
        "acknowledgement", mail, ticket, message.author_email or message.author_contact.email, text,
        subject="We have received your message", message_key=message.pk, at=at,
    )  # fmt: skip


def answer_closed(mail: IncomingMail, message: ParsedMessage, ticket: Ticket, contact: Contact, at: datetime) -> str:
    """Answer how to open a new ticket, and return a sentence on whether that was done."""
    if not mail.may_answer or not message.sender:
        return "The sender was not told, for no machine may answer this mail."
    refusal = may_answer_now(mail, contact.email, at)
    if refusal:
        return f"The sender was not told: {refusal}"
    text = CLOSED.format(code=ticket.code, address=mail.mailbox.address, organization=current().name)
    _send("closed", mail, ticket, message.sender.address, text, subject="Your message was not added", at=at)
    return "The sender was told how to open a new one."


def _send(
    purpose: str, mail: IncomingMail, ticket: Ticket, recipient: str, text: str, *, subject: str, at: datetime,
    message_key: int | None = None,
) -> None:  # fmt: skip
    mailbox = mail.mailbox
    key, domain = signing_key(), mailbox.address.rpartition("@")[2]
    message_id = new_message_id(ticket_id=ticket.pk, domain=domain, key=key)
    subject = f"{subject} [{ticket.code}]"
    takes_answers = mailbox.takes_details and not ticket.is_closed
    back = reply_address(mailbox=mailbox.address, ticket_id=ticket.pk, recipient=recipient, key=key)
    known = [mail.message_id] if 0 < len(mail.message_id) <= LONGEST_REFERENCE else []
    content = compose(
        sender=Address(mailbox.name or current().name, mailbox.address), to=[Address("", recipient)], subject=subject,
        text=text, message_id=message_id, date=at, auto="auto-replied", references=known,
        reply_to=[Address("", back)] if takes_answers else (), in_reply_to=known[0] if known else None,
    )  # fmt: skip
    letter = Letter(purpose, message_id, subject, content, [recipient], ticket_id=ticket.pk, message_key=message_key)
    queue(letter, mailbox=mailbox, at=at)
