"""A person decides that a message goes out once more to a recipient that it did not, or perhaps did not, reach."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.events.bus import record
from usher.mail import jobs
from usher.mail.models import Recipient
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.suspending import suspended, why_quiet
from usher.people.actors import Actor

AGAIN = (RecipientState.FAILED, RecipientState.BOUNCED, RecipientState.UNKNOWN)


class NotAgain(Refused):
    """It is on its way or has arrived."""

    code = "not_again"


def refuse_stopped(address: str, at: datetime) -> None:
    """Raise NotAgain for a suspended address: that is lifted first, by who knows that it works again."""
    if address in suspended([address]):
        raise NotAgain(why_quiet(address, at) + " Then send it again.")


@transaction.atomic
def send_again(recipient: Recipient, *, by: Actor, at: datetime) -> None:
    """Queue the same bytes with the same Message-ID for this recipient: who has it already can tell that it is the same.

    Refuses recipients that wait or have accepted, and suspended addresses. Never happens by itself (field failure S01).
    """
    row = Recipient.objects.select_for_update(of=("self",)).select_related("mail").get(pk=recipient.pk)
    if row.state not in AGAIN:
        raise NotAgain(f"The message to {row.address} is {RecipientState(row.state).label.lower()}; it is not sent twice.")
    refuse_stopped(row.address, at)
    before = row.state
    row.state, row.attempts, row.next_attempt_at, row.settled_at = RecipientState.QUEUED, 0, at, None
    row.save(update_fields=["state", "attempts", "next_attempt_at", "settled_at"])
    row.mail.send_at = at  # patience begins anew
    row.mail.save(update_fields=["send_at"])
    record("mail.sent_again", row.mail, by=by, at=at, data={"address": row.address, "from": before})
    jobs.send_soon(row.mail, at)
