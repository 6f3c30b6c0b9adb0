"""The last brakes against loops and against being used to mail strangers (RFC 3834 §2, RFC 5230 §4.2).

Senders leave out headers, so what a mail says about itself is never the only brake.
"""

import logging
from datetime import datetime, timedelta

from usher.mail.models import IncomingMail, OutgoingMail
from usher.tickets.models import Message

log = logging.getLogger(__name__)

AUTOMATIC = ("acknowledgement", "closed")
PER_SENDER = 5  # automatic answers to one address in an hour
IN_ALL = 300  # automatic answers of one organization in an hour
WINDOW = timedelta(hours=1)


def may_answer_now(mail: IncomingMail, address: str, at: datetime, *, opened: Message | None = None) -> str:
    """Why an automatic answer to this mail (which `opened` a ticket) is not sent now; empty when it may go."""
    lately = OutgoingMail.objects.filter(purpose__in=AUTOMATIC, created_at__gt=at - WINDOW)
    if lately.count() >= IN_ALL:
        log.error("organization %d sent %d automatic answers within an hour: no more for now", mail.organization_id, IN_ALL)
        return f"{IN_ALL} automatic answers left within an hour, so none is sent for now."
    if lately.filter(recipients__address=address).count() >= PER_SENDER:
        return f"{address} got {PER_SENDER} automatic answers within an hour."
    hour = IncomingMail.objects.filter(sender=mail.sender, subject=mail.subject, received_at__gt=mail.received_at - WINDOW)
    if opened and Message.objects.filter(incoming__in=hour, id__lt=opened.pk, text=opened.text).exists():
        return f"{address} sent the same again within an hour."
    if IncomingMail.objects.filter(fingerprint=mail.fingerprint, may_answer=True, id__lt=mail.pk).exists():
        return "The same mail to another mailbox was answered."
    return ""
