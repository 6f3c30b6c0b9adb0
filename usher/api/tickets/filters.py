"""From the list's parameters to conditions in SQL."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from usher.api.fields import StatusName
from usher.api.tickets.query import TicketQuery, an_id, listed, moment, one_of
from usher.base.tenancy import entered
from usher.tickets.lifecycles import Shown, catalogue
from usher.tickets.models import PRIORITIES, STATUSES, priority_named, status_named
from usher.tickets.models.ticket import SOURCES

STATES = tuple(dict.fromkeys(status.state for status in STATUSES.values()))


@dataclass
class Filters:
    """Conditions that must all hold, their values, and statuses and states apart: each has its own place in the index."""

    conditions: list[str] = field(default_factory=lambda: ["t.organization_id = %(organization)s", "t.deleted_at IS NULL"])
    values: dict[str, Any] = field(default_factory=dict)
    statuses: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)

    def copy(self) -> "Filters":
        """The same, to go on from."""
        return Filters(list(self.conditions), dict(self.values), self.statuses, self.states)

    def add(self, condition: str, **values: Any) -> None:
        """One more condition with the values it names."""
        self.conditions.append(condition)
        self.values |= values

    def where(self, *without: str) -> str:
        """All of it for WHERE, but for the columns `without` (status, state)."""
        conditions = list(self.conditions)
        for column, chosen in (("status", self.statuses), ("state", self.states)):
            if not chosen or column in without:
                continue
            if len(chosen) == 1:  # ANY of one would lose the order of the index
                self.values[column] = chosen[0]
                conditions.append(f"t.{column} = %({column})s")
            else:
                self.values[f"{column}s"] = chosen
                conditions.append(f"t.{column} = ANY(%({column}s)s::text[])")
        return " AND ".join(conditions)


def filters_of(query: TicketQuery, organization_id: int, errors: dict[str, str]) -> Filters:
    """All filters that have a parameter of their own; `errors` gets every one whose value means nothing."""
    filters = Filters(values={"organization": organization_id})
    _statuses(query, filters, errors)
    _words(query, filters, errors)
    _references(query, filters, errors)
    _times(query, filters, errors)
    return filters


def _statuses(query: TicketQuery, filters: Filters, errors: dict[str, str]) -> None:
    organization_id = filters.values["organization"]
    asked = listed(query.status, _status(organization_id), "status", errors)
    shown = [code for name in asked if isinstance(name, StatusName) for code in name.stands_for]
    if own := [status.own_id for status in asked if isinstance(status, Shown)]:
        filters.add("(t.own_status_id = ANY(%(own)s::bigint[]) OR t.status = ANY(%(shown)s::text[]))", own=own, shown=shown)
        shown = []
    exact = listed(query.exact_status, _exact_status, "exactStatus", errors)
    filters.statuses = list(dict.fromkeys([code for code in shown or exact if not exact or code in exact]))
    if query.status and query.exact_status and not filters.statuses:
        filters.add("false")
    filters.states = list(dict.fromkeys(listed(query.state, one_of(*STATES), "state", errors)))


def _status(organization_id: int) -> Callable[[str], StatusName | Shown]:
    """A reader of built-in statuses, and of those that the organization added."""

    def read(text: str) -> StatusName | Shown:
        if status_named(text):
            return StatusName(text)
        with entered(organization_id):
            status = catalogue().named(text)
            known = [*StatusName, *(each.code for each in catalogue().statuses.values() if each.own_id)]
        if status is None:
            raise ValueError(f"“{text[:40]}” is no status; choose from {', '.join(known)}.")
        return status if status.own_id else StatusName(status.code)

    return read


def _exact_status(text: str) -> str:
    status = status_named(text)
    if status is None:
        raise ValueError(f"“{text[:40]}” is no status; choose from {', '.join(StatusName)}.")
    return status.code


def _words(query: TicketQuery, filters: Filters, errors: dict[str, str]) -> None:
    if weights := listed(query.priority, _priority, "priority", errors):
        filters.add("t.priority = ANY(%(priorities)s::smallint[])", priorities=weights)
    if sources := listed(query.source, one_of(*SOURCES), "source", errors):
        filters.add("t.source = ANY(%(sources)s::text[])", sources=sources)
    if kinds := listed(query.visibility, one_of("public", "internal"), "visibility", errors):
        filters.add("t.visibility = ANY(%(kinds)s::text[])", kinds=kinds)
    if names := listed(query.category, _lowered, "category", errors):
        filters.add(
            "t.category_id IN (SELECT id FROM tickets_category WHERE organization_id = %(organization)s"
            " AND lower(name) = ANY(%(categories)s::text[]))",
            categories=names,
        )
    if tags := listed(query.tags, _lowered, "tags", errors):
        filters.add(
            "t.id IN (SELECT tl.ticket_id FROM tickets_label l JOIN tickets_ticketlabel tl"
            " ON tl.organization_id = l.organization_id AND tl.label_id = l.id"
            " WHERE l.organization_id = %(organization)s AND lower(l.name) = ANY(%(tags)s::text[]))",
            tags=tags,
        )
    if query.external_source:
        filters.add("t.external_source = %(external_source)s", external_source=_lowered(query.external_source, False))
    if query.external_ticket_id:
        known = _lowered(query.external_ticket_id, False)
        filters.add("t.external_id <> '' AND t.external_id = %(external_id)s", external_id=known)  # as the index says


def _lowered(text: str, fold: bool = True) -> str:
    return (text.lower() if fold else text).replace("\x00", "")  # PostgreSQL's text has no NUL


def _priority(text: str) -> int:
    priority = priority_named(text)
    if priority is None:
        raise ValueError(f"“{text[:40]}” is no priority; choose from {', '.join(PRIORITIES)}.")
    return int(priority)


def _references(query: TicketQuery, filters: Filters, errors: dict[str, str]) -> None:
    columns: dict[str, tuple[str, str]] = {
        "typeId": ("type_id", query.type_id), "ticketTypeId": ("type_id", query.ticket_type_id),
        "assignedToUserId": ("assignee_id", query.assigned_to_user_id), "assignedTo": ("assignee_id", query.assigned_to),
        "assignedToTeamId": ("team_id", query.assigned_to_team_id), "assignedTeamId": ("team_id", query.assigned_team_id),
        "categoryId": ("category_id", query.category_id), "requesterId": ("requester_id", query.requester_id),
        "companyId": ("company_id", query.company_id),
    }  # fmt: skip
    for name, (column, text) in columns.items():
        ids = listed(text, an_id, name, errors)
        known = [value for value in ids if value is not None]
        choices = [f"t.{column} = ANY(%({name})s::bigint[])"] * bool(known) + [f"t.{column} IS NULL"] * (None in ids)
        if choices:
            filters.add(f"({' OR '.join(choices)})", **({name: known} if known else {}))


def _times(query: TicketQuery, filters: Filters, errors: dict[str, str]) -> None:
    bounds: list[tuple[str, str, str]] = [
        ("createdAfter", query.created_after, "t.created_at >="), ("createdBefore", query.created_before, "t.created_at <"),
        ("updatedAfter", query.updated_after, "t.updated_at >="), ("updatedBefore", query.updated_before, "t.updated_at <"),
    ]  # fmt: skip
    for name, text, comparison in bounds:
        if at := moment(text, name, errors):
            filters.add(f"{comparison} %({name})s::timestamptz", **{name: at})
