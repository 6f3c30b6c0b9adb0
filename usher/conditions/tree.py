"""A condition that has been read: groups of tests. It answers in Python, in SQL and to people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any, Literal, Protocol

from django.db.models import Q

from usher.conditions.checks import Check
from usher.conditions.facts import Fact
from usher.conditions.wording import sentence

ValueOf = Callable[[Fact], Any]


class Tree(Protocol):
    """Any part of a condition."""

    def holds(self, value_of: ValueOf, at: datetime) -> bool: ...

    def query(self, at: datetime) -> Q: ...

    def told(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Test:
    """One fact, asked once. `operator` and `value` are as written, for people."""

    fact: Fact
    operator: str
    value: Any
    check: Check
    is_negated: bool

    def holds(self, value_of: ValueOf, at: datetime) -> bool:
        return self.check.holds(self.fact.items(value_of(self.fact)), at) != self.is_negated

    def query(self, at: datetime) -> Q:
        found = self.check.query(self.fact.column, at)
        return ~found if self.is_negated else found

    def told(self) -> str:
        return sentence(self.fact, self.operator, self.value)


@dataclass(frozen=True, slots=True)
class Not:
    """What does not hold."""

    tree: Tree

    def holds(self, value_of: ValueOf, at: datetime) -> bool:
        return not self.tree.holds(value_of, at)

    def query(self, at: datetime) -> Q:
        return ~self.tree.query(at)

    def told(self) -> str:
        return f"not ({self.tree.told()})"


@dataclass(frozen=True, slots=True)
class Group:
    """All or any of several. Only the whole tree may be empty, as `all`: then it holds for everything."""

    kind: Literal["all", "any"]
    trees: tuple[Tree, ...]

    def holds(self, value_of: ValueOf, at: datetime) -> bool:
        answers = (tree.holds(value_of, at) for tree in self.trees)
        return all(answers) if self.kind == "all" else any(answers)

    def query(self, at: datetime) -> Q:
        return reduce(and_ if self.kind == "all" else or_, (tree.query(at) for tree in self.trees), Q())

    def told(self) -> str:
        word = " and " if self.kind == "all" else " or "
        parts = [f"({tree.told()})" if isinstance(tree, Group) else tree.told() for tree in self.trees]
        return word.join(parts)
