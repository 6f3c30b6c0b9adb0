"""Status, priority, type, category, team, labels and the like."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from usher.conditions import Fact
from usher.conditions.columns import Column, Text
from usher.people.models import Team
from usher.tickets.facts.rows import behind, names_of, of_ticket
from usher.tickets.lifecycles import catalogue
from usher.tickets.models import (
    PRIORITIES,
    STATUSES,
    Category,
    OrganizationStatus,
    Ticket,
    TicketLabel,
    TicketType,
    priority_named,
    status_named,
)
from usher.tickets.models.ticket import SOURCES
from usher.tickets.representation import SHOWN_STATUS

CODES = {code: code for code in STATUSES}
STATES: dict[str, str] = {status.state: status.state for status in STATUSES.values()}
# The five names that the API shows stand for all statuses shown so.
SHOWN: dict[str, Any] = CODES | {
    shown: tuple(code for code, name in SHOWN_STATUS.items() if name == shown) for shown in SHOWN_STATUS.values()
}
WEIGHTS = {code: int(weight) for code, weight in PRIORITIES.items()}


class _Status(Column):
    """Built-in statuses by code, those that the organization added by id."""

    def among(self, values: Sequence[Any], at: datetime) -> Q:
        own = [value for value in values if isinstance(value, int)]
        codes = [value for value in values if isinstance(value, str)]
        return Q(status__in=codes) | Q(own_status__in=own) if own else super().among(codes, at)


def _shown_status(text: str) -> Any:
    """A built-in status, or one that the organization added, by code or name."""
    status = status_named(text)
    if status:
        return SHOWN[status.code]
    added = catalogue().named(text)
    return added.own_id if added else None


def _status(text: str) -> str | None:
    status = status_named(text)
    return status.code if status else None


def _state(text: str) -> str | None:
    return STATES.get(text.strip().lower())


def _priority(text: str) -> int | None:
    priority = priority_named(text)
    return int(priority) if priority else None


def _labels(ticket: Ticket, at: datetime) -> list[str]:
    return list(ticket.labels.values_list("name", flat=True))


def _label_ids(ticket: Ticket, at: datetime) -> list[int]:
    return list(ticket.ticket_labels.values_list("label_id", flat=True))


FACTS = (
    Fact("status", "Status", "choice", lambda ticket, at: (ticket.status, ticket.own_status_id), _Status("status"),
         choices=SHOWN, aliases=_shown_status),
    Fact("exactStatus", "Exact status", "choice", lambda ticket, at: ticket.status, Column("status"), choices=CODES,
         aliases=_status),
    Fact("ownStatus", "Own status", "choice", lambda ticket, at: ticket.own_status and ticket.own_status.code,
         behind("own_status", OrganizationStatus, Text("code"))),
    Fact("state", "State", "choice", lambda ticket, at: ticket.state, Column("state"), choices=STATES, aliases=_state),
    Fact("priority", "Priority", "choice", lambda ticket, at: ticket.priority, Column("priority"), choices=WEIGHTS,
         aliases=_priority, ordered=True),
    Fact("visibility", "Visibility", "choice", lambda ticket, at: ticket.visibility, Column("visibility"),
         choices={"public": "public", "internal": "internal"}),
    Fact("source", "Source", "choice", lambda ticket, at: ticket.source, Column("source"),
         choices={source: source for source in SOURCES}, other_names=("channel",)),
    Fact("typeId", "Type", "reference", lambda ticket, at: ticket.type_id, Column("type"),
         ("ticketTypeId",), naming=names_of(TicketType)),
    Fact("type", "Type's name", "text", lambda ticket, at: ticket.type and ticket.type.name,
         behind("type", TicketType, Text("name")), ("typeName", "ticketType")),
    Fact("categoryId", "Category", "reference", lambda ticket, at: ticket.category_id, Column("category"),
         naming=names_of(Category)),
    Fact("category", "Category's name", "text", lambda ticket, at: ticket.category and ticket.category.name,
         behind("category", Category, Text("name")), ("categoryName",)),
    Fact("assignedToTeamId", "Team", "reference", lambda ticket, at: ticket.team_id, Column("team"),
         ("assignedTeamId", "teamId"), naming=names_of(Team)),
    Fact("team", "Team's name", "text", lambda ticket, at: ticket.team and ticket.team.name,
         behind("team", Team, Text("name")), ("teamName",)),
    Fact("tags", "Labels", "choice", _labels, of_ticket(TicketLabel, Text("label__name")),
         ("labels", "tag", "label"), many=True),
    Fact("tagIds", "Labels by id", "reference", _label_ids, of_ticket(TicketLabel, Column("label")),
         ("labelIds", "labelId"), many=True),
)  # fmt: skip
