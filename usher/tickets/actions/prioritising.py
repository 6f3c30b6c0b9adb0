"""How urgent it is."""

from datetime import datetime

from django.db import transaction

from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.models import Priority, Ticket


@transaction.atomic
def prioritise(ticket: Ticket, *, to: Priority, by: Actor, at: datetime) -> Ticket:
    """Set the priority."""
    row = locked(ticket)
    if row.priority == to:
        return row
    before = row.priority_code
    row.priority = to
    save(row, at, "priority")
    record(events.PRIORITY_CHANGED, row, by=by, at=at, data={"from": before, "to": to.code})
    return row
