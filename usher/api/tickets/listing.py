"""The hot list: one round trip for the tenant, the page and the total, one for the end of the transaction."""

import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from usher.api.paging import Pagination, offset_of, pagination
from usher.api.tickets.bounds import bounded
from usher.api.tickets.conditions import condition_of, in_sql
from usher.api.tickets.filters import Filters, filters_of
from usher.api.tickets.order import BEST, Order, Place, order_of
from usher.api.tickets.query import TicketQuery, one_of
from usher.api.tickets.rows import keys_sql, rows_sql
from usher.api.tickets.sorting import custom_prefix
from usher.base.refusals import Invalid
from usher.base.tenancy import entered
from usher.people.actors import Actor
from usher.search.queries import search_tickets
from usher.tickets.access import visible_to
from usher.tickets.representation import TicketShape, cursor, select

# Counting costs time with the number of rows, so a total is kept the longer the larger it is: 2 s at 40,000.
ROWS_PER_SECOND = 20_000
LONGEST = 10.0  # seconds
MOST_TOTALS = 2000
BY_ID = "SELECT * FROM tickets_ticket t WHERE t.organization_id = %(organization)s AND t.id = ANY(%(found)s::bigint[])"
TREE = "tree"  # begins the names of a condition's values; they may hold the time of day, its text does not
_totals: dict[Any, tuple[int, float]] = {}


@dataclass(frozen=True)
class Listed:
    """A page, where it lies, and the cursor of the next one ("" when there is none)."""

    tickets: list[TicketShape]
    pagination: Pagination
    next_cursor: str


@dataclass(frozen=True)
class _Asked:
    """What was asked, read: the total counts `counted`; `place` is where a cursor points."""

    filters: Filters
    counted: Filters
    order: Order
    size: int
    offset: int
    place: Place | None
    is_best_first: bool
    is_special: bool  # has conditions that no index is made for
    key: Any = field(default=None)

    @property
    def is_plain(self) -> bool:
        return self.is_best_first or self.order.is_plain


def list_tickets(query: TicketQuery, *, organization_id: int, actor: Actor, at: datetime, condition: Any = None) -> Listed:
    """The tickets that the actor may view and the query (with the condition beside it) asks for.

    Invalid names all that means nothing; TooMuch when the database would need too long to find them.
    """
    asked = _asked(query, organization_id, actor, at, condition)
    is_hot = asked.is_plain and not asked.is_special
    with entered(organization_id, one_trip=is_hot), nullcontext() if is_hot else bounded():
        for filters in (asked.filters, asked.counted):
            _narrow(actor, filters)
        tickets, ends, total = _fetch(asked) if asked.is_plain else _fetch_keys(asked)
    page = asked.place.page if asked.place else query.page
    more = len(tickets) == query.page_size and not query.search.strip()
    following = asked.order.cursor(ends, tickets[-1].id, page) if more else ""
    return Listed(tickets, pagination(page, query.page_size, total), following)


def _asked(query: TicketQuery, organization_id: int, actor: Actor, at: datetime, condition: Any) -> _Asked:
    errors: dict[str, str] = {}
    is_special = bool(condition or query.filter or query.others)
    searches = bool(query.search.strip())
    names_custom = any(custom_prefix(part.strip(" -+")) for part in (*query.sort.split(","), query.sort_by))
    filters = filters_of(query, organization_id, errors)
    with entered(organization_id) if is_special or searches or names_custom else nullcontext():
        order = order_of(query, errors)
        trees = condition_of(query, condition, errors)
        if query.envelope:
            _check_envelope(query.envelope, errors)
        place = _place(query, order, errors)
        if errors:
            raise Invalid(errors)
        for number, tree in enumerate(trees):
            sql, values = in_sql(tree, at, f"{TREE}{number}_")
            filters.add(sql, **values)
        if searches:
            filters.add("t.id = ANY(%(found)s::bigint[])", found=search_tickets(actor, query.search))
    counted = filters.copy()
    offset = 0 if place else offset_of(query.page, query.page_size)
    key = (query.filter, repr(condition), repr(query.others)) if trees else ()
    best_first = searches and not (query.sort or query.sort_by)
    return _Asked(filters, counted, order, query.page_size, offset, place, best_first, bool(trees), key)


def _check_envelope(text: str, errors: dict[str, str]) -> None:
    try:
        one_of("tickets", "data")(text)
    except ValueError as error:
        errors["envelope"] = str(error)


def _place(query: TicketQuery, order: Order, errors: dict[str, str]) -> Place | None:
    try:
        if not query.cursor:
            offset_of(query.page, query.page_size)
        return order.after(query.cursor) if query.cursor and not errors else None
    except Invalid as invalid:
        errors |= invalid.errors
        return None


def _narrow(actor: Actor, filters: Filters) -> None:
    if "draft" in filters.statuses or "draft" in filters.states:
        own = "(t.state <> 'draft' OR t.created_by_kind = %(author_kind)s AND t.created_by_id = %(author)s::bigint)"
        filters.add(own, author_kind=actor.kind, author=actor.id)
    elif not filters.statuses and not filters.states:  # else it is said already, by what the index holds
        filters.add("t.state <> 'draft'")  # drafts are listed when asked for, to their author
    if "view_all" in actor.permissions:
        return
    sql, values = visible_to(actor).values("pk").query.sql_with_params()
    names = {f"v{index}": value for index, value in enumerate(values)}
    filters.add(f"t.id IN ({sql % tuple(f'%({name})s' for name in names)})", **names)


def _fetch(asked: _Asked) -> tuple[list[TicketShape], Sequence[Any], int]:
    order = BEST if asked.is_best_first else asked.order.sql
    rows = rows_sql(asked.filters, asked.order, asked.place, order, asked.size, asked.offset)
    values = asked.filters.values | (asked.place.named if asked.place else {})
    with cursor() as reader, connection.connection.cursor() as counter:
        prepare = not asked.is_special and asked.offset == 0
        reader.execute(select(rows, order=order, whole=False), values, prepare=prepare)
        total = _count(asked, counter)
        tickets = reader.fetchall()
        ends = asked.order.place_of(tickets[-1]) if tickets and not asked.is_best_first else []
        return tickets, ends, total()


def _fetch_keys(asked: _Asked) -> tuple[list[TicketShape], Sequence[Any], int]:
    """First which tickets in which place, then the tickets: for orders by what a ticket does not show, or not always has."""
    sql = keys_sql(asked.filters, asked.order, asked.place, asked.size, asked.offset)
    values = asked.filters.values | (asked.place.named if asked.place else {})
    with cursor() as reader, connection.connection.cursor() as finder:
        finder.execute(sql, values, prepare=False)
        keys = finder.fetchall()
        total = _count(asked, finder)
        found = {"organization": asked.filters.values["organization"], "found": [key[0] for key in keys]}
        reader.execute(select(BY_ID, order=BEST, whole=False), found)
        return reader.fetchall(), keys[-1][1:] if keys else (), total()


def _count(asked: _Asked, counter: Any) -> Any:
    where = asked.counted.where()
    kept = repr({name: value for name, value in asked.counted.values.items() if not name.startswith(TREE)})
    key = (where, kept, asked.key)
    total, until = _totals.get(key, (0, 0.0))
    if time.monotonic() < until:
        return lambda: total
    counter.execute(f"SELECT count(*) FROM tickets_ticket t WHERE {where}", asked.counted.values)

    def counted() -> int:
        number = int(counter.fetchone()[0])
        _remember(key, number)
        return number

    return counted


def _remember(key: Any, total: int) -> None:
    if len(_totals) >= MOST_TOTALS:
        _totals.clear()
    _totals[key] = (total, time.monotonic() + min(LONGEST, total / ROWS_PER_SECOND))
