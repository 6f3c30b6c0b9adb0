"""The order of a list of tickets, and the cursors that lead through it without counting rows."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from usher.api.fields import Id
from usher.api.paging import PageNumber
from usher.api.tickets.query import TicketQuery
from usher.api.tickets.sorting import NAMES, TYPES, Sort, sort_named
from usher.base.refusals import Invalid
from usher.tickets.representation import TicketShape

PRIORITY = {"low": 1, "medium": 2, "high": 3, "urgent": 4}
MOST_KEYS = 5
BEST = "array_position(%(found)s::bigint[], t.id)"
_cursor = msgspec.json.Decoder(tuple[str, PageNumber, list[Any], Id])


@dataclass(frozen=True)
class Order:
    """Fields with whether they descend; the id decides between equals, in the direction of the last. None comes last."""

    keys: tuple[tuple[Sort, bool], ...]

    @cached_property
    def sql(self) -> str:
        """For ORDER BY, over the ticket `t`."""
        terms = [
            f"{sort.sql} {_direction(descends)}{' NULLS LAST' if sort.is_nullable else ''}" for sort, descends in self.keys
        ]
        return ", ".join(terms if self.keys[-1][0].sql == "t.id" else [*terms, self.by_id])

    @property
    def by_id(self) -> str:
        return f"t.id {_direction(self.keys[-1][1])}"

    @property
    def text(self) -> str:
        return ",".join(f"{'-' if descends else ''}{sort.name}" for sort, descends in self.keys)

    @property
    def is_plain(self) -> bool:
        """By one field that every ticket has and shows: the rows of the page tell where the next one begins."""
        return len(self.keys) == 1 and bool(self.keys[0][0].attribute)

    @property
    def only(self) -> Sort | None:
        """The one field that decides, when there is but one."""
        return self.keys[0][0] if len(self.keys) == 1 else None

    def place_of(self, shape: TicketShape) -> list[Any]:
        """Where a ticket stands in a plain order."""
        value = getattr(shape, self.keys[0][0].attribute)
        return [PRIORITY[value] if self.keys[0][0].name == "priority" else value]

    def cursor(self, values: Sequence[Any], ticket_id: int, page: int) -> str:
        """Where the page after the one that ends so begins; opaque to clients."""
        return base64.urlsafe_b64encode(msgspec.json.encode([self.text, page, values, ticket_id])).decode().rstrip("=")

    def after(self, cursor: str) -> "Place":
        """What a cursor stands for; Invalid when it is not of this list."""
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            text, page, values, last_id = _cursor.decode(base64.urlsafe_b64decode(padded))
        except (ValueError, binascii.Error, msgspec.MsgspecError) as error:
            raise Invalid({"cursor": "is not one that this list gave."}) from error
        if text != self.text or len(values) != len(self.keys):
            raise Invalid({"cursor": "belongs to another order; begin again without it."})
        try:
            read = [
                None if value is None and sort.is_nullable else msgspec.convert(value, TYPES[sort.type])
                for value, (sort, _) in zip(values, self.keys, strict=True)
            ]
        except msgspec.ValidationError as error:
            raise Invalid({"cursor": "is not one that this list gave."}) from error
        return Place(self, read, last_id, page + 1)


@dataclass(frozen=True)
class Place:
    """A ticket's place in an order: what follows it is `condition`."""

    order: Order
    values: list[Any]
    id: int
    page: int

    @property
    def named(self) -> dict[str, Any]:
        """The values that the condition names."""
        return {**{f"after{index}": value for index, value in enumerate(self.values)}, "after_id": self.id}

    @property
    def behind_id(self) -> str:
        """Greater or smaller by id alone."""
        return f"t.id {'<' if self.order.keys[-1][1] else '>'} %(after_id)s::bigint"

    @property
    def condition(self) -> str:
        """What follows in the whole order."""
        first, descends = self.order.keys[0]
        if len(self.values) == 1 and self.values[0] is not None:
            pair = f"({first.sql}, t.id) {'<' if descends else '>'} (%(after0)s::{first.type}, %(after_id)s::bigint)"
            return f"({pair} OR {first.sql} IS NULL)" if first.is_nullable else pair
        same, ways = [], []
        for index, ((sort, descends), value) in enumerate(zip(self.order.keys, self.values, strict=True)):
            if value is None:
                same.append(f"{sort.sql} IS NULL")
                continue
            wanted = f"%(after{index})s::{sort.type}"
            further = f"{sort.sql} {'<' if descends else '>'} {wanted}"
            further = f"({further} OR {sort.sql} IS NULL)" if sort.is_nullable else further
            ways.append(" AND ".join([*same, further]))
            same.append(f"{sort.sql} = {wanted}")
        ways.append(" AND ".join([*same, self.behind_id]))
        return f"({' OR '.join(ways)})"


def order_of(query: TicketQuery, errors: dict[str, str]) -> Order:
    """The order asked for, by default the last changed first; `errors` gets fields that do not exist."""
    if query.sort and query.sort_by:
        errors["sortBy"] = "cannot be combined with sort."
    if query.sort_order and query.sort_order.lower() not in {"asc", "desc"}:
        errors["sortOrder"] = "is asc or desc."
    if query.sort:
        parts = dict.fromkeys(part.strip() for part in query.sort.split(",") if part.strip())
        keys = [(_known(part.lstrip("-+"), "sort", errors), part.startswith("-")) for part in parts]
    else:
        sort = _known(query.sort_by or "updatedAt", "sortBy", errors)
        keys = [(sort, query.sort_order.lower() == "desc" if query.sort_order else not (sort and sort.ascends))]
    if len(keys) > MOST_KEYS:
        errors["sort"] = f"has more than {MOST_KEYS} fields."
    known = [(sort, descends) for sort, descends in keys if sort]
    until_id = next((place for place, (sort, _) in enumerate(known, 1) if sort.name == "id"), len(known))
    return Order(tuple(known[:until_id]) or NEWEST_FIRST)


def _known(name: str, parameter: str, errors: dict[str, str]) -> Sort | None:
    sort = sort_named(name)
    if sort is None:
        errors[parameter] = f"“{name[:40]}” is no field to sort by; choose from {NAMES}, customFields.…."
    return sort


def _direction(descends: bool) -> str:
    return "DESC" if descends else "ASC"


_newest = sort_named("updatedAt")
NEWEST_FIRST = ((_newest, True),) if _newest else ()
