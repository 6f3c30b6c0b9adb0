"""The built-in views: which tickets belong to each, for one actor."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from usher.base.refusals import NotFound
from usher.people.actors import Actor
from usher.tickets.access import visible_to
from usher.tickets.models import Follower, Ticket
from usher.tickets.models.status import FINISHED, UNFINISHED

RECENT = timedelta(days=7)
TEAM = "team-"  # the view of one team is team-<id>
VIEWS = ("mine", "unassigned", "open", "waiting", "resolved", "teams", "following", "all")


def tickets_in(view: str, actor: Actor, at: datetime) -> QuerySet[Ticket]:
    """The tickets of a view that the actor may see, in no order. NotFound for a view that does not exist.

    All but `waiting`, `resolved`, `following` and `all` hold unfinished tickets only; none holds drafts.
    """
    return visible_to(actor).filter(_condition(view, actor, at))


def states_in(view: str) -> tuple[str, ...]:
    """The states of a view that can be as large as the organization; empty for views that an index narrows down."""
    return {"open": UNFINISHED, "all": (*UNFINISHED, *FINISHED)}.get(view, ())


def _condition(view: str, actor: Actor, at: datetime) -> Q:
    unfinished = Q(state__in=UNFINISHED)
    if view.startswith(TEAM) and view.removeprefix(TEAM).isdecimal():
        return unfinished & Q(team_id=int(view.removeprefix(TEAM)[:18]))
    match view:
        case "mine":
            return unfinished & Q(assignee_id=actor.member_id or 0)
        case "unassigned":
            return unfinished & Q(assignee=None)
        case "open":
            return unfinished
        case "waiting":
            return Q(status="waiting_customer")
        case "resolved":
            # A ticket changes when it is resolved: the bound on updated_at is implied and lets an index help.
            return Q(state__in=FINISHED, updated_at__gte=at - RECENT, resolved_at__gte=at - RECENT)
        case "teams":
            return unfinished & Q(team_id__in=actor.team_ids)
        case "following":
            return ~Q(state="draft") & Q(
                Exists(Follower.objects.filter(ticket=OuterRef("pk"), member_id=actor.member_id or 0))
            )
        case "all":
            return ~Q(state="draft")
    raise NotFound(f"There is no view “{view}”.")
