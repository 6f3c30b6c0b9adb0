"""From the value beside an operator to the check that it means. ValueError says what is wrong and what would be right."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any

from usher.conditions.checks import Among, Check, Containing, Filled, Inside
from usher.conditions.durations import SHAPED, duration
from usher.conditions.facts import Fact
from usher.conditions.folding import fold

LONGEST_TEXT = 500  # characters
MOST_VALUES = 200  # of a list
LARGEST = 10**12  # of a number
LARGEST_ID = 2**63 - 1
DECIMALS = 6
NOW = timedelta()

NEGATIONS = {"not_equals": "equals", "not_contains": "contains", "not_in": "in", "empty": "not_empty"}
MINUTE = timedelta(minutes=1)


def check_of(fact: Fact, operator: str, value: Any, zone: Callable[[], tzinfo]) -> tuple[Check, bool]:
    """The check and whether it is turned round. `zone` is that of days and of times that name none."""
    negated, plain = operator in NEGATIONS, NEGATIONS.get(operator, operator)
    if plain == "not_empty":
        return Filled(), negated
    if fact.kind == "boolean":
        return Among((True,)), negated == _truth(value)
    return _positive(fact, plain, value, zone), negated


def _positive(fact: Fact, operator: str, value: Any, zone: Callable[[], tzinfo]) -> Check:
    if operator == "in":
        return _among(fact, value)
    if operator == "contains" and fact.kind in {"text", "long_text"}:
        return Containing(fold(_text(value)))
    if operator in {"equals", "contains"}:
        if value is None or value == "":
            return Among((), or_empty=True)
        return _at(_moment(value, _zone_of(fact, zone))) if fact.kind == "time" else Among(tuple(_stored(fact, value)))
    if operator == "within":
        return _within(value)
    if fact.kind == "time":
        return _compared_time(operator, value, _zone_of(fact, zone))
    (bound,) = _stored(fact, value)
    return {
        "greater_than": Inside(low=bound, with_low=False), "greater_than_or_equal": Inside(low=bound),
        "less_than": Inside(high=bound, with_high=False), "less_than_or_equal": Inside(high=bound),
    }[operator]  # fmt: skip


def _among(fact: Fact, value: Any) -> Among:
    if not isinstance(value, list) or not value:
        raise ValueError("needs a list of values, like [1, 2].")
    if len(value) > MOST_VALUES:
        raise ValueError(f"has more than {MOST_VALUES} values.")
    given = [item for item in value if item is not None and item != ""]
    stored = dict.fromkeys(one for item in given for one in _stored(fact, item))
    return Among(tuple(stored), or_empty=len(given) < len(value))


def _stored(fact: Fact, value: Any) -> list[Any]:
    """What the value is in the database: one thing, or several where one word stands for them."""
    if fact.choices is not None:
        return _chosen(fact, value)
    if fact.kind == "reference":
        return [_id(value)]
    if fact.kind == "number":
        return [_number(value, fact.unit)]
    return [fold(_text(value))]


def _chosen(fact: Fact, value: Any) -> list[Any]:
    code = _text(value)
    stored = (fact.choices or {}).get(code)
    if stored is None and fact.aliases:
        stored = fact.aliases(code)
    if stored is None:
        raise ValueError(f"“{code[:40]}” is not one of its values; choose from {', '.join(fact.choices or ())}.")
    return list(stored) if isinstance(stored, tuple) else [stored]


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise ValueError("needs a text.")
    text = str(value) if isinstance(value, str) or abs(value) <= LARGEST_ID else "x" * (LONGEST_TEXT + 1)
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"is longer than {LONGEST_TEXT} characters.")
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("has a character that no text has (NUL, or half of a pair).")
    return text


def _id(value: Any) -> int:
    digits = value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""
    if isinstance(value, bool) or not (digits.isascii() and digits.isdigit() and len(digits) < 20):
        raise ValueError("needs an id, a whole number.")
    if not 0 < int(digits) <= LARGEST_ID:
        raise ValueError("is no id.")
    return int(digits)


def _number(value: Any, unit: str) -> Decimal:
    if unit and isinstance(value, str) and not value.strip().lstrip("+-").replace(".", "").isdigit():
        return Decimal(duration(value) // MINUTE)
    try:
        number = Decimal(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else None
    except (InvalidOperation, ValueError):  # the latter: whole numbers of thousands of digits
        number = None
    if number is None or not number.is_finite():
        raise ValueError("needs a number.")
    if abs(number) > LARGEST or (unit and abs(number) > 52_560_000):
        raise ValueError("is too large a number." if not unit else "is longer than a hundred years.")
    if number != round(number, DECIMALS):
        raise ValueError(f"has more than {DECIMALS} decimals.")
    return number


def _truth(value: Any) -> bool:
    known = {"true": True, "false": False, "yes": True, "no": False}
    answer = known.get(value.strip().lower()) if isinstance(value, str) else value
    if not isinstance(answer, bool):
        raise ValueError("is true or false.")
    return answer


def _zone_of(fact: Fact, zone: Callable[[], tzinfo]) -> tzinfo:
    return UTC if fact.is_day else zone()


def _moment(value: Any, zone: tzinfo) -> tuple[datetime, timedelta | None]:
    """A time, and how long it lasts: a day stands for all of it, 23 or 25 hours where clocks are changed."""
    try:
        text = value.strip() if isinstance(value, str) else ""
        written = datetime.fromisoformat(text)
        at = (written if written.tzinfo else written.replace(tzinfo=zone)).astimezone(UTC)
        if len(text) != 10:
            return at, None
        return at, (written + timedelta(days=1)).replace(tzinfo=zone).astimezone(UTC) - at
    except (ValueError, OverflowError):
        shown = f"“{value[:40]}” is no time" if isinstance(value, str) else "needs a time"
        raise ValueError(f"{shown}; write one like 2026-11-02 or 2026-11-02T12:00:00Z.") from None


def _at(moment: tuple[datetime, timedelta | None]) -> Inside:
    at, length = moment
    return Inside(at, at + length, with_high=False) if length else Inside(at, at)


def _compared_time(operator: str, value: Any, zone: tzinfo) -> Inside:
    if operator == "before":
        return _before(value, zone)
    at, length = _moment(value, zone)
    end = at + (length or NOW)
    match operator:
        case "greater_than":
            return Inside(low=end, with_low=length is not None)
        case "greater_than_or_equal":
            return Inside(low=at)
        case "less_than":
            return Inside(high=at, with_high=False)
    return Inside(high=end, with_high=length is None)


def _before(value: Any, zone: tzinfo) -> Inside:
    """Earlier than a time, or longer ago than a length of time."""
    text = value.strip().lower().removesuffix(" ago") if isinstance(value, str) else ""
    if SHAPED.fullmatch(text):
        return Inside(high=-duration(text), with_high=False)
    return Inside(high=_moment(value, zone)[0], with_high=False)


def _within(value: Any) -> Inside:
    """In the last or next so-and-so long, both ends included; “last” where nothing is said."""
    if not isinstance(value, str):
        raise ValueError("needs a length of time, like 7 days, last 7 days or next 2 hours.")
    text = value.strip().lower()
    length = duration(text.removeprefix("last ").removeprefix("next "))
    return Inside(NOW, length) if text.startswith("next ") else Inside(-length, NOW)
