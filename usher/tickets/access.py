"""May this actor do this to that ticket? The one rule; every door asks it (product.md section 3).

`visible_to` is the rule of `may(actor, "view", …)` for lists; tests/authz/test_a04 holds the two together.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from usher.base.refusals import Forbidden, NotFound
from usher.people.access import require
from usher.people.actors import Actor
from usher.people.models import Member, Team
from usher.people.permissions import title_of
from usher.tickets.deeds import DEEDS, Deed, Rule
from usher.tickets.models import Assignment, MessageFile, Ticket

__all__ = ["DEEDS", "Deed", "Verdict", "drafts_of", "get_ticket", "may", "may_read_file", "require_to_give", "visible_to"]


OF_A_DRAFT = ("finish", "delete", "see_bin", "restore")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer and the reason, both for people."""

    allowed: bool
    because: str


def may(actor: Actor, to: Deed, ticket: Ticket) -> Verdict:
    """Whether the actor may do the deed, and why. Says nothing about what the ticket's state allows: verbs do.

    But for drafts: they exist for their authors alone, who finish them or throw them away.
    """
    if ticket.state == "draft" and actor.kind != "system":
        return _may_draft(actor, to, ticket)
    seen = _may_view(actor, ticket)
    if to == "view" or not seen.allowed:
        return seen
    if actor.kind == "system":
        return Verdict(True, _("Usher itself acts"))
    rule = DEEDS[to]
    if actor.kind == "contact":
        allowed = rule.contacts and ticket.requester_id == actor.id
        return Verdict(allowed, _("contacts write on their own tickets and do nothing else"))
    for permission in rule.needs:
        if permission not in actor.permissions:
            lacks = _("%(name)s lacks the permission “%(permission)s”")
            return Verdict(False, lacks % {"name": actor.name, "permission": title_of(permission)})
    return _may_act(actor, rule, ticket)


def _may_draft(actor: Actor, to: Deed, ticket: Ticket) -> Verdict:
    own = (ticket.created_by_kind, ticket.created_by_id) == (actor.kind, actor.id)
    if to == "view" or not own:
        return Verdict(own, _("a draft is seen by who writes it only"))
    begins = actor.kind == "contact" or "create" in actor.permissions
    return Verdict(begins and to in OF_A_DRAFT, _("a draft is changed, finished or thrown away, nothing else"))


def _may_act(actor: Actor, rule: Rule, ticket: Ticket) -> Verdict:
    if rule.anywhere:
        return Verdict(True, _("whoever sees the ticket and has the permission may"))
    if "act_on_all" in actor.permissions:
        return Verdict(True, _("the role acts on all tickets"))
    if _is_own(actor, ticket):
        return Verdict(True, _("the ticket is assigned to them"))
    if ticket.team_id in actor.team_ids:
        return Verdict(True, _("the ticket is their team's"))
    if ticket.assignee_id is None and ticket.team_id is None:
        return Verdict(True, _("the ticket is nobody's yet"))
    return Verdict(
        False,
        _("it is assigned to somebody else, and the role acts on own, team's and unassigned tickets only"),
    )


def _may_view(actor: Actor, ticket: Ticket) -> Verdict:
    if actor.kind == "system":
        return Verdict(True, _("Usher itself acts"))
    if actor.kind == "contact":
        return _may_contact_view(actor, ticket)
    if ticket.deleted_at and "delete" not in actor.permissions:
        return Verdict(False, _("only who may delete tickets sees those in the bin"))
    if "view_all" in actor.permissions:
        return Verdict(True, _("the role sees all tickets"))
    if "view_team" in actor.permissions and (ticket.team_id in actor.team_ids or _is_own(actor, ticket)):
        return Verdict(True, _("the role sees own and team's tickets"))
    if "view_own" in actor.permissions and _is_own(actor, ticket):
        return Verdict(True, _("the role sees own tickets"))
    return Verdict(False, _("no permission lets them see this ticket"))


def _may_contact_view(actor: Actor, ticket: Ticket) -> Verdict:
    if ticket.is_internal or ticket.deleted_at:
        return Verdict(False, _("contacts see public tickets only"))
    if ticket.requester_id == actor.id:
        return Verdict(True, _("contacts see their own tickets"))
    if ticket.requester and ticket.requester.manager_id == actor.id:
        return Verdict(True, _("managers see the tickets of those who report to them"))
    if actor.primary_of and ticket.company_id == actor.primary_of:
        return Verdict(True, _("a company's primary contact sees the company's tickets"))
    return Verdict(False, _("contacts see their own tickets"))


def _is_own(actor: Actor, ticket: Ticket) -> bool:
    member_id = actor.own_id
    return member_id is not None and (ticket.assignee_id == member_id or member_id in _joined(ticket))


def _joined(ticket: Ticket) -> frozenset[int]:
    # A page asks for a dozen deeds: the further assigned members are read once for a loaded ticket.
    if "joined_ids" not in ticket.__dict__:
        ticket.__dict__["joined_ids"] = frozenset(ticket.assignments.values_list("member_id", flat=True))
    joined: frozenset[int] = ticket.__dict__["joined_ids"]
    return joined


def visible_to(actor: Actor, *, deleted: bool = False) -> QuerySet[Ticket]:
    """The tickets that the actor may view, for lists: those outside the bin, or with `deleted` those in it.

    A member's drafts stand in no list but their own (`drafts_of`); contacts have theirs among their tickets.
    """
    tickets: QuerySet[Ticket] = Ticket.objects.filter(deleted_at__isnull=not deleted)
    if actor.kind == "system":
        return tickets
    if actor.kind == "contact":
        return tickets.none() if deleted else tickets.filter(_contacts(actor), visibility="public")
    if deleted and "delete" not in actor.permissions:
        return tickets.none()
    tickets = tickets.exclude(state="draft")
    if "view_all" in actor.permissions:
        return tickets
    joined = Assignment.objects.filter(ticket=OuterRef("pk"), member_id=actor.own_id or 0)
    own = Q(assignee_id=actor.own_id or 0) | Q(Exists(joined))
    if "view_team" in actor.permissions:
        return tickets.filter(own | Q(team_id__in=actor.team_ids))
    if "view_own" in actor.permissions:
        return tickets.filter(own)
    return tickets.none()


def _contacts(actor: Actor) -> Q:
    others = Q(requester__manager_id=actor.id)
    if actor.primary_of:
        others |= Q(company_id=actor.primary_of)
    begun = Q(state="draft", created_by_kind="contact", created_by_id=actor.id)
    return ((Q(requester_id=actor.id) | others) & ~Q(state="draft")) | begun


def drafts_of(actor: Actor) -> QuerySet[Ticket]:
    """The requests that the actor has begun and not finished."""
    drafts: QuerySet[Ticket] = Ticket.objects.filter(state="draft", deleted_at=None)
    return drafts.filter(created_by_kind=actor.kind, created_by_id=actor.id)


def may_read_file(actor: Actor, file_id: int) -> bool:
    """Whether a message that the actor may read carries the file. One that is on no message yet is its members'."""
    places = MessageFile.objects.filter(file_id=file_id)
    if not actor.is_staff:
        places = places.filter(message__is_public=True)
    elif not places.exists():
        return True
    seen = visible_to(actor), visible_to(actor, deleted=True), drafts_of(actor)
    return any(places.filter(message__ticket__in=tickets).exists() for tickets in seen)


SHOWN = ("requester", "company", "assignee", "team", "type", "category", "mailbox")


def get_ticket(actor: Actor, *, to: Deed = "view", deleted: bool = False, **lookup: object) -> Ticket:
    """Find by `pk=`, `number=` or `code=` and permit in one step.

    NotFound for what the actor may not view (a stranger cannot tell), Forbidden with the reason for the rest.
    Tickets in the bin are found only with `deleted=True`. To be viewed, a ticket comes with the people and things it names.
    """
    tickets = Ticket.objects.select_related(*SHOWN) if to == "view" else Ticket.objects.all()
    ticket = tickets.filter(**lookup, deleted_at__isnull=not deleted).first()
    if ticket is None or not may(actor, "view", ticket).allowed:
        raise NotFound("There is no such ticket.")
    verdict = may(actor, to, ticket)
    if not verdict.allowed:
        raise Forbidden(f"{actor.name} may not {DEEDS[to].words} ({ticket.code}): {verdict.because}.")
    return ticket


def require_to_give(actor: Actor, *, assignee: Member | None, team: Team | None) -> None:
    """Refuse with Forbidden to open a ticket for others or for a team without the right to assign.

    For oneself the right to reply is enough, as it is to take one.
    """
    if team or (assignee and assignee.pk != actor.own_id):
        require(actor, "assign")
    elif assignee:
        require(actor, "reply")
