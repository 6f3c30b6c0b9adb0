"""What of a value is compared: the one truth that rows, conditions in SQL and conditions in Python share."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from usher.conditions.folding import fold
from usher.organizations.queries import current
from usher.tickets.fields.definitions import Definition

Comparable = str | int | datetime

INDEXED = 200  # characters of a text that an index holds
MILLIONTHS = 1_000_000
LARGEST = 10**18  # millionths
COLUMNS = {"number": "number", "date": "moment", "time": "moment"}
YES, NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


def column_of(field: Definition) -> str:
    """The column of CustomValue that the kind is compared by."""
    return COLUMNS.get(field.kind, "text")


def is_ordered(field: Definition) -> bool:
    """Whether values of the kind are less or greater than others."""
    return field.kind in COLUMNS


def comparables(field: Definition, value: Any) -> tuple[Comparable, ...]:
    """What a stored value counts as: texts in lower case, numbers in millionths, a day as its midnight in UTC.

    One for each of several choices, none for no value. What is stored from before the field existed may not fit: none.
    """
    values = value if isinstance(value, list) else [] if value is None else [value]
    found = []
    for one in values:
        try:
            found.append(comparable(field, one))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


def comparable(field: Definition, value: Any) -> Comparable:
    """The same for what a condition asks for; ValueError with what would be right for what can never be a value."""
    if field.kind == "number":
        return number_of(value)
    if field.kind == "date":
        return datetime.combine(day_of(value), datetime.min.time(), UTC)
    if field.kind == "time":
        return moment_of(value)
    if field.kind == "checkbox":
        return "true" if truth_of(value) else "false"
    if isinstance(value, dict | list) or value is None:
        raise ValueError("is not a text.")
    return fold(str(value)).replace("\x00", "")  # PostgreSQL's text has none


def number_of(value: Any) -> int:
    """A number or its text, in millionths."""
    try:
        scaled = Decimal(str(value).strip().replace(",", ".")) * MILLIONTHS
        if abs(scaled) < LARGEST and scaled == scaled.to_integral_value():
            return int(scaled)
    except ArithmeticError:
        pass
    raise ValueError("is not a number; write one like 12 or 12.5, with at most six decimals and below 1,000,000,000,000.")


def day_of(value: Any) -> date:
    """A day written as 2026-11-02."""
    try:
        return date.fromisoformat(value.strip())
    except (AttributeError, ValueError):
        raise ValueError("is not a day; write one like 2026-11-02.") from None


def moment_of(value: Any) -> datetime:
    """A time in UTC; one without a zone is meant in the organization's."""
    try:
        at = datetime.fromisoformat(value.strip())
        return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(current().time_zone))).astimezone(UTC)
    except (AttributeError, TypeError, ValueError, OverflowError):
        raise ValueError("is not a time; write one like 2026-11-02T14:30 or 2026-11-02T12:30:00Z.") from None


def truth_of(value: Any) -> bool:
    """Yes or no."""
    text = str(value).strip().lower()
    if text not in (*YES, *NO):
        raise ValueError("is neither true nor false.")
    return text in YES
