"""The rules of a field: what its kind allows to ask of a value, and whether that makes sense."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.tickets.fields.comparing import day_of, moment_of, number_of
from usher.tickets.fields.formats import FORMATS, LONGEST

LENGTHS = {"text": 500, "long_text": 20_000, "email": 254, "url": 2000}  # characters at most, whatever the rules say
MOST_CHOICES, LONGEST_CHOICE = 500, 200
TODAY, NOW = "today", "now"
RULES: dict[str, tuple[str, ...]] = {
    "text": ("min", "max", "format", "pattern"), "long_text": ("min", "max"), "number": ("min", "max"),
    "date": ("min", "max"), "time": ("min", "max"), "choices": ("min", "max"),
}  # fmt: skip


def checked_rules(kind: str, rules: Mapping[str, Any]) -> dict[str, Any]:
    """The rules as they are kept, without empty ones; Invalid names those that the kind cannot have or that mean nothing."""
    kept: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for name, value in rules.items():
        if value in (None, ""):
            continue
        try:
            kept[name] = _rule(kind, name, value)
        except ValueError as error:
            errors[name] = str(error)
    if not errors and "min" in kept and "max" in kept and _place(kind, kept["min"]) > _place(kind, kept["max"]):
        errors["max"] = "is less than the least that is allowed."
    if errors:
        raise Invalid(errors)
    return kept


def checked_choices(kind: str, choices: Sequence[Any]) -> list[str]:
    """The choices on one line each, each once; Invalid when a kind that offers none has some, or the other way round."""
    if kind not in ("choice", "choices"):
        if choices:
            raise Invalid({"choices": "belong to fields of the kinds choice and choices only."})
        return []
    kept = list(dict.fromkeys(filter(None, (one_line(str(choice), LONGEST_CHOICE + 1) for choice in choices))))
    if not kept:
        raise Invalid({"choices": "are needed: write what can be chosen."})
    if len(kept) > MOST_CHOICES or any(len(choice) > LONGEST_CHOICE for choice in kept):
        raise Invalid({"choices": f"may be {MOST_CHOICES} at most, of {LONGEST_CHOICE} characters each."})
    if len({choice.lower() for choice in kept}) < len(kept):
        raise Invalid({"choices": "are the same but for upper and lower case; make each different."})
    return kept


def _rule(kind: str, name: str, value: Any) -> Any:
    known = RULES.get(kind, ())
    if name not in known:
        raise ValueError(f"is no rule for this kind of field; it has {', '.join(known) or 'none'}.")
    if name == "format":
        return _format(value)
    if name == "pattern":
        return _pattern(value)
    if kind == "number":
        return number_of(value) / 1_000_000 if number_of(value) % 1_000_000 else number_of(value) // 1_000_000
    if kind == "date":
        return value if value == TODAY else day_of(value).isoformat()
    if kind == "time":
        return value if value == NOW else moment_of(value).isoformat().replace("+00:00", "Z")
    return _length(kind, value)


def _format(value: Any) -> str:
    if value not in FORMATS:
        raise ValueError(f"is not known; choose from {', '.join(FORMATS)}.")
    return str(value)


def _pattern(value: Any) -> str:
    text = one_line(str(value), LONGEST + 1)
    if not text or len(text) > LONGEST:
        raise ValueError(f"has {LONGEST} characters at most: # for a digit, @ for a letter, * for either.")
    return text


def _length(kind: str, value: Any) -> int:
    most = LENGTHS.get(kind, MOST_CHOICES)
    text = str(value).strip()
    if isinstance(value, bool) or not (text.isascii() and text.isdecimal() and len(text) < 9 and 0 <= int(text) <= most):
        raise ValueError(f"is a whole number up to {most}.")
    return int(text)


def _place(kind: str, value: Any) -> Any:
    if kind == "date":
        return date.today() if value == TODAY else day_of(value)
    if kind == "time":
        return datetime.now().astimezone() if value == NOW else moment_of(value)
    return float(value)
