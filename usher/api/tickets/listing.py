"""The hot list: one round trip for the tenant, the page and the total, one for the end of the transaction."""

import time
from dataclasses import dataclass
from typing import Any

from django.db import connection

from usher.api.paging import Pagination, offset_of, pagination
from usher.api.tickets.filters import Filters, filters_of
from usher.api.tickets.order import order_of
from usher.api.tickets.query import TicketQuery
from usher.base.tenancy import entered
from usher.people.actors import Actor
from usher.search.queries import search_tickets
from usher.tickets.access import visible_to
from usher.tickets.representation import TicketShape, cursor, select

# Counting costs time with the number of rows, so a total is kept the longer the larger it is: 2 s at 40,000.
ROWS_PER_SECOND = 20_000
LONGEST = 10.0  # seconds
MOST_TOTALS = 2000
_totals: dict[Any, tuple[int, float]] = {}


@dataclass(frozen=True)
class Listed:
    """A page, where it lies, and the cursor of the next one ("" when there is none)."""

    tickets: list[TicketShape]
    pagination: Pagination
    next_cursor: str


def list_tickets(query: TicketQuery, *, organization_id: int, actor: Actor) -> Listed:
    """The tickets that the actor may view and the query asks for. Invalid for values that mean nothing."""
    filters, order = filters_of(query, organization_id), order_of(query)
    sql = order.sql
    if query.search.strip():
        with entered(organization_id):
            found = search_tickets(actor, query.search)
        filters.add("t.id = ANY(%(found)s::bigint[])", found=found)
        if not (query.sort or query.sort_by):
            sql = "array_position(%(found)s::bigint[], t.id)"
    page, offset = query.page, 0
    counted = Filters(list(filters.conditions), dict(filters.values), filters.statuses)
    if query.cursor:
        condition, values, page = order.after(query.cursor)
        filters.add(condition, **values)
    else:
        offset = offset_of(query.page, query.page_size)
    with entered(organization_id, one_trip=True):
        _narrow(actor, filters, counted)
        tickets, total = _fetch(filters, counted, sql, query.page_size, offset)
    more = len(tickets) == query.page_size and order.has_cursors and not query.search
    following = order.cursor_after(tickets[-1], page) if more else ""
    return Listed(tickets, pagination(page, query.page_size, total), following)


def _narrow(actor: Actor, *each: Filters) -> None:
    if "view_all" in actor.permissions:
        return
    sql, values = visible_to(actor).values("pk").query.sql_with_params()
    names = {f"v{index}": value for index, value in enumerate(values)}
    for filters in each:
        filters.add(f"t.id IN ({sql % tuple(f'%({name})s' for name in names)})", **names)


def _fetch(filters: Filters, counted: Filters, order: str, size: int, offset: int) -> tuple[list[TicketShape], int]:
    key = (counted.where, tuple(counted.statuses), repr(counted.values))
    total, until = _totals.get(key, (0, 0.0))
    is_known = time.monotonic() < until
    with cursor() as reader, connection.connection.cursor() as counter:
        sql = select(_rows(filters, order, size, offset), order=order, whole=False)
        reader.execute(sql, filters.values, prepare=offset == 0)
        if not is_known:
            rows = "SELECT count(*) FROM tickets_ticket t WHERE " + _with_statuses(counted)
            counter.execute(rows, counted.values)
        tickets = reader.fetchall()
        if not is_known:
            total = counter.fetchone()[0]
            _remember(key, total)
    return tickets, total


def _rows(filters: Filters, order: str, size: int, offset: int) -> str:
    # Several statuses: each is read from its own stretch of the index in order, and the stretches are merged.
    limit = f"LIMIT {size} OFFSET {offset}"
    if len(filters.statuses) < 2 or order.startswith("array_position"):
        return f"SELECT * FROM tickets_ticket t WHERE {_with_statuses(filters)} ORDER BY {order} {limit}"
    branches = []
    for index, code in enumerate(filters.statuses):
        name = f"status{index}"
        filters.values[name] = code
        branches.append(
            f"(SELECT * FROM tickets_ticket t WHERE {filters.where} AND t.status = %({name})s"
            f" ORDER BY {order} LIMIT {size + offset})"
        )
    return f"SELECT * FROM ({' UNION ALL '.join(branches)}) t ORDER BY {order} {limit}"


def _with_statuses(filters: Filters) -> str:
    if not filters.statuses:
        return filters.where
    if len(filters.statuses) == 1:  # ANY of one would lose the order of the index
        filters.values["status"] = filters.statuses[0]
        return f"{filters.where} AND t.status = %(status)s"
    filters.values["statuses"] = filters.statuses
    return f"{filters.where} AND t.status = ANY(%(statuses)s::text[])"


def _remember(key: Any, total: int) -> None:
    if len(_totals) >= MOST_TOTALS:
        _totals.clear()
    _totals[key] = (total, time.monotonic() + min(LONGEST, total / ROWS_PER_SECOND))
