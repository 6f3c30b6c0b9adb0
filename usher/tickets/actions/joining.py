"""Several members on one ticket: the assignee, who answers for it, and others who joined."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from usher.base.refusals import Invalid
from usher.events.bus import record
from usher.people.actors import Actor
from usher.people.models import Member
from usher.tickets import events
from usher.tickets.actions.assigning import assign
from usher.tickets.actions.locking import locked, save
from usher.tickets.actions.writing import refuse_closed
from usher.tickets.models import Assignment, Ticket

MOST = 20  # members on one ticket


@transaction.atomic
def add_assignee(ticket: Ticket, *, member: Member, by: Actor, at: datetime) -> Ticket:
    """One more member has the ticket; the first one becomes its assignee. Refuses deactivated members."""
    row = locked(ticket)
    if row.assignee_id is None:
        return assign(row, to=member, by=by, at=at)
    if row.assignee_id == member.pk or row.assignments.filter(member=member).exists():
        return row
    refuse_closed(row)
    if not member.is_active:
        raise Invalid({"assignee": f"{member.name} is deactivated and cannot take tickets."})
    if row.assignments.count() + 2 > MOST:
        raise Invalid({"assignee": f"{MOST} members have {row.code} already: take one off first."})
    Assignment.objects.create(ticket=row, member=member, created_at=at)
    save(row, at)
    record(events.ASSIGNEE_ADDED, row, by=by, at=at, data={"member": member.pk, "name": member.name})
    return row


@transaction.atomic
def remove_assignee(ticket: Ticket, *, member: Member, by: Actor, at: datetime) -> Ticket:
    """The member no longer has the ticket. Where it was the assignee, who joined longest ago moves up (see `assign`)."""
    row = locked(ticket)
    if row.assignee_id == member.pk:
        return assign(row, to=None, by=by, at=at)
    joined = row.assignments.filter(member=member)
    if not joined.exists():
        return row
    refuse_closed(row)
    joined.delete()
    save(row, at)
    record(events.ASSIGNEE_REMOVED, row, by=by, at=at, data={"member": member.pk, "name": member.name})
    return row


@transaction.atomic
def set_assignees(ticket: Ticket, *, members: Sequence[Member], by: Actor, at: datetime) -> Ticket:
    """Exactly these members have the ticket, the first of them as its assignee."""
    row = locked(ticket)
    for joined in list(row.assignments.exclude(member__in=members).select_related("member")):
        row = remove_assignee(row, member=joined.member, by=by, at=at)
    row = assign(row, to=members[0] if members else None, by=by, at=at)
    for member in members[1:]:
        row = add_assignee(row, member=member, by=by, at=at)
    return row
