"""May this actor do this to that ticket? The one rule; every door asks it (product.md section 3)."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import Exists, OuterRef, Q, QuerySet

from usher.base.refusals import Forbidden, NotFound
from usher.people.actors import Actor
from usher.tickets.models import Assignment, Ticket

Deed = Literal["view", "reply", "note", "assign", "take", "edit", "delete", "merge"]

# Taking a ticket oneself needs only the right to reply.
NEEDS: dict[Deed, str] = {"take": "reply"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer and the reason, both for people."""

    allowed: bool
    because: str


def may(actor: Actor, to: Deed, ticket: Ticket) -> Verdict:
    """Whether the actor may do the deed, and why."""
    seen = _may_view(actor, ticket)
    if to == "view" or not seen.allowed:
        return seen
    if actor.kind == "system":
        return Verdict(True, "Usher itself acts")
    if actor.kind == "contact":
        return Verdict(to == "reply", "contacts write on their own tickets and do nothing else")
    permission = NEEDS.get(to, to)
    if permission not in actor.permissions:
        return Verdict(False, f"{actor.name} lacks the permission “{permission}”")
    if "act_on_all" in actor.permissions:
        return Verdict(True, "the role acts on all tickets")
    if _is_theirs(actor, ticket):
        return Verdict(True, "the ticket is theirs, their team's or nobody's")
    return Verdict(False, "it is assigned to somebody else, and the role acts on own, team's and unassigned tickets only")


def _may_view(actor: Actor, ticket: Ticket) -> Verdict:
    if actor.kind == "system" or "view_all" in actor.permissions:
        return Verdict(True, "sees all tickets")
    if actor.kind == "contact":
        own = ticket.requester_id == actor.id and not ticket.is_internal
        return Verdict(own, "contacts see their own public tickets")
    if "view_team" in actor.permissions and (ticket.team_id in actor.team_ids or _is_own(actor, ticket)):
        return Verdict(True, "sees their own and their teams' tickets")
    if "view_own" in actor.permissions and _is_own(actor, ticket):
        return Verdict(True, "sees their own tickets")
    return Verdict(False, "no permission lets them see this ticket")


def _is_own(actor: Actor, ticket: Ticket) -> bool:
    return actor.kind == "member" and (
        ticket.assignee_id == actor.id or ticket.assignments.filter(member_id=actor.id or 0).exists()
    )


def _is_theirs(actor: Actor, ticket: Ticket) -> bool:
    nobody = ticket.assignee_id is None and (ticket.team_id is None or ticket.team_id in actor.team_ids)
    return nobody or ticket.team_id in actor.team_ids or _is_own(actor, ticket)


def visible_to(actor: Actor) -> QuerySet[Ticket]:
    """The tickets outside the bin that the actor may view: the same rule as `may(actor, "view", …)`, for lists."""
    tickets: QuerySet[Ticket] = Ticket.objects.filter(deleted_at=None)
    if actor.kind == "system" or "view_all" in actor.permissions:
        return tickets
    if actor.kind == "contact":
        return tickets.filter(requester_id=actor.id, visibility="public")
    joined = Assignment.objects.filter(ticket=OuterRef("pk"), member_id=actor.member_id or 0)
    own = Q(assignee_id=actor.member_id) | Q(Exists(joined))
    if "view_team" in actor.permissions:
        return tickets.filter(own | Q(team_id__in=actor.team_ids))
    if "view_own" in actor.permissions:
        return tickets.filter(own)
    return tickets.none()


def get_ticket(actor: Actor, *, to: Deed = "view", deleted: bool = False, **lookup: object) -> Ticket:
    """Find by `pk=`, `number=` or `code=` and permit in one step.

    NotFound for what the actor may not view (a stranger cannot tell), Forbidden with the reason for the rest.
    Tickets in the bin are found only with `deleted=True`.
    """
    tickets = Ticket.objects.select_related("requester", "company", "assignee", "team", "type", "category", "mailbox")
    ticket = tickets.filter(**lookup, deleted_at__isnull=not deleted).first()
    if ticket is None or not may(actor, "view", ticket).allowed:
        raise NotFound("There is no such ticket.")
    verdict = may(actor, to, ticket)
    if not verdict.allowed:
        raise Forbidden(f"{actor.name} may not {to} {ticket.code}: {verdict.because}.")
    return ticket
