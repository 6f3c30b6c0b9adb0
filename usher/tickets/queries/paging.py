"""Pages of ticket ids by keyset: the hundredth page costs what the first one does.

A sort that no single index serves for a whole list (by priority, by status) is put together from one ordered part
per state or status, each of which an index does serve.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Value

from usher.base.refusals import Invalid
from usher.tickets.models import STATUSES, Ticket

PAGE = 50  # rows
MOST = 200  # rows that one answer may hold when it refreshes what is shown already
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sort:
    """How a list is ordered: by a column, then by id, over parts (values of `by`) that are merged or follow each other."""

    column: str
    by: str = ""
    parts: tuple[str, ...] = ()
    follow: bool = False  # the parts come one after the other instead of being merged


STATES = ("open", "waiting", "resolved", "closed")
SORTS = {
    "updated": Sort("updated_at"),
    "created": Sort("created_at"),
    "priority": Sort("priority", "state", STATES),
    "status": Sort("updated_at", "status", tuple(code for code in STATUSES if code != "draft"), follow=True),
}


@dataclass(frozen=True, slots=True)
class Order:
    """A sort and its direction: newest, most urgent, open before closed; `ascending` is the exact reverse."""

    sort: str = "updated"
    ascending: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of a row in a list: rank of its part (0 where parts are merged), sort value, id."""

    rank: int
    value: int  # microseconds since 1970 for times
    id: int

    def __str__(self) -> str:
        return f"{self.rank}-{self.value}-{self.id}"


@dataclass(frozen=True, slots=True)
class Page:
    """Ids in order, the place of the last one, and whether more follow it."""

    ids: list[int]
    last: Cursor | None
    has_more: bool


def cursor_of(text: str, name: str = "after") -> Cursor | None:
    """Read a cursor from an address; None for an empty one, Invalid for what is none."""
    if not text:
        return None
    numbers = text.split("-")
    if len(numbers) != 3 or not all(number.isdecimal() and len(number) < 19 for number in numbers):
        raise Invalid({name: "This is not a place in a list. Start again from the first page."})
    return Cursor(*map(int, numbers))


def page_of(
    tickets: QuerySet[Ticket], order: Order, *, after: Cursor | None = None, until: Cursor | None = None, size: int = 0
) -> Page:
    """The ids that follow `after`: `size` (else PAGE) of them, or with `until` all up to and including that place (at most MOST)."""
    sort = SORTS[order.sort]
    limit = MOST if until else size or PAGE
    parts = [
        _ordered(part, sort, order, rank, after, until)[: limit + 1]
        for rank, part in _parts(tickets, sort)
        if not sort.follow or _within(rank, after, until, order.ascending)
    ]
    rows = list(parts[0] if len(parts) == 1 else _merged(parts, sort, order)[: limit + 1]) if parts else []
    shown = rows[:limit]
    last = Cursor(shown[-1][0], _number(shown[-1][1]), shown[-1][2]) if shown else None
    return Page([row[2] for row in shown], last, len(rows) > limit)


def _within(rank: int, after: Cursor | None, until: Cursor | None, ascending: bool) -> bool:
    first, last = (until, after) if ascending else (after, until)
    return (first is None or rank >= first.rank) and (last is None or rank <= last.rank)


def _parts(tickets: QuerySet[Ticket], sort: Sort) -> list[tuple[int, QuerySet[Ticket]]]:
    if not sort.parts:
        return [(0, tickets)]
    return [(rank if sort.follow else 0, tickets.filter(**{sort.by: part})) for rank, part in enumerate(sort.parts)]


def _ordered(
    part: QuerySet[Ticket], sort: Sort, order: Order, rank: int, after: Cursor | None, until: Cursor | None
) -> QuerySet[Any, tuple[int, Any, int]]:
    if after and (not sort.follow or rank == after.rank):
        part = part.filter(_beyond(sort.column, after, order.ascending))
    if until and (not sort.follow or rank == until.rank):
        part = part.filter(_up_to(sort.column, until, order.ascending))
    sign = "" if order.ascending else "-"
    ranked = part.annotate(rank=Value(rank, IntegerField()))
    return ranked.order_by(f"{sign}{sort.column}", f"{sign}id").values_list("rank", sort.column, "id")


def _merged(parts: list[QuerySet[Any, Any]], sort: Sort, order: Order) -> QuerySet[Any, Any]:
    sign, opposite = ("", "-") if order.ascending else ("-", "")
    return parts[0].union(*parts[1:], all=True).order_by(f"{opposite}rank", f"{sign}{sort.column}", f"{sign}id")


def _beyond(column: str, place: Cursor, ascending: bool) -> Q:
    # Written so that the first condition bounds the scan of an index on (column, id).
    op, value = ("gt" if ascending else "lt"), _value(column, place.value)
    return Q(**{f"{column}__{op}e": value}) & (Q(**{f"{column}__{op}": value}) | Q(**{f"id__{op}": place.id}))


def _up_to(column: str, place: Cursor, ascending: bool) -> Q:
    op, value = ("lt" if ascending else "gt"), _value(column, place.value)
    return Q(**{f"{column}__{op}e": value}) & (Q(**{f"{column}__{op}": value}) | Q(**{f"id__{op}e": place.id}))


def _value(column: str, number: int) -> Any:
    if column == "priority":
        return min(number, 9)
    return EPOCH + timedelta(microseconds=min(number, 4 * 10**15))


def _number(value: Any) -> int:
    return (value - EPOCH) // timedelta(microseconds=1) if isinstance(value, datetime) else int(value)
