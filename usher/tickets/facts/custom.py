"""Custom fields as facts: `customFields.<key>`, `custom_fields.<key>` or `cf_<key>`."""

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q

from usher.conditions import Fact
from usher.conditions.columns import NOTHING, Column, Number, Of
from usher.conditions.facts import Kind
from usher.tickets.fields import Definition, comparables, fields
from usher.tickets.fields.comparing import INDEXED, MILLIONTHS
from usher.tickets.models import CustomValue

WRITTEN = re.compile(r"(?:custom_?fields\.|cf_)(?P<key>.+)", re.IGNORECASE | re.DOTALL)
KINDS: dict[str, Kind] = {
    "long_text": "long_text", "number": "number", "date": "time", "time": "time", "checkbox": "boolean", "choice": "choice",
    "choices": "choice",
}  # fmt: skip


class _Kept(Column):
    """The text of a value: in lower case, what an index can hold of it apart from the whole of a longer one."""

    def __init__(self) -> None:
        super().__init__("text")

    def filled(self) -> Q:
        return Q(text__gt="")

    def among(self, values: Sequence[Any], at: datetime) -> Q:
        short = [text for text in values if len(text) <= INDEXED]
        found = Q(text__in=short, whole=None) if short else NOTHING
        for text in (text for text in values if len(text) > INDEXED):
            found |= Q(text=text[:INDEXED], whole=text)
        return found

    def containing(self, text: str) -> Q:
        return Q(text__contains=text, whole=None) | Q(whole__contains=text)


class _Ticked(Column):
    """A checkbox."""

    def __init__(self) -> None:
        super().__init__("text")

    def among(self, values: Sequence[Any], at: datetime) -> Q:
        return Q(text="true")


def fact_named(name: str) -> Fact | None:
    """The fact of a custom field of the organization we are in, whether it is still in use or not."""
    written = WRITTEN.fullmatch(name)
    field = fields().by_key.get(written["key"]) if written else None
    return fact_of(field) if field else None


def fact_of(field: Definition) -> Fact:
    """The field as a fact."""
    columns = {"number": Number("number", MILLIONTHS), "date": Column("moment"), "time": Column("moment")}
    column = _Ticked() if field.kind == "checkbox" else columns.get(field.kind) or _Kept()
    many = field.kind == "choices"

    def read(ticket: Any, at: datetime) -> Any:
        values = comparables(field, ticket.custom_fields.get(field.key))
        if field.kind == "checkbox":
            return "true" in values
        if field.kind == "number":
            return Decimal(values[0]) / MILLIONTHS if values else None  # type: ignore[arg-type]
        return values if many else next(iter(values), None)

    def rows() -> Any:
        return CustomValue.objects.filter(ticket=OuterRef("pk"), field_id=field.id)

    kind = KINDS.get(field.kind, "text")
    return Fact(
        f"customFields.{field.key}", field.name, kind, read, Of(rows, column), many=many, is_day=field.kind == "date"
    )
