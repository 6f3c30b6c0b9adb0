"""Moving between statuses: by somebody, within the lifecycle of the ticket, and by itself."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.events.bus import record
from usher.organizations.queries import current
from usher.people.actors import SYSTEM, Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.lifecycles import Shown, catalogue, flow_of
from usher.tickets.models import STATUSES, Ticket
from usher.tickets.models.status import FINISHED


class MoveRefused(Refused):
    """The lifecycle has no such move."""

    code = "move_refused"


@transaction.atomic
def move(ticket: Ticket, *, to: str, by: Actor, at: datetime) -> Ticket:
    """Set the status, named by its code (a built-in or an added one) or its shown name.

    Refuses what the ticket's lifecycle does not hold or does not lead to, and tells what can be chosen. Nothing moves into
    draft; closed and cancelled are left only by an admin, and where the organization allows it.
    """
    row = locked(ticket)
    wanted = asked_for(row, to)
    if not is_at(row, wanted):
        refuse_move(row, wanted, by)
        put(row, wanted, by=by, at=at)
    return row


def asked_for(row: Ticket, text: str) -> Shown:
    """The status that the text means on this ticket. Invalid when it means none at all."""
    known = flow_of(row).named(text) or catalogue().named(text)
    if known is None:
        raise Invalid({"status": f"There is no status “{text[:60]}”; choose from {_list(flow_of(row).statuses)}."})
    return known


def refuse_move(row: Ticket, to: Shown, by: Actor) -> None:
    """Raise MoveRefused unless the actor may move the ticket there."""
    if to.state == "draft":
        raise MoveRefused("Nothing moves into draft: a draft is a request that was never finished.")
    if row.merged_into_id:
        raise MoveRefused(f"{row.code} was merged into {row.merged_into.code}. Take the merge back instead.")
    now = row.status_shown
    if row.is_closed and not reopens(by):
        raise MoveRefused(f"{row.code} is {now.name.lower()} for good. Open a follow-up ticket instead.")
    choices = flow_of(row).following(now.code)
    if to.code not in {status.code for status in choices}:
        told = f"choose from {_list(choices)}" if choices else "it leads nowhere"
        raise MoveRefused(f"{row.code} cannot go from {now.name} to {to.name}: {told}.")


def choices_of(row: Ticket, by: Actor) -> tuple[Shown, ...]:
    """What the actor, who may edit the ticket, can move it to; the present status is not among them."""
    if row.merged_into_id or (row.is_closed and not reopens(by)):
        return ()
    return flow_of(row).following(row.status_shown.code)


def reopens(by: Actor) -> bool:
    """Whether the actor may leave closed and cancelled: an admin, where the organization allows it."""
    return current().reopens_closed and "organization" in by.permissions


def move_along(row: Ticket, to: str, *, at: datetime, by: Actor = SYSTEM) -> Ticket:
    """A move that happens by itself: a locked ticket goes to the built-in status `to`, or what is nearest to it.

    The lifecycle's allowed moves bind people, not this. Where nothing comes near (`Flow.nearest`), the ticket stays.
    """
    nearest = flow_of(row).nearest(to, STATUSES[row.status])
    return put(row, nearest, by=by, at=at) if nearest else row


def put(row: Ticket, to: Shown | str, *, by: Actor, at: datetime, takes_back: bool = False) -> Ticket:
    """Write the new status of a locked ticket with its times, without asking whether the move is allowed.

    `to` by text is a built-in status. What only takes a move back (`takes_back`) reopens nothing.
    """
    wanted = catalogue().shown(to, None, row.type_id) if isinstance(to, str) else to
    if is_at(row, wanted):
        return row
    shown, before, after = row.status_shown, STATUSES[row.status], wanted.stands_for
    row.status, row.state, row.own_status_id = after.code, after.state, wanted.own_id
    row.resolved_at = (row.resolved_at or at) if after.state in FINISHED else None
    row.closed_at = at if after.state == "closed" else None
    row.snoozed_until = row.snoozed_until if row.is_unfinished else None
    is_open_again = before.state in FINISHED and after.state not in FINISHED
    reopened = is_open_again and before.code != "auto_close" and not takes_back
    if reopened:
        row.reopened_at, row.reopen_count = at, row.reopen_count + 1
    times = ("resolved_at", "closed_at", "reopened_at", "snoozed_until")
    save(row, at, "status", "state", "own_status", "reopen_count", *times)
    name = events.REOPENED if reopened else events.STATUS_CHANGED
    record(name, row, by=by, at=at, data=_told(shown, wanted))
    return row


def begin(ticket: Ticket) -> None:
    """Give an unsaved ticket the status that its lifecycle begins with: open, or what stands for it there."""
    first = flow_of(ticket).nearest("open", STATUSES["draft"])
    if first:
        ticket.status, ticket.state, ticket.own_status_id = first.stands_for.code, first.state, first.own_id


def is_at(row: Ticket, status: Shown) -> bool:
    """Whether the ticket has this very status."""
    return (row.status, row.own_status_id) == (status.stands_for.code, status.own_id)


def _told(before: Shown, after: Shown) -> dict[str, str]:
    """Built-in codes for rules and clocks, own codes and the names of the day for readers."""
    return {
        "from": before.stands_for.code, "to": after.stands_for.code, "from_code": before.code, "to_code": after.code,
        "from_name": before.name, "to_name": after.name,
    }  # fmt: skip


def _list(statuses: tuple[Shown, ...]) -> str:
    return ", ".join(f"{status.name} ({status.code})" for status in statuses)
