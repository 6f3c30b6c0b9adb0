"""Whether the values that somebody sends can be stored, and every reason why not at once."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.tickets.fields.definitions import Definition, fields
from usher.tickets.fields.kinds import read

NAME = "customFields"
LONGEST_KEY = 100  # characters
LARGEST = 64 * 1024  # bytes of all values of a ticket as JSON


def check(
    values: Mapping[str, Any], *, type_id: int | None, at: datetime, stored: Mapping[str, Any] | None = None,
    complete: bool = False, public_only: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """What of `values` changes what is `stored`, cleaned; None for what is removed.

    Fields that the organization has are checked, whichever type asks for them; keys without a field keep any JSON. A value
    that is stored already is not checked again: a choice that is offered no longer stays. `complete` asks for all that the
    type requires (opening by a form or a program); otherwise only what is there already cannot be taken away.
    `public_only`: a requester writes, who sees public fields alone. Invalid names every wrong field as customFields.key.
    """
    known, before = fields(), stored or {}
    errors: dict[str, str] = {}
    cleaned: dict[str, Any] = {}
    for key, value in values.items():
        field = known.by_key.get(key)
        try:
            if public_only and not (field and field.is_public):
                raise ValueError("is not asked here.")
            new = _read(field, key, value, before, at)
        except ValueError as error:
            errors[f"{NAME}.{one_line(key, LONGEST_KEY)}"] = _told(field, error)
            continue
        if not _is_same(before, key, new):
            cleaned[key] = new
    for asked in known.of_type(type_id):
        _refuse_missing(asked.field, asked.is_required, cleaned, before, complete, public_only, errors)
    if len(json.dumps({**before, **cleaned}, ensure_ascii=False).encode(errors="replace")) > LARGEST:
        errors[NAME] = f"are larger than {LARGEST // 1024} KB together."
    if errors:
        raise Invalid(errors)
    return cleaned


def _read(field: Definition | None, key: str, value: Any, before: Mapping[str, Any], at: datetime) -> Any:
    if field is None:
        return _free(key, value)
    return value if _is_same(before, key, value) else read(field.offering(before.get(key)), value, at=at)


def _is_same(before: Mapping[str, Any], key: str, value: Any) -> bool:
    # 1 and True are equal in Python and differ in JSON.
    return before.get(key) == value and type(before.get(key)) is type(value)


def _refuse_missing(
    field: Definition, is_required: bool, cleaned: Mapping[str, Any], before: Mapping[str, Any], complete: bool,
    public_only: bool, errors: dict[str, str],
) -> None:  # fmt: skip
    name = f"{NAME}.{field.key}"
    if not is_required or name in errors or (public_only and not field.is_public):
        return
    empty = (None, False) if field.kind == "checkbox" else (None,)
    value = cleaned.get(field.key, before.get(field.key))
    if value in empty and (complete or (field.key in cleaned and before.get(field.key) not in empty)):
        errors[name] = f"{field.name} has to be ticked." if field.kind == "checkbox" else f"{field.name} is required."


def _told(field: Definition | None, error: ValueError) -> str:
    return f"{field.name} {error}" if field else str(error)


def _free(key: str, value: Any) -> Any:
    if not key or len(key) > LONGEST_KEY:
        raise ValueError(f"is no name of a field; one has 1 to {LONGEST_KEY} characters.")
    if _has_nul(key) or _has_nul(value):
        raise ValueError("contains a NUL character, which cannot be stored.")
    return value


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_has_nul(key) or _has_nul(each) for key, each in value.items())
    return isinstance(value, list) and any(map(_has_nul, value))
