"""A message that was set aside is tried once more."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.events.bus import Author, record
from usher.mail import jobs
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State


class NotAside(Refused):
    """Only what is quarantined can be tried again: everything else has been dealt with."""

    code = "mail_not_quarantined"


@transaction.atomic
def retry(mail: IncomingMail, *, by: Author, at: datetime) -> None:
    """Read the stored bytes again, as if they had just come. Refuses what is not quarantined."""
    row = IncomingMail.objects.select_for_update(of=("self",)).select_related("mailbox").get(pk=mail.pk)
    if row.state != State.QUARANTINED:
        raise NotAside("This message was not set aside, so there is nothing to try again.")
    row.state, row.reason, row.attempts, row.next_attempt_at, row.settled_at = State.RECEIVED, "", 0, None, None
    row.save(update_fields=["state", "reason", "attempts", "next_attempt_at", "settled_at"])
    record("mail.retried", row, by=by, at=at, data={"sender": row.sender, "subject": row.subject})
    jobs.settle_soon(row.mailbox)
