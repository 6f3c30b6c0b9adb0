"""The last brakes against loops and against being used to mail strangers (RFC 3834 §2, RFC 5230 §4.2).

Senders leave out headers, so what a mail says about itself is never the only brake. A limit that is reached stops
automatic mail there for a while; the ticket and the list under Mail say so, and a member can resume it.
"""

import logging
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from usher.base.tenancy import current_id
from usher.mail.models import IncomingMail, OutgoingMail
from usher.mail.models.suspension import EVERYBODY
from usher.mail.outgoing.suspending import quieten, why_quiet
from usher.tickets.models import Message, Ticket

log = logging.getLogger(__name__)

AUTOMATIC = ("acknowledgement", "closed")
PER_SENDER = 5  # automatic mails to one address in an hour
IN_ALL = 300  # automatic mails of one organization in an hour
WINDOW = timedelta(hours=1)
QUIET_FOR = timedelta(days=1)  # after one address got too many
SAME_TICKET = timedelta(days=7)  # in which one address hears of one ticket once (RFC 5230 §4.1)
AT_ONCE = timedelta(minutes=2)  # after an automatic mail of ours only machines write that fast
MOST_COMPARED = 20  # mails of one sender

_CODES = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d+\b|\d+")


def may_answer_now(
    mail: IncomingMail, address: str, at: datetime, *, opened: Message | None = None, ticket: Ticket | None = None
) -> str:
    """Why an automatic answer to this mail is not sent now; empty when it may go.

    The mail `opened` a ticket with this message, or came to a closed `ticket`.
    """
    if stopped := may_tell_now(AUTOMATIC, at, address):
        return stopped
    lately = OutgoingMail.objects.filter(purpose__in=AUTOMATIC, recipients__address=address.lower())
    if ticket and lately.filter(purpose="closed", ticket_id=ticket.pk, created_at__gt=at - SAME_TICKET).exists():
        return f"{address} was told about {ticket.code} already."
    if lately.filter(created_at__gt=at - AT_ONCE).exists():
        return f"{address} got an automatic answer a moment ago."
    if opened and _says_the_same(mail, opened):
        return f"{address} sent the same again within an hour."
    if IncomingMail.objects.filter(fingerprint=mail.fingerprint, may_answer=True, id__lt=mail.pk).exists():
        return "The same mail to another mailbox was answered."
    return ""


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
    if address and lately.filter(recipients__address=address).count() >= PER_SENDER:
        quieten(address, f"it got {PER_SENDER} automatic mails within an hour", at, until=at + QUIET_FOR)
        return f"{address} got {PER_SENDER} automatic mails within an hour."
    return ""


def _says_the_same(mail: IncomingMail, opened: Message) -> bool:
    """Whether its sender wrote this within an hour before; codes and numbers may differ, for machines count."""
    hour = IncomingMail.objects.filter(sender=mail.sender, received_at__gt=mail.received_at - WINDOW, id__lt=mail.pk)
    before = Message.objects.filter(incoming__in=hour.order_by("-id").values("pk")[:MOST_COMPARED])
    told = {_bare(f"{subject}\n{text}") for subject, text in before.values_list("incoming__subject", "text")}
    return _bare(f"{mail.subject}\n{opened.text}") in told


def _bare(text: str) -> str:
    return " ".join(_CODES.sub("#", text).split()).lower()
