"""Enough: what a bulk change has not reached yet stays as it is."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Forbidden
from usher.events.bus import record
from usher.people.actors import Actor
from usher.realtime import publish
from usher.tickets.models import BulkChange
from usher.tickets.models.bulk import BulkState


@transaction.atomic
def stop(bulk: BulkChange, *, by: Actor, at: datetime) -> BulkChange:
    """Stop a running change after the tickets it is at; what is done stays and can be undone. Only its author may."""
    row = BulkChange.objects.select_for_update(of=("self",), no_key=True).get(pk=bulk.pk)
    if (row.by_kind, row.by_id) != (by.kind, by.id):
        raise Forbidden("Only the one who started it can stop it.")
    if row.state == BulkState.RUNNING:
        row.state, row.finished_at = BulkState.STOPPED, at
        row.save(update_fields=["state", "finished_at"])
        record("bulk.stopped", row, by=by, at=at)
        publish(f"bulk:{row.pk}")
    return row
