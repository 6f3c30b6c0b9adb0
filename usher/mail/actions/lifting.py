"""Mail may go to an address again."""

from datetime import datetime

from django.db import transaction

from usher.events.bus import Author, record
from usher.mail.models import Suspension
from usher.mail.outgoing.suspending import troubled
from usher.realtime import publish

LIFTED = "mail.suspension_lifted"  # subject: the suspension; address, reason


@transaction.atomic
def lift(suspension: Suspension, *, by: Author, at: datetime) -> None:
    """Forget its bounces and its complaint. What was not sent meanwhile is sent again by hand only."""
    row = Suspension.objects.select_for_update().filter(pk=suspension.pk).first()
    if row is None:
        return
    record(LIFTED, row, by=by, at=at, data={"address": row.address, "reason": row.reason})
    row.delete()
    troubled.forget()
    publish("mail")
