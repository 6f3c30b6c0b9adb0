"""The one undo of a bulk change."""

from datetime import datetime, timedelta

from django.db import transaction

from usher.base.refusals import Forbidden, Refused
from usher.events.bus import record
from usher.events.models import Event
from usher.people.actors import Actor
from usher.tickets import jobs
from usher.tickets.actions.undoing import take_back
from usher.tickets.models import BulkChange, BulkItem
from usher.tickets.models.bulk import BulkState

WINDOW = timedelta(hours=24)  # after it finished


class CannotUndo(Refused):
    """The change is under way, was undone already, or is too old."""

    code = "bulk_cannot_undo"


@transaction.atomic
def undo(bulk: BulkChange, *, by: Actor, at: datetime) -> BulkChange:
    """Take the change back on every ticket that still stands as it left it, as a job; the others are kept and told.

    Only its author may, within a day after it finished or was stopped.
    """
    row = BulkChange.objects.select_for_update(of=("self",), no_key=True).get(pk=bulk.pk)
    if (row.by_kind, row.by_id) != (by.kind, by.id):
        raise Forbidden("Only the one who did it can take it back.")
    if row.state not in {BulkState.DONE, BulkState.STOPPED}:
        raise CannotUndo("It is still under way; stop it first." if row.is_under_way else "It was taken back already.")
    if row.finished_at and at - row.finished_at > WINDOW:
        raise CannotUndo("This can be taken back for a day only. Change the tickets by hand.")
    row.state = BulkState.UNDOING
    row.save(update_fields=["state"])
    record("bulk.undoing", row, by=by, at=at)
    jobs.work_soon(row)
    return row


def put_back(bulk: BulkChange, item: BulkItem, by: Actor, at: datetime) -> str:
    """Take back what the change did to one ticket; a refusal keeps all of it."""
    done = Event.objects.filter(subject_type="ticket", subject_id=item.ticket_id, cause_id=bulk.event_id)
    for event in done.filter(actor_kind=bulk.by_kind, actor_id=bulk.by_id, pk__gt=bulk.event_id or 0).order_by("-pk"):
        take_back(event, by=by, at=at)
    return "undone"
