"""From JSON to a condition; everything that is wrong is named at once, with its place."""

import re
from collections.abc import Mapping
from typing import Any

from usher.base.refusals import Invalid
from usher.conditions.facts import ALL_OPERATORS, Fact, Facts
from usher.conditions.tree import Group, Not, Test, Tree
from usher.conditions.values import check_of

DEEPEST = 5  # groups within groups
MOST_TESTS = 100
NEEDS = "needs {“all”: […]}, {“any”: […]}, {“not”: {…}} or {“field”: …, “operator”: …, “value”: …}."
NO_VALUE = {"empty", "not_empty"}
EVERYTHING = Group("all", ())


def parse(raw: Any, facts: Facts, where: str = "conditions") -> Tree:
    """Read a condition. A list means all of it; None, {} and [] hold for everything.

    Invalid names each wrong place (`conditions.all[1].operator`) and what would be right. Inside the organization whose
    custom fields it may speak of.
    """
    if raw is None or raw in ({}, []):
        return EVERYTHING
    reading = _Reading(facts)
    tree = reading.tree({"all": raw} if isinstance(raw, list) else raw, where, 1)
    if reading.errors:
        raise Invalid(reading.errors)
    return tree


class _Reading:
    """One reading, with what is wrong so far."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.errors: dict[str, str] = {}
        self.tests = 0

    def tree(self, raw: Any, where: str, depth: int) -> Tree:
        if not isinstance(raw, dict):
            return self._wrong(where, NEEDS)
        kinds = [kind for kind in ("all", "any", "not") if kind in raw]
        if not kinds:
            return self._test(raw, where)
        if len(raw) > 1:
            return self._wrong(where, f"has {_listed(raw)} side by side; put one of them into the other.")
        if depth > DEEPEST:
            return self._wrong(where, f"is nested more than {DEEPEST} deep.")
        if kinds == ["not"]:
            return Not(self.tree(raw["not"], f"{where}.not", depth + 1))
        return self._group(kinds[0], raw[kinds[0]], f"{where}.{kinds[0]}", depth)

    def _group(self, kind: Any, parts: Any, where: str, depth: int) -> Tree:
        if not isinstance(parts, list):
            return self._wrong(where, "needs a list of conditions.")
        if not parts and (kind == "any" or depth > 1):
            return self._wrong(where, "needs at least one condition.")
        if len(parts) > MOST_TESTS:
            return self._wrong(where, f"has more than {MOST_TESTS} conditions.")
        return Group(kind, tuple(self.tree(part, f"{where}[{place}]", depth + 1) for place, part in enumerate(parts)))

    def _test(self, raw: Mapping[str, Any], where: str) -> Tree:
        self.tests += 1
        if self.tests > MOST_TESTS:
            return self._wrong(where, f"is one too many: at most {MOST_TESTS} conditions in all.")
        if unknown := [name for name in raw if name not in {"field", "operator", "value"}]:
            return self._wrong(where, f"has {_listed(unknown)}, which says nothing here; it {NEEDS}")
        fact = self._fact(raw.get("field"), f"{where}.field")
        operator = self._operator(raw.get("operator"), fact, f"{where}.operator")
        if fact is None or not operator:
            return EVERYTHING
        if "value" not in raw and operator not in NO_VALUE:
            return self._wrong(f"{where}.value", "is required.")
        try:
            check, is_negated = check_of(fact, operator, raw.get("value"), self.facts.zone)
        except ValueError as error:
            return self._wrong(f"{where}.value", str(error))
        return Test(fact, operator, raw.get("value"), check, is_negated)

    def _fact(self, name: Any, where: str) -> Fact | None:
        fact = self.facts.named(name) if isinstance(name, str) else None
        if fact is None:
            shown = f"“{name[:60]}” is not known" if isinstance(name, str) else "is required"
            self._wrong(where, f"{shown}; choose from {', '.join(self.facts)}, customFields.….")
        return fact

    def _operator(self, text: Any, fact: Fact | None, where: str) -> str:
        operator = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text).lower() if isinstance(text, str) else ""
        known = fact.operators if fact else ALL_OPERATORS
        if operator in known:
            return operator
        shown = f"“{text[:40]}” cannot be asked of it" if isinstance(text, str) else "is required"
        self._wrong(where, f"{shown}; choose from {', '.join(known)}.")
        return ""

    def _wrong(self, where: str, text: str) -> Tree:
        self.errors[where] = text
        return EVERYTHING


def _listed(names: Any) -> str:
    return ", ".join(f"“{str(name)[:40]}”" for name in list(names)[:5])
