"""Conditions in words."""

from typing import Any

from usher.conditions.durations import SHAPED
from usher.conditions.facts import Fact

WORDS = {
    "equals": "is", "not_equals": "is not", "contains": "contains", "not_contains": "does not contain",
    "greater_than": "is more than", "less_than": "is less than", "greater_than_or_equal": "is at least",
    "less_than_or_equal": "is at most", "in": "is one of", "not_in": "is none of", "empty": "is empty",
    "not_empty": "is not empty", "before": "is before", "within": "is within",
}  # fmt: skip
TIMES = {
    "greater_than": "is after", "less_than": "is before", "greater_than_or_equal": "is from",
    "less_than_or_equal": "is until", "before": "is before",
}  # fmt: skip
MANY = {"equals": "has", "contains": "has", "not_equals": "has not", "not_contains": "has not", "in": "has one of",
        "not_in": "has none of"}  # fmt: skip
MOST_NAMED = 5  # values of a list


def sentence(fact: Fact, operator: str, value: Any) -> str:
    """“Priority is one of high, urgent”; ids are told as names where the fact knows them."""
    words = WORDS | (TIMES if fact.kind == "time" else {}) | (MANY if fact.many and fact.kind != "long_text" else {})
    if operator in {"empty", "not_empty"}:
        return f"{fact.label} {words[operator]}"
    values = value if isinstance(value, list) else [value]
    told = [_told(fact, one) for one in _named(fact, values[:MOST_NAMED])]
    more = f" and {len(values) - MOST_NAMED} more" if len(values) > MOST_NAMED else ""
    unit = f" {fact.unit}" if fact.unit and isinstance(value, int | float) else ""
    ago = " ago" if operator == "before" and SHAPED.fullmatch(str(value).strip().lower()) else ""
    return f"{fact.label} {words[operator]} {', '.join(told)}{more}{unit}{ago}"


def _named(fact: Fact, values: list[Any]) -> list[Any]:
    ids = [int(value) for value in values if str(value).isdecimal()]
    names = fact.naming(ids) if fact.naming and ids else {}
    return [names.get(int(value), value) if str(value).isdecimal() else value for value in values]


def _told(fact: Fact, value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"“{value}”" if fact.kind in {"text", "long_text"} else str(value)
