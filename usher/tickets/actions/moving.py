"""Moving between statuses."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.events.bus import record
from usher.organizations.queries import current
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.models import STATUSES, Ticket
from usher.tickets.models.status import FINISHED


class MoveRefused(Refused):
    """The lifecycle has no such move."""

    code = "move_refused"


@transaction.atomic
def move(ticket: Ticket, *, to: str, by: Actor, at: datetime) -> Ticket:
    """Set the status. Nothing moves into draft; closed and cancelled are left only where the organization allows it."""
    if to not in STATUSES:
        raise Invalid({"status": f"There is no status “{to}”; choose from {', '.join(STATUSES)}."})
    row = locked(ticket)
    if row.status == to:
        return row
    if to == "draft":
        raise MoveRefused("Nothing moves into draft: a draft is a request that was never finished.")
    if row.is_closed and not (current().reopens_closed and "organization" in by.permissions):
        raise MoveRefused(f"{row.code} is {row.status_shown.name.lower()} for good. Open a follow-up ticket instead.")
    return put(row, to, by=by, at=at)


def put(row: Ticket, to: str, *, by: Actor, at: datetime, takes_back: bool = False) -> Ticket:
    """Write the new status of a locked ticket with its times, without asking whether the move is allowed.

    What only takes a move back (`takes_back`) reopens nothing.
    """
    if row.status == to:
        return row
    before, after = row.status_shown, STATUSES[to]
    row.status, row.state = after.code, after.state
    row.resolved_at = (row.resolved_at or at) if after.state in FINISHED else None
    row.closed_at = at if after.state == "closed" else None
    is_open_again = before.state in FINISHED and after.state not in FINISHED
    reopened = is_open_again and before.code != "auto_close" and not takes_back
    if reopened:
        row.reopened_at, row.reopen_count = at, row.reopen_count + 1
    save(row, at, "status", "state", "resolved_at", "closed_at", "reopened_at", "reopen_count")
    name = events.REOPENED if reopened else events.STATUS_CHANGED
    record(name, row, by=by, at=at, data={"from": before.code, "to": after.code})
    return row
