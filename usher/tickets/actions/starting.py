"""Somebody starts to work on a ticket."""

from datetime import datetime

from django.db import transaction

from usher.people.actors import Actor
from usher.tickets.actions.locking import locked
from usher.tickets.actions.moving import MoveRefused, move_along
from usher.tickets.actions.writing import refuse_closed
from usher.tickets.models import Ticket


@transaction.atomic
def start_work(ticket: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """Move to in progress, or what comes nearest to it in the ticket's lifecycle. Refuses closed tickets and drafts."""
    row = locked(ticket)
    refuse_closed(row)
    if row.state == "draft":
        raise MoveRefused(f"{row.code} is a draft: work on it can start when it has been sent.")
    return move_along(row, "in_progress", by=by, at=at)
