"""A mail that has not left is called back."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.events.bus import Author, record
from usher.mail.models import OutgoingMail, Recipient
from usher.mail.models.outgoing import RecipientState


class TooLate(Refused):
    """It has left, or is leaving this moment."""

    code = "mail_left"


@transaction.atomic
def cancel(mail: OutgoingMail, *, by: Author, at: datetime) -> int:
    """Cancel it for everybody it has not been handed over for; returns how many. Refuses when there is nobody left."""
    waiting = Recipient.objects.filter(mail=mail, state=RecipientState.QUEUED)
    cancelled: int = waiting.update(
        state=RecipientState.CANCELLED, settled_at=at, next_attempt_at=None, detail="Called back before it left."
    )
    if not cancelled:
        raise TooLate("The mail has left already.")
    record("mail.cancelled", mail, by=by, at=at, data={"recipients": cancelled})
    return cancelled
