"""Where a fact lies in the database: how each check asks for it. A room chooses or writes one per fact."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan, In

from usher.conditions.folding import folded_in_sql, text_or_empty
from usher.conditions.spans import Span

NOTHING = Q(pk__in=())
Rows = Callable[[], "QuerySet[Any]"]


class Column:
    """A plain column compared by the letter: ids, codes, times, weights. NULL is no value."""

    def __init__(self, path: str) -> None:
        self.path = path

    def filled(self) -> Q:
        """Whether there is a value; never NULL, so that it can be turned round. The same holds for the others."""
        return Q(**{f"{self.path}__isnull": False})

    def among(self, values: Sequence[Any], at: datetime) -> Q:
        """Whether the value is one of these."""
        return Q(**{self.path: values[0]}) if len(values) == 1 else Q(**{f"{self.path}__in": values})

    def containing(self, text: str) -> Q:
        """Whether the text (folded) is part of the value."""
        raise TypeError(f"{self.path} is no text")

    def inside(self, span: Span, at: datetime) -> Q:
        """Whether the value lies in the span."""
        return Q(**{f"{self.path}__{name}": bound for name, bound in span.lookups().items()}) & self.filled()


class Text(Column):
    """Text compared without case; empty text is no value. An expression is built anew whenever it is asked."""

    def __init__(self, text: str | Callable[[], Combinable]) -> None:
        self._text = text

    @property
    def text(self) -> Combinable:
        return F(self._text) if isinstance(self._text, str) else self._text()

    def filled(self) -> Q:
        return Q(GreaterThan(text_or_empty(self.text), ""))

    def among(self, values: Sequence[Any], at: datetime) -> Q:
        return Q(In(folded_in_sql(self.text, "".join(values)), list(values)))

    def containing(self, text: str) -> Q:
        return Q(GreaterThan(StrIndex(folded_in_sql(self.text, text), Value(text)), 0))


class Number(Column):
    """Whole numbers, stored `scale` times as large."""

    def __init__(self, path: str, scale: int = 1) -> None:
        super().__init__(path)
        self.scale = scale

    def among(self, values: Sequence[Any], at: datetime) -> Q:
        whole = [int(value * self.scale) for value in values if value * self.scale % 1 == 0]
        return super().among(whole, at) if whole else NOTHING

    def inside(self, span: Span, at: datetime) -> Q:
        return super().inside(span.whole(self.scale), at)


class Minutes(Column):
    """Whole minutes between two times, rounded down; no end is the moment of asking. Indexes on the times serve."""

    def __init__(self, start: str, end: str | None = None) -> None:
        super().__init__(end or start)
        self.start, self.end = start, end

    def among(self, values: Sequence[Any], at: datetime) -> Q:
        found = NOTHING
        for value in values:
            found |= self.inside(Span(value, value), at)
        return found

    def inside(self, span: Span, at: datetime) -> Q:
        whole, found = span.whole(), self.filled()
        if whole.low is not None:
            found &= self._compared("gte", timedelta(minutes=whole.low), at)
        if whole.high is not None:
            found &= self._compared("lt", timedelta(minutes=whole.high + 1), at)
        return found

    def _compared(self, lookup: str, length: timedelta, at: datetime) -> Q:
        if self.end:
            return Q(**{f"{self.end}__{lookup}": F(self.start) + length})
        return Q(**{f"{self.start}__{'lte' if lookup == 'gte' else 'gt'}": at - length})


class Truth(Column):
    """A yes or no that a condition on the row decides."""

    def __init__(self, condition: Callable[[datetime], Q]) -> None:
        self.condition = condition

    def filled(self) -> Q:
        return ~NOTHING

    def among(self, values: Sequence[Any], at: datetime) -> Q:
        return self.condition(at)


class Wrapped(Column, ABC):
    """A column of other rows: a check holds if it holds for any of them."""

    def __init__(self, rows: Rows, column: Column) -> None:
        self.rows, self.column = rows, column

    @abstractmethod
    def wrap(self, condition: Q) -> Q:
        """The condition on the other rows as one on ours."""

    def filled(self) -> Q:
        return self.wrap(self.column.filled())

    def among(self, values: Sequence[Any], at: datetime) -> Q:
        return self.wrap(self.column.among(values, at))

    def containing(self, text: str) -> Q:
        return self.wrap(self.column.containing(text))

    def inside(self, span: Span, at: datetime) -> Q:
        return self.wrap(self.column.inside(span, at))


class Of(Wrapped):
    """A column of rows that point to ours: `rows` are those of one of ours (with OuterRef)."""

    def wrap(self, condition: Q) -> Q:
        return Q(Exists(self.rows().filter(condition)))


class Behind(Wrapped):
    """A column of the row that our column `path` points to."""

    def __init__(self, path: str, rows: Rows, column: Column) -> None:
        super().__init__(rows, column)
        self.path = path

    def wrap(self, condition: Q) -> Q:
        return Q(**{f"{self.path}__in": self.rows().filter(condition).values("pk")})


class Either(Column):
    """Values of several columns together."""

    def __init__(self, *columns: Column) -> None:
        self.columns = columns

    def filled(self) -> Q:
        return self._any([column.filled() for column in self.columns])

    def among(self, values: Sequence[Any], at: datetime) -> Q:
        return self._any([column.among(values, at) for column in self.columns])

    def containing(self, text: str) -> Q:
        return self._any([column.containing(text) for column in self.columns])

    def inside(self, span: Span, at: datetime) -> Q:
        return self._any([column.inside(span, at) for column in self.columns])

    def _any(self, conditions: list[Q]) -> Q:
        found = conditions[0]
        for condition in conditions[1:]:
            found |= condition
        return found
