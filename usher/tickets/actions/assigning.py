"""Who does it: a member, a team, or both."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Invalid
from usher.events.bus import record
from usher.people.actors import Actor
from usher.people.models import Member, Team
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.actions.moving import move_along
from usher.tickets.actions.writing import refuse_closed
from usher.tickets.models import Ticket


@transaction.atomic
def assign(ticket: Ticket, *, to: Member | None, by: Actor, at: datetime) -> Ticket:
    """Give the ticket to a member or to nobody; who joined it longest ago moves up where it would be nobody's.

    Open becomes assigned; losing the last assigned member takes assigned and in progress back to open.
    """
    row = locked(ticket)
    to = to or _next_in_line(row)
    if row.assignee_id == (to.pk if to else None):
        return row
    refuse_closed(row)
    if to and not to.is_active:
        raise Invalid({"assignee": f"{to.name} is deactivated and cannot take tickets."})
    before = row.assignee
    row.assignee = to
    save(row, at, "assignee")
    had_joined = bool(row.assignments.filter(member=to).delete()[0])
    record(events.ASSIGNED, row, by=by, at=at, data=_change(before, to) | ({"had_joined": True} if had_joined else {}))
    follow_assignment(row, gained=to is not None, at=at)
    return row


def _next_in_line(row: Ticket) -> Member | None:
    joined = row.assignments.filter(member__is_active=True).select_related("member").order_by("created_at", "id").first()
    return joined.member if joined else None


def follow_assignment(row: Ticket, *, gained: bool, at: datetime) -> None:
    """What somebody coming or leaving does to a locked ticket's status, whoever else is assigned.

    Open becomes assigned; losing the last assigned member takes assigned and in progress back to open.
    """
    if gained and row.status == "open":
        move_along(row, "assigned", at=at)
    elif not gained and row.status in {"assigned", "in_progress"} and not is_assigned(row):
        move_along(row, "open", at=at)


def is_assigned(row: Ticket) -> bool:
    """Whether any member has the ticket, as assignee or beside them."""
    return row.assignee_id is not None or row.assignments.exists()


@transaction.atomic
def assign_team(ticket: Ticket, *, to: Team | None, by: Actor, at: datetime) -> Ticket:
    """Put the ticket into a team's queue or into none; the status stays."""
    row = locked(ticket)
    if row.team_id == (to.pk if to else None):
        return row
    refuse_closed(row)
    before = row.team
    row.team = to
    save(row, at, "team")
    record(events.TEAM_CHANGED, row, by=by, at=at, data=_change(before, to))
    return row


def _change(before: Member | Team | None, after: Member | Team | None) -> dict[str, object]:
    return {
        "from": before.pk if before else None,
        "from_name": before.name if before else None,
        "to": after.pk if after else None,
        "to_name": after.name if after else None,
    }
