"""A note for the team."""

from datetime import datetime

from django.db import transaction

from usher.events.bus import record
from usher.mail.models import IncomingMail
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.actions.writing import Written, refuse_closed, write
from usher.tickets.models import Message, Ticket


@transaction.atomic
def note(
    ticket: Ticket, written: Written, *, by: Actor, at: datetime, source: str = "web", flag: str = "",
    incoming: IncomingMail | None = None,
) -> Message:  # fmt: skip
    """Add an internal note: members see it, nobody else ever does. Refuses empty notes and closed tickets."""
    written.refuse_empty()
    row = locked(ticket)
    refuse_closed(row)
    message = write(row, written, kind="note", is_public=False, by=by, at=at, source=source, flag=flag, incoming=incoming)
    row.note_count += 1
    save(row, at, "note_count", "attachment_count")
    record(events.NOTED, row, by=by, at=at, data={"message": message.pk})
    return message
