"""Orders of lists, and places in them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q

from usher.base.refusals import Invalid

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COLUMNS = {"updated": "updated_at", "created": "created_at", "priority": "priority", "status": "updated_at"}
SORTS = tuple(COLUMNS)


@dataclass(frozen=True, slots=True)
class Order:
    """A sort and its direction: newest, most urgent, open before closed; `ascending` is the exact reverse."""

    sort: str = "updated"
    ascending: bool = False

    @property
    def column(self) -> str:
        """What decides within a status, or at all."""
        return COLUMNS[self.sort]

    @property
    def is_ranked(self) -> bool:
        """Whether statuses follow each other."""
        return self.sort == "status"

    @property
    def fields(self) -> tuple[str, str, str]:
        """For ORDER BY; `rank` is an annotation."""
        sign, opposite = ("", "-") if self.ascending else ("-", "")
        return f"{opposite}rank", f"{sign}{self.column}", f"{sign}id"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of a row: rank of its status (0 where no rank counts), sort value, id."""

    rank: int
    value: int  # microseconds since 1970 for times
    id: int

    def __str__(self) -> str:
        return f"{self.rank}-{self.value}-{self.id}"


def cursor_of(text: str, name: str = "after") -> Cursor | None:
    """Read a cursor from an address; None for an empty one, Invalid for what is none."""
    if not text:
        return None
    numbers = text.split("-")
    if len(numbers) != 3 or not all(number.isdecimal() and len(number) < 19 for number in numbers):
        raise Invalid({name: "This is not a place in a list. Start again from the first page."})
    return Cursor(*map(int, numbers))


def place_of(row: tuple[int, Any, int]) -> Cursor:
    """The place of a row given by rank, sort value and id."""
    rank, value, id = row
    number = (value - EPOCH) // timedelta(microseconds=1) if isinstance(value, datetime) else int(value)
    return Cursor(rank, number, id)


def beyond(order: Order, place: Cursor) -> Q:
    """What follows the place among rows of its own rank; the first condition bounds the scan of an index."""
    return _side(order, place, "gt" if order.ascending else "lt", "")


def up_to(order: Order, place: Cursor) -> Q:
    """What comes before the place among rows of its own rank, and the place itself."""
    return _side(order, place, "lt" if order.ascending else "gt", "e")


def _side(order: Order, place: Cursor, op: str, equal: str) -> Q:
    column, value = order.column, _value(order, place.value)
    return Q(**{f"{column}__{op}e": value}) & (Q(**{f"{column}__{op}": value}) | Q(**{f"id__{op}{equal}": place.id}))


def _value(order: Order, number: int) -> Any:
    if order.column == "priority":
        return min(number, 9)
    return EPOCH + timedelta(microseconds=min(number, 4 * 10**15))
