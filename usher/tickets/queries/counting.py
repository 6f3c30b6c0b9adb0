"""How many tickets lists hold, counted no further than people care."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet

from usher.base.tenancy import current_id
from usher.people.actors import Actor
from usher.tickets.access import visible_to
from usher.tickets.models import Ticket
from usher.tickets.models.status import UNFINISHED
from usher.tickets.queries.views import RECENT, tickets_in

CAP = 1000  # "999+": so the cost does not grow with the organization


def count_views(views: Sequence[str], actor: Actor, at: datetime) -> dict[str, int]:
    """The size of each view in one query, CAP at most."""
    sql, values, names = _counting(current_id(), tuple(views), actor)
    return dict.fromkeys(views, 0) | _counted(
        sql, [at + (value - ANY) if value == EDGE else value for value in values], names
    )


# The statement is the same each time but for the clock, and building it costs more than running it.
ANY = datetime(2000, 1, 1, tzinfo=UTC)
EDGE = ANY - RECENT


@lru_cache(maxsize=2048)
def _counting(organization_id: int, views: tuple[str, ...], actor: Actor) -> tuple[str, list[Any], list[str]]:
    return _statement({view: tickets_in(view, actor, ANY) for view in views})


def count_capped(lists: Mapping[str, QuerySet[Ticket]]) -> dict[str, int]:
    """The size of each list in one query, CAP at most."""
    return dict.fromkeys(lists, 0) | _counted(*_statement(lists))


def _statement(lists: Mapping[str, QuerySet[Ticket]]) -> tuple[str, list[Any], list[str]]:
    parts: list[str] = []
    values: list[Any] = []
    names: list[str] = []
    for name, tickets in lists.items():
        try:
            sql, parameters = tickets.order_by().values("pk")[:CAP].query.sql_with_params()
        except EmptyResultSet:  # Django knows already that nothing can match
            continue
        parts.append(f"(SELECT count(*) FROM ({sql}) AS list)")
        values.extend(parameters)
        names.append(name)
    return f"SELECT {', '.join(parts)}", values, names


def _counted(sql: str, values: Sequence[Any], names: Sequence[str]) -> dict[str, int]:
    if not names:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return dict(zip(names, cursor.fetchone(), strict=True))


def shown(count: int) -> int | str:
    """A capped count as people read it: "999+" at the cap."""
    return count if count < CAP else f"{CAP - 1}+"


def open_tickets_of(actor: Actor, contact_ids: Sequence[int]) -> dict[int, int]:
    """Requester id → unfinished tickets of theirs that the actor may see; one query for a page of contacts."""
    unfinished = visible_to(actor).filter(requester__in=contact_ids, state__in=UNFINISHED).order_by()
    rows = unfinished.values_list("requester").annotate(number=Count("pk", distinct=True)).values_list("requester", "number")
    return dict(rows)


def tickets_of(actor: Actor, contact_ids: Sequence[int]) -> dict[int, int]:
    """Requester id → all tickets of theirs that the actor may see; one query."""
    rows = visible_to(actor).filter(requester__in=contact_ids).order_by()
    return dict(rows.values_list("requester").annotate(number=Count("pk", distinct=True)).values_list("requester", "number"))
