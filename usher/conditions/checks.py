"""What a condition comes down to, in Python and in SQL side by side. Negated operators are these, turned round.

`items` are the values a subject has: none when it has no value, several for a fact of many. So nothing here is ever NULL.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db.models import Q

from usher.conditions.columns import Column
from usher.conditions.spans import Span

Bound = Any  # a number, a time, or a timedelta from the moment of asking; None: unbounded


class Check(Protocol):
    """Answers the same both ways."""

    def holds(self, items: Sequence[Any], at: datetime) -> bool: ...

    def query(self, column: Column, at: datetime) -> Q: ...


@dataclass(frozen=True, slots=True)
class Filled:
    """Has any value."""

    def holds(self, items: Sequence[Any], at: datetime) -> bool:
        return bool(items)

    def query(self, column: Column, at: datetime) -> Q:
        return column.filled()


@dataclass(frozen=True, slots=True)
class Among:
    """Any value is one of these; with `or_empty`, no value will do as well."""

    values: tuple[Any, ...]
    or_empty: bool = False

    def holds(self, items: Sequence[Any], at: datetime) -> bool:
        return any(item in self.values for item in items) or (self.or_empty and not items)

    def query(self, column: Column, at: datetime) -> Q:
        if not self.or_empty:
            return column.among(self.values, at)
        return column.among(self.values, at) | ~column.filled() if self.values else ~column.filled()


@dataclass(frozen=True, slots=True)
class Containing:
    """Any value has this text (folded) in it."""

    text: str

    def holds(self, items: Sequence[Any], at: datetime) -> bool:
        return any(self.text in item for item in items)

    def query(self, column: Column, at: datetime) -> Q:
        return column.containing(self.text)


@dataclass(frozen=True, slots=True)
class Inside:
    """Any value lies between two bounds; each may be open, missing, or counted from the moment of asking."""

    low: Bound = None
    high: Bound = None
    with_low: bool = True
    with_high: bool = True

    def holds(self, items: Sequence[Any], at: datetime) -> bool:
        span = self._span(at)
        return any(item in span for item in items)

    def query(self, column: Column, at: datetime) -> Q:
        return column.inside(self._span(at), at)

    def _span(self, at: datetime) -> Span:
        low, high = (at + bound if isinstance(bound, timedelta) else bound for bound in (self.low, self.high))
        return Span(low, high, self.with_low, self.with_high)
