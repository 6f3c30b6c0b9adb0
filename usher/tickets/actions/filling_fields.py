"""Custom fields of a ticket."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.fields import check, fields, put_values, write_rows
from usher.tickets.models import Ticket


@transaction.atomic
def set_fields(ticket: Ticket, *, values: Mapping[str, Any], by: Actor, at: datetime) -> Ticket:
    """Set the fields named by key and leave the others; None takes a value away.

    Fields are checked by their rules (`fields/checking.py`), keys without a field keep any JSON. Refuses to take away what
    the type requires; what was never filled in is not asked for after the fact. Invalid names every wrong field.
    """
    row = locked(ticket)
    changes = check(values, type_id=row.type_id, at=at, stored=row.custom_fields, public_only=by.kind == "contact")
    return put(row, changes, by=by, at=at) if changes else row


def put(row: Ticket, changes: Mapping[str, Any], *, by: Actor, at: datetime) -> Ticket:
    """Write cleaned changes of a locked ticket without asking whether they are allowed."""
    before, known = dict(row.custom_fields), fields().by_key
    put_values(row, changes)
    save(row, at, "custom_fields")
    write_rows(row, changes)
    data = {
        "changes": {key: [before.get(key), value] for key, value in changes.items()},
        "names": {key: known[key].name for key in changes if key in known},
    }
    record(events.FIELDS_CHANGED, row, by=by, at=at, data=data)
    return row
