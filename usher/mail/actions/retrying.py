"""A message that was set aside or ignored is taken up once more."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.events.bus import Author, record
from usher.mail import jobs
from usher.mail.incoming.hooks.unread import SOURCE, read_again
from usher.mail.models import IncomingMail
from usher.mail.models.incoming import State


class NotAside(Refused):
    """Only what is quarantined or ignored can be taken up again: everything else has its place."""

    code = "mail_not_aside"


@transaction.atomic
def retry(mail: IncomingMail, *, by: Author, at: datetime) -> None:
    """Read the stored bytes again, as if they had just come. What was ignored is taken as a message, whatever it looks like.

    Of a provider's post the messages in it are taken. Refuses what has been applied, waits, or is another copy of what
    has, and a post that still cannot be read.
    """
    row = IncomingMail.objects.select_for_update(of=("self",)).select_related("mailbox").get(pk=mail.pk)
    if row.state not in (State.QUARANTINED, State.IGNORED) or row.duplicate_of_id or row.awaits_review:
        raise NotAside("This message was neither set aside nor ignored, so there is nothing to try again.")
    if row.source == SOURCE:
        read_again(row, at=at)
    else:
        row.is_wanted = row.is_wanted or row.state == State.IGNORED
        row.state, row.reason, row.attempts, row.next_attempt_at, row.settled_at = State.RECEIVED, "", 0, None, None
        row.save(update_fields=["state", "reason", "attempts", "next_attempt_at", "settled_at", "is_wanted"])
    record("mail.retried", row, by=by, at=at, data={"sender": row.sender, "subject": row.subject})
    jobs.settle_soon(row.mailbox)
