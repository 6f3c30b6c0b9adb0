"""The built-in views: which tickets belong to each, for one actor."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from usher.base.refusals import NotFound
from usher.people.actors import Actor
from usher.tickets.access import drafts_of, visible_to
from usher.tickets.models import Assignment, Draft, Follower, Ticket
from usher.tickets.models.status import FINISHED, UNFINISHED

RECENT = timedelta(days=7)
TEAM = "team-"  # the view of one team is team-<id>
VIEWS = ("mine", "unassigned", "open", "waiting", "snoozed", "resolved", "teams", "following", "drafts", "all")


def tickets_in(view: str, actor: Actor, at: datetime) -> QuerySet[Ticket]:
    """The tickets of a view that the actor may see, in no order. NotFound for a view that does not exist.

    All but `waiting`, `resolved`, `following` and `all` hold unfinished tickets only. `drafts` alone holds drafts: one's
    own, and the tickets on which one has begun to write. What is snoozed stands in none of the lists of work.
    """
    if view == "drafts":
        return _begun(actor)
    return visible_to(actor).filter(_condition(view, actor, at))


def states_in(view: str) -> tuple[str, ...]:
    """The states of a view that can be as large as the organization; empty for views that an index narrows down."""
    return {"open": UNFINISHED, "all": (*UNFINISHED, *FINISHED)}.get(view, ())


def _open_of(member_id: int) -> QuerySet[Ticket, Any]:
    """What the member has in hand, as the assignee or joined. One list of ids: an OR would read every open ticket."""
    first = Ticket.objects.filter(assignee_id=member_id, state__in=UNFINISHED, deleted_at=None, snoozed_until=None)
    joined = Assignment.objects.filter(member_id=member_id)
    return first.values("pk").union(joined.values("ticket_id"), all=True)


def _begun(actor: Actor) -> QuerySet[Ticket]:
    """The actor's own unfinished requests, and the tickets they see and have begun to write on."""
    begun = visible_to(actor).filter(pk__in=Draft.objects.filter(member_id=actor.member_id or 0).values("ticket_id"))
    return Ticket.objects.filter(pk__in=drafts_of(actor).values("pk").union(begun.values("pk")))


def _condition(view: str, actor: Actor, at: datetime) -> Q:
    unfinished = Q(state__in=UNFINISHED)
    work = unfinished & Q(snoozed_until=None)
    if view.startswith(TEAM) and view.removeprefix(TEAM).isdecimal():
        return work & Q(team_id=int(view.removeprefix(TEAM)[:18]))
    match view:
        case "mine":
            return work & Q(pk__in=_open_of(actor.member_id or 0))
        case "unassigned":
            return work & Q(assignee=None)
        case "open":
            return work
        case "snoozed":
            return unfinished & Q(snoozed_until__isnull=False)
        case "waiting":
            return Q(status="waiting_customer")
        case "resolved":
            # A ticket changes when it is resolved: the bound on updated_at is implied and lets an index help.
            return Q(state__in=FINISHED, updated_at__gte=at - RECENT, resolved_at__gte=at - RECENT)
        case "teams":
            return work & Q(team_id__in=actor.team_ids)
        case "following":
            return ~Q(state="draft") & Q(
                Exists(Follower.objects.filter(ticket=OuterRef("pk"), member_id=actor.member_id or 0))
            )
        case "all":
            return ~Q(state="draft")
    raise NotFound(f"There is no view “{view}”.")
