"""One mail that nobody wrote: its words filled, marked as automatic (RFC 3834 §5), put into the outbox.

What a stranger chose (name, subject, text) is never repeated to an address that is not proven to be theirs: otherwise
anybody could have us mail anything to anybody (field failure L07). Whatever the words say, those gaps stay neutral.
"""

from dataclasses import dataclass, field
from datetime import datetime

from usher.base.html import text_to_html
from usher.channels.email.leaving.letter import language_of
from usher.channels.email.leaving.signature import house_of
from usher.channels.email.telling.unsubscribing import unsubscribe_headers
from usher.mail.message import Address
from usher.mail.models import Mailbox, OutgoingMail
from usher.mail.outgoing.compose import Auto, compose
from usher.mail.outgoing.identity import new_message_id, reply_address
from usher.mail.outgoing.outbox import Letter, queue
from usher.mail.outgoing.page import as_page
from usher.mail.secrets import signing_key
from usher.mail.wording.finding import Words, spoken, words_for
from usher.mail.wording.shipped import NEUTRAL_SUBJECT
from usher.organizations.queries import current
from usher.people.models import Contact
from usher.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a mail leaves by itself. `kind` chooses the words, `purpose` and `key` make sure that it leaves once."""

    kind: str
    purpose: str
    ticket: Ticket
    mailbox: Mailbox
    recipient: str
    is_proven: bool  # the recipient themselves wrote what is on the ticket, or a member did
    key: int | None = None
    contact: Contact | None = None  # who reads it, for the language; None: the organization's own people
    answers: str = ""  # Message-ID
    auto: Auto = "auto-generated"
    more: dict[str, str] = field(default_factory=dict)  # further values


def send_worded(occasion: Occasion, at: datetime, *, send_at: datetime | None = None) -> OutgoingMail:
    """Write the mail and queue it; whether it may go was asked before."""
    ticket, mailbox, recipient = occasion.ticket, occasion.mailbox, occasion.recipient
    key = signing_key()
    message_id = new_message_id(ticket_id=ticket.pk, domain=mailbox.address.rpartition("@")[2], key=key)
    words = _words(occasion)
    subject = words.subject if ticket.code in words.subject else f"{words.subject} [{ticket.code}]"
    back = reply_address(mailbox=mailbox.address, ticket_id=ticket.pk, recipient=recipient, key=key)
    takes_answers = mailbox.takes_details and not ticket.is_closed
    known = [occasion.answers] if occasion.answers else []
    content = compose(
        sender=Address(mailbox.name or current().name, mailbox.address), to=[Address("", recipient)], subject=subject,
        text=words.text, html=as_page(text_to_html(words.text), language=words.language), message_id=message_id, date=at,
        auto=occasion.auto, in_reply_to=known[0] if known else None, references=known,
        reply_to=[Address("", back)] if takes_answers else (),
        # The team's own address has nothing to leave, and an answer is not sent unasked.
        extra_headers=unsubscribe_headers(recipient) if occasion.contact and occasion.auto == "auto-generated" else None,
    )  # fmt: skip
    letter = Letter(
        occasion.purpose, message_id, subject, content, [recipient], ticket_id=ticket.pk, message_key=occasion.key
    )
    return queue(letter, mailbox=mailbox, at=at, send_at=send_at)


def _words(occasion: Occasion) -> Words:
    language = language_of(occasion.contact)
    default = current().language
    words = words_for(occasion.kind, mailbox_id=occasion.mailbox.pk, language=language, default=default)
    return words.filled(values_of(occasion.ticket, occasion.mailbox, words.language, occasion.is_proven) | occasion.more)


def values_of(ticket: Ticket, mailbox: Mailbox, language: str, is_proven: bool) -> dict[str, str]:
    """What the placeholders of every kind stand for on this ticket."""
    return {
        "ticket.code": ticket.code,
        "ticket.subject": ticket.subject if is_proven else NEUTRAL_SUBJECT[spoken(language)],
        "requester.name": ticket.requester.name if is_proven and ticket.requester else "",
        "team.name": house_of(ticket, mailbox),
        "organization.name": current().name,
        "mailbox.name": mailbox.name or current().name,
        "mailbox.address": mailbox.address,
    }
