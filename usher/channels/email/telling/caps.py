"""The last brakes against loops and against being used to mail strangers (RFC 3834 §2, RFC 5230 §4.2).

Senders leave out headers, so what a mail says about itself is never the only brake. A limit that is reached stops
automatic mail there for a while; the ticket and the list under Mail say so, and a member can resume it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models.functions import Left

from usher.base.tenancy import current_id
from usher.channels.email.telling.machines import acknowledges_us, bare
from usher.events.models import Event
from usher.mail.actions.lifting import LIFTED
from usher.mail.models import IncomingMail, OutgoingMail
from usher.mail.models.suspension import EVERYBODY
from usher.mail.outgoing.suspending import quieten, why_quiet
from usher.tickets.models import Message, Ticket

log = logging.getLogger(__name__)

AUTOMATIC = ("acknowledgement", "closed")  # answers to mails
TO_CUSTOMERS = ("opened", "resolved", "closure")  # notices
PER_SENDER = 5  # automatic mails to one address in an hour
PER_DAY = 20  # and in a day: a relay may be slow
IN_ALL = 300  # automatic mails of one organization in an hour
WINDOW = timedelta(hours=1)
QUIET_FOR = timedelta(days=1)  # after one address got too many
AGAIN = timedelta(days=7)  # in which nobody is told the same twice (RFC 5230 §4.2)
AT_ONCE = timedelta(minutes=2)  # after an automatic mail of ours only machines write that fast
MOST_COMPARED = 20  # mails of one sender
LONGEST_TEXT = 10_000  # characters of each


@dataclass(frozen=True, slots=True)
class _Sent:
    """An automatic mail that left lately."""

    purpose: str
    ticket_id: int | None
    subject: str
    at: datetime


def may_answer_now(
    mail: IncomingMail, address: str, at: datetime, *, opened: Message | None = None, ticket: Ticket | None = None
) -> str:
    """Why an automatic answer to this mail is not sent now; empty when it may go.

    The mail `opened` a ticket with this message, or came to a closed `ticket`. A second new ticket of a person is answered
    like the first one; what reads like another machine's answer to ours is not.
    """
    if stopped := may_tell_now(AUTOMATIC, at, address):
        return stopped
    lately = _sent_to(address, at)
    if ticket and any(sent.purpose == "closed" and sent.ticket_id == ticket.pk for sent in lately):
        return f"{address} was told about {ticket.code} already."
    if any(sent.purpose in AUTOMATIC and sent.at > at - AT_ONCE for sent in lately):
        return f"{address} got an automatic answer a moment ago."
    if lately and (why := acknowledges_us(mail.subject, [sent.subject for sent in lately])):
        return f"{address} got an automatic mail within a week, and {why}."
    if opened and _says_the_same(mail, opened):
        return f"{address} sent the same again within a week."
    if IncomingMail.objects.filter(fingerprint=mail.fingerprint, may_answer=True, id__lt=mail.pk).exists():
        return "The same mail to another mailbox was answered."
    return ""


def _sent_to(address: str, at: datetime) -> list[_Sent]:
    rows = OutgoingMail.objects.filter(
        purpose__in=AUTOMATIC + TO_CUSTOMERS, recipients__address=address.lower(), created_at__gt=at - AGAIN
    ).order_by("-id")
    return [_Sent(*row) for row in rows.values_list("purpose", "ticket_id", "subject", "created_at")[:MOST_COMPARED]]


def may_tell_now(purposes: Sequence[str], at: datetime, address: str = "") -> str:
    """Why no further mail of these purposes leaves by itself (to this address, if one is given); empty when it may go."""
    address = address.lower()
    if address and (quiet := why_quiet(address, at)):
        return quiet
    lately = OutgoingMail.objects.filter(purpose__in=purposes, created_at__gt=at - WINDOW)
    if lately.count() >= IN_ALL:
        if address:
            log.error("organization %d: %d automatic mails left within an hour, no more for now", current_id(), IN_ALL)
            quieten(EVERYBODY, f"{IN_ALL} automatic mails left within an hour", at, until=at + WINDOW)
        return f"{IN_ALL} automatic mails left within an hour, so none is sent for now."
    if address:
        return _too_many(purposes, at, address)
    return ""


def _too_many(purposes: Sequence[str], at: datetime, address: str) -> str:
    for most, window, name in ((PER_SENDER, WINDOW, "an hour"), (PER_DAY, QUIET_FOR, "a day")):
        sent = OutgoingMail.objects.filter(purpose__in=purposes, recipients__address=address, created_at__gt=at - window)
        if sent.count() >= most and sent.filter(created_at__gt=_resumed_at(address, at - window)).count() >= most:
            quieten(address, f"it got {most} automatic mails within {name}", at, until=at + QUIET_FOR)
            return f"{address} got {most} automatic mails within {name}."
    return ""


def _resumed_at(address: str, since: datetime) -> datetime:
    """When a member let automatic mail go there again; `since` where nobody did later."""
    lifted = Event.objects.filter(subject_type="suspension", name=LIFTED, data__address=address, at__gt=since).order_by(
        "-id"
    )
    return lifted.values_list("at", flat=True).first() or since


def _says_the_same(mail: IncomingMail, opened: Message) -> bool:
    """Whether its sender wrote this within a week before; codes and numbers may differ, for machines count."""
    week = IncomingMail.objects.filter(sender=mail.sender, received_at__gt=mail.received_at - AGAIN, id__lt=mail.pk)
    before = Message.objects.filter(incoming__in=week.order_by("-id").values("pk")[:MOST_COMPARED])
    rows = before.values_list("incoming__subject", Left("text", LONGEST_TEXT))
    told = {bare(f"{subject}\n{text}") for subject, text in rows}
    return bare(f"{mail.subject}\n{opened.text[:LONGEST_TEXT]}") in told
