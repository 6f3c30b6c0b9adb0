"""Out of the lists of work until a time, or until somebody outside writes."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.models import Ticket

LONGEST = timedelta(days=366)


class SnoozeRefused(Refused):
    """Only what is work can be put off."""

    code = "snooze_refused"


@transaction.atomic
def snooze(ticket: Ticket, *, until: datetime, by: Actor, at: datetime) -> Ticket:
    """Leave the lists of work until the time; again with another time moves it.

    Refuses a time that is over or more than a year away, and tickets that are finished or drafts.
    """
    if not at < until <= at + LONGEST:
        raise Invalid({"until": "Choose a time between now and a year from now."})
    until = until.astimezone(UTC)
    row = locked(ticket)
    if not row.is_unfinished:
        raise SnoozeRefused(f"{row.code} is {row.status_shown.name.lower()}: only open tickets are snoozed.")
    if row.snoozed_until == until:
        return row
    before, row.snoozed_until = row.snoozed_until, until
    save(row, at, "snoozed_until")
    data = {"from": before.isoformat() if before else None, "to": until.isoformat()}
    record(events.SNOOZED, row, by=by, at=at, data=data)
    return row


@transaction.atomic
def wake(ticket: Ticket, *, by: Actor, at: datetime, why: str = "hand") -> Ticket:
    """Come back to the lists of work: by hand, or because the time is over (`why="time"`)."""
    row = locked(ticket)
    if row.snoozed_until and (why != "time" or row.snoozed_until <= at):
        end_snooze(row, by=by, at=at, why=why)
    return row


def end_snooze(row: Ticket, *, by: Actor, at: datetime, why: str) -> None:
    """Wake a locked ticket that sleeps; one that does not is left alone."""
    if row.snoozed_until:
        before, row.snoozed_until = row.snoozed_until, None
        save(row, at, "snoozed_until")
        record(events.WOKEN, row, by=by, at=at, data={"from": before.isoformat(), "why": why})
