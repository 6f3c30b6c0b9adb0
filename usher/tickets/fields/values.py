"""Values of a ticket: JSON on it to be read, typed rows beside it to be found and sorted by."""

from collections.abc import Iterator, Mapping
from typing import Any

from usher.tickets.fields.comparing import INDEXED, Comparable, column_of, comparables
from usher.tickets.fields.definitions import Definition, fields
from usher.tickets.models.custom_field import CustomValue
from usher.tickets.models.ticket import Ticket


def put_values(ticket: Ticket, changes: Mapping[str, Any]) -> None:
    """Set the cleaned values on the (locked, unsaved) ticket; None removes. Rows follow by `write_rows`."""
    kept = {**ticket.custom_fields, **changes}
    ticket.custom_fields = {key: value for key, value in kept.items() if value is not None}


def write_rows(ticket: Ticket, changes: Mapping[str, Any], *, is_new: bool = False) -> None:
    """Replace the rows of the changed fields: at most one statement to delete and one to insert, none for a free key."""
    known = fields().by_key
    changed = [(known[key], value) for key, value in changes.items() if key in known]
    if changed and not is_new:
        CustomValue.objects.filter(ticket=ticket, field_id__in=[field.id for field, _ in changed]).delete()
    if rows := [row for field, value in changed for row in rows_of(ticket.pk, field, value)]:
        CustomValue.objects.bulk_create(rows)


def rows_of(ticket_id: int, field: Definition, value: Any) -> Iterator[CustomValue]:
    """The rows that stand for the value, unsaved."""
    for one in comparables(field, value):
        yield CustomValue(ticket_id=ticket_id, field_id=field.id, **_columns(field, one))


def _columns(field: Definition, value: Comparable) -> dict[str, Comparable]:
    if not isinstance(value, str):
        return {column_of(field): value}
    return {"text": value[:INDEXED], **({"whole": value} if len(value) > INDEXED else {})}


def copy_values(source: Ticket, target: Ticket) -> None:
    """A new ticket takes over all that another was told, unchecked: what was right there is right here."""
    if source.custom_fields:
        target.custom_fields = dict(source.custom_fields)
        target.save(update_fields=["custom_fields"])
        write_rows(target, target.custom_fields, is_new=True)
