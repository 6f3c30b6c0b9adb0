"""Narrowing a list: what the reader asked for, as a condition."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from usher.people.actors import Actor
from usher.people.models import Company, Contact, ContactAddress
from usher.tickets.fields import fields
from usher.tickets.models import Assignment, Priority, Ticket, TicketLabel
from usher.tickets.queries.custom_values import filled_with
from usher.tickets.queries.finding import found_by_words

MOST_JOINED = 5000  # tickets that a member joined beside an assignee; the newest
MOST_PEOPLE = 200  # contacts or companies that words in a filter may stand for


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty fields do not filter. Assignee, team: an id, "none", "me" or "mine"; requester, company: an id or words.

    Who joined a ticket beside its assignee counts as one.
    """

    statuses: tuple[str, ...] = ()  # built-in ones, and with each the added ones that stand for it
    own_statuses: tuple[int, ...] = ()  # ids of added ones alone
    priorities: tuple[Priority, ...] = ()
    assignee: str = ""
    team: str = ""
    label: int = 0
    type: int = 0
    requester: str = ""
    company: str = ""
    field: str = ""  # key of a custom field
    value: str = ""  # what it is or contains; any value when empty
    words: str = ""


def narrowed(tickets: QuerySet[Ticket], filters: Filters, actor: Actor) -> QuerySet[Ticket]:
    """Those of the tickets that every filter lets through."""
    condition = Q()
    if filters.statuses or filters.own_statuses:
        condition &= _has_status(filters)
    if filters.priorities:
        condition &= Q(priority__in=filters.priorities)
    if filters.assignee:
        condition &= _assigned(_one(filters.assignee, "me", actor.member_id or 0))
    if filters.team == "mine":
        condition &= Q(team_id__in=actor.team_ids)
    elif filters.team:
        condition &= Q(team_id=_one(filters.team, "", 0))
    if filters.label:
        condition &= Q(Exists(TicketLabel.objects.filter(ticket=OuterRef("pk"), label_id=filters.label)))
    if filters.type:
        condition &= Q(type_id=filters.type)
    if filters.requester:
        condition &= Q(requester_id__in=_contacts(filters.requester))
    if filters.company:
        condition &= Q(company_id__in=_companies(filters.company))
    if filters.field in fields().by_key:
        condition &= filled_with(fields().by_key[filters.field], filters.value, timezone.now())
    if filters.words:
        condition &= Q(pk__in=found_by_words(actor, filters.words))
    return tickets.filter(condition)


def _has_status(filters: Filters) -> Q:
    built_in, own = Q(status__in=filters.statuses), Q(own_status__in=filters.own_statuses)
    return built_in | own if filters.statuses and filters.own_statuses else own if filters.own_statuses else built_in


def _one(text: str, self_word: str, self_id: int) -> int | None:
    if text == "none":
        return None
    return self_id if text == self_word else int(text)


def _assigned(member_id: int | None) -> Q:
    joined = Assignment.objects.filter(member_id=member_id or 0).order_by("-id").values_list("ticket_id", flat=True)
    ids = list(joined[:MOST_JOINED]) if member_id else []
    return Q(assignee_id=member_id) | Q(pk__in=ids) if ids else Q(assignee_id=member_id)


def _contacts(text: str) -> list[int]:
    if text.isdecimal():
        return [int(text)]
    named = Contact.objects.filter(name__icontains=text).values_list("pk", flat=True)[:MOST_PEOPLE]
    addressed = ContactAddress.objects.filter(email__icontains=text).values_list("contact_id", flat=True)[:MOST_PEOPLE]
    return sorted({*named, *addressed})


def _companies(text: str) -> Any:
    if text.isdecimal():
        return [int(text)]
    return list(Company.objects.filter(name__icontains=text).values_list("pk", flat=True)[:MOST_PEOPLE])
