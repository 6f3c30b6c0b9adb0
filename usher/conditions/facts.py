"""What can be asked about: rooms register one `Facts` per kind of subject."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal

from usher.conditions.columns import Column
from usher.conditions.folding import fold

Kind = Literal["text", "long_text", "choice", "number", "time", "boolean", "reference"]

_ALIKE = ("equals", "not_equals")
_PART = ("contains", "not_contains")
_LIST = ("in", "not_in")
_ORDERED = ("greater_than", "less_than", "greater_than_or_equal", "less_than_or_equal")
_EMPTY = ("empty", "not_empty")
OPERATORS: dict[Kind, tuple[str, ...]] = {
    "text": (*_ALIKE, *_PART, *_LIST, *_EMPTY),
    "long_text": (*_PART, *_EMPTY),
    "choice": (*_ALIKE, *_LIST, *_EMPTY),
    "number": (*_ALIKE, *_LIST, *_ORDERED, *_EMPTY),
    "time": (*_ALIKE, *_ORDERED, "before", "within", *_EMPTY),
    "boolean": _ALIKE,
    "reference": (*_ALIKE, *_LIST, *_EMPTY),
}
ALL_OPERATORS = (*_ALIKE, *_PART, *_ORDERED, *_LIST, *_EMPTY, "before", "within")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that can be asked of a subject.

    `read` gives its value in Python: None or "" for none, an iterable when `many`, a tuple for two readings of one; a text
    may be as it is. `column` asks the same in SQL. `choices` maps each code to what is stored, `aliases` reads other words
    for codes; a choice without choices is compared as text. `unit` "minutes" lets a length of time stand for a number;
    `is_day`: a time that is a day, kept as its midnight in UTC.
    """

    name: str
    label: str
    kind: Kind
    read: Callable[[Any, datetime], Any]
    column: Column
    other_names: tuple[str, ...] = ()
    many: bool = False
    choices: Mapping[str, Any] | None = None
    aliases: Callable[[str], Any] | None = None
    ordered: bool = False
    unit: str = ""
    is_day: bool = False
    naming: Callable[[Sequence[int]], Mapping[int, str]] | None = None  # ids → names for people

    @property
    def operators(self) -> tuple[str, ...]:
        """What may be asked of it."""
        more = _PART if self.many and self.kind in {"choice", "reference"} else ()
        return OPERATORS[self.kind] + more + (_ORDERED if self.ordered else ())

    @property
    def is_folded(self) -> bool:
        """Whether case does not count."""
        return self.kind in {"text", "long_text"} or (self.kind == "choice" and self.choices is None)

    def items(self, value: Any) -> list[Any]:
        """The values a subject has, as they are compared."""
        several = value or () if self.many else value if isinstance(value, tuple) else (value,)
        items = [item for item in several if item is not None and item != ""]
        return [fold(str(item)) for item in items] if self.is_folded else items


class Facts(Mapping[str, Fact]):
    """The facts of one kind of subject by name. `more` finds those that depend on the organization (custom fields).

    `zone` is asked for the time zone in which days and times are meant that are written without one.
    """

    def __init__(
        self, *facts: Fact, more: Callable[[str], Fact | None] = lambda name: None, zone: Callable[[], tzinfo] = lambda: UTC
    ) -> None:
        self.zone = zone
        self._facts = {fact.name: fact for fact in facts}
        self._names = {_key(name): fact for fact in facts for name in (fact.name, *fact.other_names)}
        self._more = more

    def named(self, name: str) -> Fact | None:
        """The fact of this name or alias, in camelCase or snake_case."""
        return self._names.get(_key(name)) or self._more(name)

    def __getitem__(self, name: str) -> Fact:
        return self._facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def _key(name: str) -> str:
    return name.replace("_", "").lower()
