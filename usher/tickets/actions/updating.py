"""An entry of the service record."""

from datetime import datetime

from django.db import transaction

from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.actions.writing import Written, refuse_closed, write
from usher.tickets.models import Message, Ticket


@transaction.atomic
def update(
    ticket: Ticket, written: Written, *, by: Actor, at: datetime, is_public: bool = True, source: str = "web"
) -> Message:
    """Record what was done or found: seen by the requester if public, by members only otherwise.

    Nobody is mailed, nothing is stamped as a response and the status stays: an update tells, it asks nobody. On an
    internal ticket it is stored internal for good. Refuses empty updates and closed tickets.
    """
    written.refuse_empty()
    row = locked(ticket)
    refuse_closed(row)
    message = write(row, written, kind="update", is_public=is_public, by=by, at=at, source=source)
    row.response_count += message.is_public
    row.note_count += not message.is_public
    save(row, at, "response_count", "note_count", "preview", "attachment_count")
    record(events.UPDATE_ADDED, row, by=by, at=at, data={"message": message.pk, "is_public": message.is_public})
    return message
