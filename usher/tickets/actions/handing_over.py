"""All that somebody has in their hands goes to somebody else: when they leave, or are away for long."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from usher.base.refusals import Invalid
from usher.events.bus import record
from usher.people import events
from usher.people.actors import Actor
from usher.people.models import Member
from usher.tickets.actions.assigning import assign
from usher.tickets.actions.joining import remove_assignee
from usher.tickets.models import Assignment, Ticket
from usher.tickets.models.status import UNFINISHED


@transaction.atomic
def hand_over(member: Member, *, to: Member | None, by: Actor, at: datetime) -> int:
    """Give all unfinished tickets of the member to another one, or to nobody; returns how many.

    They follow one by one, as a job. Refuses deactivated receivers, and the member themselves.
    """
    if to and (to.pk == member.pk or not to.is_active):
        raise Invalid({"to": f"{to.name} cannot take these tickets. Choose another active member."})
    count = in_hands_of(member).count()
    if count:
        data = {"to": to.pk if to else None, "to_name": to.name if to else None, "tickets": count}
        record(events.HANDED_OVER, member, by=by, at=at, data=data)
    return count


def hand_over_some(member: Member, *, to: Member | None, by: Actor, at: datetime, most: int) -> int:
    """Hand over so many of the tickets, and return how many were left for it."""
    tickets = list(in_hands_of(member).order_by("id")[:most])
    for ticket in tickets:
        if ticket.assignee_id == member.pk:
            assign(ticket, to=to if to and to.is_active else None, by=by, at=at)
        remove_assignee(ticket, member=member, by=by, at=at)
    return len(tickets)


def in_hands_of(member: Member) -> QuerySet[Ticket]:
    """Unfinished tickets that the member is assigned to, alone or with others."""
    joined = Assignment.objects.filter(member=member).values("ticket_id")
    mine: QuerySet[Ticket] = Ticket.objects.filter(Q(assignee=member) | Q(pk__in=joined))
    return mine.filter(state__in=UNFINISHED, deleted_at=None)
