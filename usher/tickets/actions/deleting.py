"""The bin."""

from datetime import datetime

from django.db import transaction

from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.actions.sending_pending import IN_BIN, hold_all
from usher.tickets.models import Ticket


@transaction.atomic
def delete(ticket: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """Put the ticket into the bin; it can be restored for 30 days. Replies that wait to be sent are held at once."""
    row = locked(ticket)
    if row.deleted_at is None:
        row.deleted_at = at
        save(row, at, "deleted_at")
        record(events.DELETED, row, by=by, at=at)
        hold_all(row, IN_BIN, at)
    return row


@transaction.atomic
def restore(ticket: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """Take the ticket out of the bin."""
    row = locked(ticket)
    if row.deleted_at is not None:
        row.deleted_at = None
        save(row, at, "deleted_at")
        record(events.RESTORED, row, by=by, at=at)
    return row
