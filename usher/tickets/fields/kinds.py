"""One value of each kind: as people and programs send it, and as it is stored."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from usher.base.text import one_line
from usher.organizations.queries import current
from usher.tickets.fields.comparing import MILLIONTHS, day_of, moment_of, number_of, truth_of
from usher.tickets.fields.definitions import Definition
from usher.tickets.fields.formats import FORMATS, example_of, fits
from usher.tickets.fields.rules import LENGTHS, NOW, TODAY

AMOUNTS = ("too little: {} at least", "too much: {} at most")
TIMES = ("too early: {} at the earliest", "too late: {} at the latest")


def read(field: Definition, value: Any, *, at: datetime) -> Any:
    """The value as it is stored, None for an empty one; ValueError with what would be right.

    Texts are taken for numbers, days and truth where they say one, so that forms and programs are read alike. A checkbox
    that is not ticked is a value. `at` is the moment that the rules "today" and "now" mean.
    """
    if value is None or value == [] or (isinstance(value, str) and not value.strip()):
        return None
    return _READERS[field.kind](field, value, at)


def _text(field: Definition, value: Any, at: datetime) -> str | None:
    text = one_line(_said(value), LENGTHS["text"] + 1)
    if not text:
        return None
    _refuse_length(field, text)
    if (name := field.rule("format")) in FORMATS and not FORMATS[name][0](text):
        raise ValueError(FORMATS[name][1])
    if (pattern := field.rule("pattern")) and not fits(text, pattern):
        raise ValueError(f"does not have the right form; write one like {example_of(pattern)}.")
    return text


def _long_text(field: Definition, value: Any, at: datetime) -> str | None:
    text = _said(value).replace("\r\n", "\n").replace("\x00", "").strip()
    _refuse_length(field, text)
    return text or None


def _number(field: Definition, value: Any, at: datetime) -> int | float:
    if isinstance(value, bool | list | dict):
        raise ValueError("is not a number; write one like 12 or 12.5.")
    scaled = number_of(value)
    _refuse_bounds(field, scaled, number_of, AMOUNTS)
    return scaled / MILLIONTHS if scaled % MILLIONTHS else scaled // MILLIONTHS


def _date(field: Definition, value: Any, at: datetime) -> str:
    day = day_of(value)
    today = at.astimezone(ZoneInfo(current().time_zone)).date()
    _refuse_bounds(field, day, lambda bound: today if bound == TODAY else day_of(bound), TIMES)
    return day.isoformat()


def _time(field: Definition, value: Any, at: datetime) -> str:
    moment = moment_of(value)
    _refuse_bounds(field, moment, lambda bound: at if bound == NOW else moment_of(bound), TIMES)
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _checkbox(field: Definition, value: Any, at: datetime) -> bool:
    return truth_of(value)


def _choice(field: Definition, value: Any, at: datetime) -> str:
    wanted = one_line(_said(value)).lower()
    found = next((choice for choice in field.choices if choice.lower() == wanted), None)
    if found is None:
        shown = ", ".join(field.choices[:20]) + (" …" if len(field.choices) > 20 else "")
        raise ValueError(f"is not one to choose; choose from {shown}.")
    return found


def _choices(field: Definition, value: Any, at: datetime) -> list[str] | None:
    given = value if isinstance(value, list) else [value]
    chosen = {_choice(field, one, at) for one in given if one not in (None, "")}
    if not chosen:
        return None
    _refuse_bounds(field, len(chosen), int, AMOUNTS)
    return [choice for choice in field.choices if choice in chosen]


def _email(field: Definition, value: Any, at: datetime) -> str:
    text = _said(value).strip()
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError("is not an e-mail address; write one like carl@bakery.example.") from None
    _refuse_length(field, text)
    return text


def _url(field: Definition, value: Any, at: datetime) -> str:
    text = _said(value).strip()
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and text.isprintable() and " " not in text
    except ValueError:
        is_web = False
    if not is_web:
        raise ValueError("is not a web address; write one like https://bakery.example/ovens.")
    _refuse_length(field, text)
    return text


def _said(value: Any) -> str:
    if isinstance(value, bool | list | dict):
        raise ValueError("is not a text.")
    return str(value)


def _refuse_length(field: Definition, text: str) -> None:
    least, most = field.rule("min") or 0, min(field.rule("max") or LENGTHS[field.kind], LENGTHS[field.kind])
    if len(text) > most:
        raise ValueError(f"is longer than {most} characters; shorten it.")
    if len(text) < least:
        raise ValueError(f"is shorter than {least} characters.")


def _refuse_bounds(field: Definition, value: Any, read: Callable[[Any], Any], words: tuple[str, str]) -> None:
    least, most = field.rule("min"), field.rule("max")
    if least is not None and value < read(least):
        raise ValueError(f"is {words[0].format(least)}.")
    if most is not None and value > read(most):
        raise ValueError(f"is {words[1].format(most)}.")


_READERS: dict[str, Callable[[Definition, Any, datetime], Any]] = {
    "text": _text, "long_text": _long_text, "number": _number, "date": _date, "time": _time, "checkbox": _checkbox,
    "choice": _choice, "choices": _choices, "email": _email, "url": _url,
}  # fmt: skip
