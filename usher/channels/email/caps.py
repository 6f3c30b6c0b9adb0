"""The last brakes against loops and against being used to mail strangers (RFC 3834 §2, RFC 5230 §4.2).

Senders leave out headers, so what a mail says about itself is never the only brake.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from usher.base.tenancy import current_id
from usher.mail.models import IncomingMail, OutgoingMail
from usher.mail.models.suspension import EVERYBODY
from usher.mail.outgoing.suspending import quieten, why_quiet
from usher.tickets.models import Message, Ticket

log = logging.getLogger(__name__)

AUTOMATIC = ("acknowledgement", "closed")
PER_SENDER = 5  # automatic answers to one address in an hour
IN_ALL = 300  # automatic answers of one organization in an hour
WINDOW = timedelta(hours=1)
QUIET_FOR = timedelta(days=1)  # after one address got too many
SAME_TICKET = timedelta(days=7)  # in which one address hears of one ticket once (RFC 5230 §4.1)


def may_answer_now(
    mail: IncomingMail, address: str, at: datetime, *, opened: Message | None = None, ticket: Ticket | None = None
) -> str:
    """Why an automatic answer to this mail (which `opened` a ticket, or is about one) is not sent; empty when it may go."""
    if stopped := may_tell_now(AUTOMATIC, at, address):
        return stopped
    if ticket and _has_answer(ticket, address, at):
        return f"{address} got an automatic answer about {ticket.code} already."
    hour = IncomingMail.objects.filter(sender=mail.sender, subject=mail.subject, received_at__gt=mail.received_at - WINDOW)
    if opened and Message.objects.filter(incoming__in=hour, id__lt=opened.pk, text=opened.text).exists():
        return f"{address} sent the same again within an hour."
    if IncomingMail.objects.filter(fingerprint=mail.fingerprint, may_answer=True, id__lt=mail.pk).exists():
        return "The same mail to another mailbox was answered."
    return ""


def may_tell_now(purposes: Sequence[str], at: datetime, address: str = "") -> str:
    """Why no further mail of these purposes leaves by itself (to this address, if one is given); empty when it may go.

    Reaching a limit stops all automatic mail there for a while: the ticket says so, and a member can resume it.
    """
    address = address.lower()
    if address and (quiet := why_quiet(address, at)):
        return quiet
    lately = OutgoingMail.objects.filter(purpose__in=purposes, created_at__gt=at - WINDOW)
    if lately.count() >= IN_ALL:
        if address:
            log.error("organization %d: %d automatic mails left within an hour, no more for now", current_id(), IN_ALL)
            quieten(EVERYBODY, f"{IN_ALL} automatic mails left within an hour", at, until=at + WINDOW)
        return f"{IN_ALL} automatic mails left within an hour, so none is sent for now."
    if address and lately.filter(recipients__address=address).count() >= PER_SENDER:
        quieten(address, f"it got {PER_SENDER} automatic mails within an hour", at, until=at + QUIET_FOR)
        return f"{address} got {PER_SENDER} automatic mails within an hour."
    return ""


def _has_answer(ticket: Ticket, address: str, at: datetime) -> bool:
    answers = OutgoingMail.objects.filter(purpose__in=AUTOMATIC, ticket_id=ticket.pk, created_at__gt=at - SAME_TICKET)
    return bool(answers.filter(recipients__address=address.lower()).exists())
