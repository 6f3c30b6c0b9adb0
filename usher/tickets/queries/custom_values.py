"""Conditions on custom fields, served by the indexes of CustomValue.

`has_value(field, "equals", "Shimano")` is a Q over tickets; negate it with `~`. `with_value` and `in_order_of` sort.
The SQL of a list that is not built by Django takes `Ticket.objects.filter(has_value(…)).values("pk")` as a subquery.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from usher.tickets.fields.comparing import INDEXED, Comparable, column_of, comparable, is_ordered
from usher.tickets.fields.definitions import Definition
from usher.tickets.models.custom_field import CustomValue
from usher.tickets.models.ticket import Ticket

ORDERED = {
    "greater_than": "gt", "greater_than_or_equal": "gte", "less_than": "lt", "less_than_or_equal": "lte",
}  # fmt: skip
LOOKUPS = ("equals", "in", "contains", "empty", *ORDERED)


def has_value(field: Definition, lookup: str, value: Any = None) -> Q:
    """Tickets of which some value of the field fits; of several choices one is enough.

    `empty` takes no value and finds tickets without one, `in` a list; numbers, days and times alone are greater or less.
    Case never counts. ValueError with what would be right for a lookup or a value that the kind cannot have.
    """
    if lookup == "empty":
        return ~Q(Exists(_values(field)))
    return Q(Exists(_values(field).filter(_condition(field, lookup, value))))


def filled_with(field: Definition, text: str) -> Q:
    """What a person means by a field and a text beside it: texts contain it, all else is it; without a text: any value."""
    if not text:
        return ~has_value(field, "empty")
    return has_value(field, "contains" if field.kind in ("text", "long_text", "email", "url") else "equals", text)


def with_value(tickets: QuerySet[Ticket], field: Definition) -> QuerySet[Ticket]:
    """Tickets annotated with `sort_value`: what the field sorts by, null without; of several choices the first."""
    column = column_of(field)
    return tickets.annotate(sort_value=Subquery(_values(field).order_by(column).values(column)[:1]))


def in_order_of(field: Definition, *, descending: bool = False) -> QuerySet[CustomValue]:
    """Rows of the field in the order of its index, to join tickets to: the page of a large list reads no more than it shows.

    Tickets without a value are not among them; they come last by `has_value(field, "empty")`.
    """
    column = column_of(field)
    sign = "-" if descending else ""
    return CustomValue.objects.filter(field_id=field.id, **{f"{column}__isnull": False}).order_by(
        f"{sign}{column}", f"{sign}ticket"
    )


def _values(field: Definition) -> QuerySet[CustomValue]:
    return CustomValue.objects.filter(ticket=OuterRef("pk"), field_id=field.id)


def _condition(field: Definition, lookup: str, value: Any) -> Q:
    if lookup == "equals":
        return _equals(column_of(field), comparable(field, value))
    if lookup == "in":
        condition = Q(pk__in=[])
        for one in value if isinstance(value, list | tuple | set | frozenset) else [value]:
            condition |= _equals(column_of(field), comparable(field, one))
        return condition
    if lookup == "contains" and column_of(field) == "text":
        part = str(comparable(field, value))
        return Q(text__contains=part) | Q(whole__contains=part)
    if lookup in ORDERED and is_ordered(field):
        return Q(**{f"{column_of(field)}__{ORDERED[lookup]}": comparable(field, value)})
    raise ValueError(f"cannot be asked with {lookup}; {_choices(field)}.")


def _equals(column: str, value: Comparable) -> Q:
    if isinstance(value, str) and len(value) > INDEXED:
        return Q(text=value[:INDEXED], whole=value)
    if column == "text":
        return Q(text=value, whole=None)
    return Q(**{column: value})


def _choices(field: Definition) -> str:
    known = ("equals", "in", "empty", *(ORDERED if is_ordered(field) else ("contains",)))
    return f"choose from {', '.join(known)}"
