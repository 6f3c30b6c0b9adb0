"""Pages of ticket ids by keyset: the hundredth page costs what the first one does.

No single index serves a whole organization's list by priority or by status. Such a list is put together from one ordered
part per state or status, each of which an index does serve. A list that holds few tickets is sorted as it is.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from usher.tickets.lifecycles import catalogue
from usher.tickets.models import STATUSES, Ticket
from usher.tickets.queries.places import Cursor, Order, beyond, place_of, up_to

PAGE = 50  # rows
DRAFTS = 99  # where they stand among the ranks of statuses: behind all
MOST = 200  # rows that one answer may hold when it refreshes what is shown already
Keys = QuerySet[Any, tuple[int, Any, int]]


@dataclass(frozen=True, slots=True)
class Page:
    """Ids in order, the place of the last one, and whether more follow it."""

    ids: list[int]
    last: Cursor | None
    has_more: bool


def page_of(
    tickets: QuerySet[Ticket], order: Order, *, after: Cursor | None = None, until: Cursor | None = None, size: int = 0,
    states: Collection[str] = (),
) -> Page:  # fmt: skip
    """The ids that follow `after`: `size` (else PAGE) of them, or with `until` all up to and including it (at most MOST).

    `states`: for a list as large as the organization, the states it holds; then it is put together from its parts.
    """
    limit = MOST if until else size or PAGE
    keys = _keys(tickets, order, after, until, states, limit + 1)
    rows = list(keys[: limit + 1]) if keys is not None else []
    shown = rows[:limit]
    return Page([row[2] for row in shown], place_of(shown[-1]) if shown else None, len(rows) > limit)


def _keys(
    tickets: QuerySet[Ticket], order: Order, after: Cursor | None, until: Cursor | None, states: Collection[str], most: int
) -> Keys | None:
    if order.is_ranked and states:
        parts = [
            _part(tickets.filter(status=status), order, rank, after, until)[:most]
            for rank, status in _ranks(order, after, until)
            if STATUSES[status].state in states
        ]
        return _joined(parts, order)
    if order.sort == "priority" and states:
        return _joined([_part(tickets.filter(state=state), order, 0, after, until)[:most] for state in states], order)
    if order.is_ranked:
        return _ranked(tickets, order, after, until)
    return _part(tickets, order, 0, after, until)


def _part(part: QuerySet[Ticket], order: Order, rank: int, after: Cursor | None, until: Cursor | None) -> Keys:
    """Rows of one rank; a place within another rank does not bound them."""
    if after and after.rank == rank:
        part = part.filter(beyond(order, after))
    if until and until.rank == rank:
        part = part.filter(up_to(order, until))
    ranked = part.annotate(rank=Value(rank, IntegerField()))
    return ranked.order_by(*order.fields[1:]).values_list("rank", order.column, "id")


def _ranks(order: Order, after: Cursor | None, until: Cursor | None) -> list[tuple[int, str]]:
    """The statuses between two places, as the organization orders them, with their ranks."""
    first, last = (until, after) if order.ascending else (after, until)
    return [
        (rank, status)
        for rank, status in enumerate(catalogue().ranked)
        if (not first or rank >= first.rank) and (not last or rank <= last.rank)
    ]


def _joined(parts: list[Keys], order: Order) -> Keys | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return parts[0].union(*parts[1:], all=True).order_by(*order.fields)


def _ranked(tickets: QuerySet[Ticket], order: Order, after: Cursor | None, until: Cursor | None) -> Keys:
    ranks = (When(status=code, then=Value(n)) for n, code in enumerate(catalogue().ranked))
    rank = Case(*ranks, default=Value(DRAFTS), output_field=IntegerField())
    rows = tickets.annotate(rank=rank)
    further, nearer = ("rank__lt", "rank__gt") if order.ascending else ("rank__gt", "rank__lt")
    if after:
        rows = rows.filter(Q(**{further: after.rank}) | Q(rank=after.rank) & beyond(order, after))
    if until:
        rows = rows.filter(Q(**{nearer: until.rank}) | Q(rank=until.rank) & up_to(order, until))
    return rows.order_by(*order.fields).values_list("rank", order.column, "id")
