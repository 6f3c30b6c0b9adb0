"""A new field takes over what tickets were told under its key before it existed."""

from django.db import transaction

from usher.events.bus import reacts_later
from usher.events.models import Event
from usher.tickets.fields import Definition, definition_of, rows_of
from usher.tickets.models import CustomField, CustomValue, Ticket

CHUNK = 500  # tickets of one transaction


@reacts_later("custom_field.created")
def adopt_values(event: Event) -> None:
    """Write the rows by which those values are found; what does not fit the kind stays readable and is found by nothing."""
    field = CustomField.objects.filter(pk=event.subject_id).first()
    last = 0
    while field and (last := _adopt_some(definition_of(field), last)):
        pass


@transaction.atomic
def _adopt_some(field: Definition, after: int) -> int:
    tickets = Ticket.objects.filter(pk__gt=after, custom_fields__has_key=field.key).order_by("pk")
    rows = list(tickets.select_for_update(of=("self",), no_key=True).only("pk", "custom_fields")[:CHUNK])
    CustomValue.objects.filter(field_id=field.id, ticket__in=rows).delete()
    CustomValue.objects.bulk_create(
        value for row in rows for value in rows_of(row.pk, field, row.custom_fields.get(field.key))
    )
    return rows[-1].pk if rows else 0
