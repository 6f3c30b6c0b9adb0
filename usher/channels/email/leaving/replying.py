"""A member's reply becomes a mail to the people of the ticket."""

from datetime import datetime

from usher.channels.email.addresses import is_own
from usher.channels.email.leaving.letter import content_of_reply
from usher.channels.email.leaving.signature import house_of
from usher.mail.message import Address
from usher.mail.models import Mailbox, OutgoingMail
from usher.mail.outgoing.compose import compose
from usher.mail.outgoing.header_lines import can_be_written
from usher.mail.outgoing.identity import new_message_id, reply_address
from usher.mail.outgoing.outbox import Letter, is_queued, queue
from usher.mail.queries import mailbox_addresses, way_out
from usher.mail.secrets import signing_key
from usher.tickets.actions.locking import locked
from usher.tickets.models import Message, Ticket

INTERNAL = "Not mailed: the ticket became internal before it left."
NO_MAILBOX = "Not mailed: no mailbox is set up to send from."
NO_ADDRESS = "Not mailed to {addresses}: no mail can be sent to such an address."
MOST_REFERENCES = 30


def send_reply(message: Message, at: datetime) -> OutgoingMail | None:
    """Queue the mail of a public reply once; None when there is nobody to write to. Internal text never leaves."""
    _refuse_internal(message)
    ticket = locked(message.ticket)  # it cannot become internal while we write
    if is_queued("reply", message.pk):
        return None
    if ticket.is_internal:
        _flag(message, INTERNAL)
        return None
    people = _recipients(message, ticket)
    # One address that cannot be written must not keep the answer from the others.
    if unwritable := [each.address for each in people if not can_be_written(each.address)]:
        _flag(message, NO_ADDRESS.format(addresses=", ".join(unwritable)))
    writable = [each for each in people if each.address not in unwritable]
    if not writable:
        return None
    to, *cc = writable
    mailbox = mailbox_for(ticket)
    if mailbox is None:
        _flag(message, NO_MAILBOX)
        return None
    key = signing_key()
    message_id = new_message_id(ticket_id=ticket.pk, domain=mailbox.address.rpartition("@")[2], key=key)
    answered, references = _thread(message)
    # Some providers write their own Message-ID over ours; what stands in References comes back with the answer.
    references = references or [new_message_id(ticket_id=ticket.pk, domain=mailbox.address.rpartition("@")[2], key=key)]
    back = reply_address(mailbox=mailbox.address, ticket_id=ticket.pk, recipient=to.address, key=key)
    said = content_of_reply(message, mailbox)
    subject = said.subject
    content = compose(
        sender=Address(_sender_name(message, ticket, mailbox), mailbox.address), to=[to], cc=cc, subject=subject,
        text=said.text, html=said.html, attachments=said.attachments, inline_images=said.inline_images,
        message_id=message_id, date=message.created_at, in_reply_to=answered, references=references,
        reply_to=[Address(mailbox.name, back)] if mailbox.takes_details else (),
    )  # fmt: skip
    _refuse_internal(Message.objects.get(pk=message.pk))
    addresses = [each.address for each in writable]
    if message.unmailed:
        message.unmailed = ""
        message.save(update_fields=["unmailed"])
    letter = Letter("reply", message_id, subject, content, addresses, ticket_id=ticket.pk, message_key=message.pk)
    return queue(letter, mailbox=mailbox, at=at)


def _refuse_internal(message: Message) -> None:
    # Asked twice, before composing and before queueing: nothing that a member meant for members may ever leave.
    if not message.is_public or message.kind != "reply" or not message.notifies or message.author_kind == "contact":
        raise RuntimeError(f"message {message.pk} is not a reply to be mailed")


def _flag(message: Message, text: str) -> None:
    message.flag = message.flag or text
    message.save(update_fields=["flag"])


def _recipients(message: Message, ticket: Ticket) -> list[Address]:
    """Exactly whom the author chose, else the requester and the participants; never ourselves."""
    requester = ticket.requester
    people = {requester.email: requester.name} if requester and requester.email else {}
    for email, name in ticket.participants.order_by("id").values_list("email", "name"):
        people.setdefault(email, name)
    if message.sent_to:
        people = {address.strip().lower(): people.get(address.strip().lower(), "") for address in message.sent_to}
    own = mailbox_addresses()
    return [Address(name, email) for email, name in people.items() if email and not is_own(email, own)]


def mailbox_for(ticket: Ticket) -> Mailbox | None:
    """The mailbox that a reply leaves through: the ticket's own, else the first active one that can send."""
    return way_out(ticket.mailbox, Mailbox.objects.filter(is_active=True).order_by("id"))


def _sender_name(message: Message, ticket: Ticket, mailbox: Mailbox) -> str:
    house = house_of(ticket, mailbox)
    return f"{message.author_name} via {house}" if message.author_kind == "member" else house


def _thread(message: Message) -> tuple[str | None, list[str]]:
    """The Message-ID of the requester's last public mail, and all ids of the conversation so far, oldest first."""
    earlier = message.ticket.messages.filter(id__lt=message.pk, is_public=True)
    mails = earlier.exclude(incoming=None).exclude(incoming__message_id="").exclude(author_kind="member").order_by("-id")
    incoming = list(mails.values_list("created_at", "incoming__message_id", "author_contact")[:MOST_REFERENCES])
    came = [(at, message_id) for at, message_id, _ in incoming]
    of_requester = [message_id for _, message_id, author in incoming if author == message.ticket.requester_id]
    sent = OutgoingMail.objects.filter(ticket_id=message.ticket_id, purpose="reply", message_key__in=earlier.values("pk"))
    left = list(sent.order_by("-id").values_list("created_at", "message_id")[:MOST_REFERENCES])
    references = [message_id for _, message_id in sorted([*came, *left])]
    answered = (of_requester or [message_id for _, message_id in came] or [None])[0]
    if answered in references:  # by custom the last one is what is answered
        references.remove(answered)
        references.append(answered)
    return answered, references
