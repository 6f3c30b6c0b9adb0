"""Taking back what one has just done."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from usher.base.refusals import Forbidden, NotFound, Refused
from usher.events.models import Event
from usher.people.access import require
from usher.people.actors import Actor
from usher.people.models import Member, Team
from usher.tickets import events
from usher.tickets.access import may
from usher.tickets.actions.assigning import assign, assign_team
from usher.tickets.actions.deleting import restore
from usher.tickets.actions.filling_fields import put as put_fields
from usher.tickets.actions.joining import add_assignee, remove_assignee
from usher.tickets.actions.labelling import set_labels
from usher.tickets.actions.locking import locked_together
from usher.tickets.actions.moving import put
from usher.tickets.actions.moving_messages import bring_back
from usher.tickets.actions.prioritising import prioritise
from usher.tickets.actions.snoozing import snooze, wake
from usher.tickets.lifecycles import catalogue
from usher.tickets.models import PRIORITIES, Label, Ticket

WINDOW = timedelta(minutes=10)
Undoing = Callable[[Ticket, Event, Actor, datetime], Ticket]
# The permissions for what is not simply editing; taking a ticket needs no right over others, so undoing it needs none.
NEEDS = {
    events.ASSIGNED: "reply", events.ASSIGNEE_ADDED: "reply", events.ASSIGNEE_REMOVED: "reply",
    events.TEAM_CHANGED: "assign", events.DELETED: "delete",
}  # fmt: skip


class TooLate(Refused):
    """Somebody changed the same thing since, or the time is over."""

    code = "too_late"


@transaction.atomic
def undo(event: Event, *, by: Actor, at: datetime) -> Ticket:
    """Put back what the event changed: status (also from closed), assignee, team, priority, labels, fields, the bin,
    a moved message.

    Only its own author may, within ten minutes, while the ticket still stands as the event left it.
    """
    if (event.actor_kind, event.actor_id) != (by.kind, by.id):
        raise Forbidden("Only the one who did it can take it back.")
    if at - event.at > WINDOW:
        raise TooLate("This can be taken back for ten minutes only. Change it by hand.")
    return take_back(event, by=by, at=at)


def take_back(event: Event, *, by: Actor, at: datetime) -> Ticket:
    """Put back what the event changed, whoever did it and whenever; TooLate when the ticket stands otherwise by now.

    Takes the permission for such a change and the sight of the ticket. Not the right to act on it: whoever gave it away by
    mistake takes it back.
    """
    if event.name not in _HOW:
        raise TooLate("This cannot be taken back.")
    rows = locked_together({event.subject_id, *_touched(event)})
    row = rows.get(event.subject_id)
    if row is None or not may(by, "view", row).allowed:
        raise NotFound("There is no such ticket.")
    if by.kind != "system":
        require(by, NEEDS.get(event.name, "edit"))
    return _HOW[event.name](row, event, by, at)


def _touched(event: Event) -> list[int]:
    """The other ticket that taking it back changes: both are locked at once, in their order."""
    return [event.data["to"]] if event.name == events.MESSAGE_MOVED else []


def _status(row: Ticket, event: Event, by: Actor, at: datetime) -> Ticket:
    now, before = event.data.get("to_code", event.data["to"]), event.data.get("from_code", event.data["from"])
    _same(row, row.status_shown.code == now and row.merged_into_id is None)
    if event.name == events.REOPENED:
        row.reopen_count -= 1
    return put(row, catalogue().statuses.get(before, event.data["from"]), by=by, at=at, takes_back=True)


def _assignee(row: Ticket, event: Event, by: Actor, at: datetime) -> Ticket:
    _same(row, row.assignee_id == event.data["to"])
    row = assign(row, to=Member.objects.filter(pk=event.data["from"]).first(), by=by, at=at)
    if event.data.get("had_joined"):
        return add_assignee(row, member=Member.objects.get(pk=event.data["to"]), by=by, at=at)
    return row


def _added(row: Ticket, event: Event, by: Actor, at: datetime) -> Ticket:
    return remove_assignee(row, member=Member.objects.get(pk=event.data["member"]), by=by, at=at)


def _removed(row: Ticket, event: Event, by: Actor, at: datetime) -> Ticket:
    return add_assignee(row, member=Member.objects.get(pk=event.data["member"]), by=by, at=at)


def _team(row: Ticket, event: Event, by: Actor, at: datetime) -> Ticket:
    _same(row, row.team_id == event.data["to"])
    return assign_team(row, to=Team.objects.filter(pk=event.data["from"]).first(), by=by, at=at)


def _priority(row: Ticket, event: Event, by: Actor, at: datetime) -> Ticket:
    _same(row, row.priority_code == event.data["to"])
    return prioritise(row, to=PRIORITIES[event.data["from"]], by=by, at=at)


def _labels(row: Ticket, event: Event, by: Actor, at: datetime) -> Ticket:
    added, removed = event.data["added"], event.data["removed"]
    kept = row.labels.exclude(name__in=added)
    return set_labels(row, labels=[*kept, *Label.objects.filter(name__in=removed)], by=by, at=at)


def _snooze(row: Ticket, event: Event, by: Actor, at: datetime) -> Ticket:
    before, left = event.data["from"], row.snoozed_until and row.snoozed_until.isoformat()
    _same(row, left == event.data.get("to"))  # waking left none
    return snooze(row, until=datetime.fromisoformat(before), by=by, at=at) if before else wake(row, by=by, at=at)


def _fields(row: Ticket, event: Event, by: Actor, at: datetime) -> Ticket:
    changes = event.data["changes"]
    _same(row, all(row.custom_fields.get(key) == new for key, (_, new) in changes.items()))
    return put_fields(row, {key: old for key, (old, _) in changes.items()}, by=by, at=at)


def _bin(row: Ticket, event: Event, by: Actor, at: datetime) -> Ticket:
    return restore(row, by=by, at=at)


def _message(row: Ticket, event: Event, by: Actor, at: datetime) -> Ticket:
    return bring_back(event.data, to=row, by=by, at=at)


def _same(row: Ticket, unchanged: bool) -> None:
    if not unchanged:
        raise TooLate(f"{row.code} was changed again in the meantime.")


_HOW: dict[str, Undoing] = {
    events.STATUS_CHANGED: _status,
    events.REOPENED: _status,
    events.ASSIGNED: _assignee,
    events.ASSIGNEE_ADDED: _added,
    events.ASSIGNEE_REMOVED: _removed,
    events.TEAM_CHANGED: _team,
    events.PRIORITY_CHANGED: _priority,
    events.LABELLED: _labels,
    events.FIELDS_CHANGED: _fields,
    events.DELETED: _bin,
    events.MESSAGE_MOVED: _message,
    events.SNOOZED: _snooze,
    events.WOKEN: _snooze,
}
