"""The order in which types, categories and fields are offered."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets.fields.definitions import fields
from usher.tickets.models import Category, CustomField, TicketType

ANNOUNCED = {TicketType: "type.changed", Category: "category.changed", CustomField: "custom_field.changed"}


@transaction.atomic
def put_in_order(rows: Sequence[TicketType | Category | CustomField], *, by: Actor, at: datetime) -> None:
    """Number the rows as they come; those that keep their place are not touched."""
    for place, row in enumerate(rows, 1):
        if row.sort_order != place:
            data = {"sort_order": [row.sort_order, place]}
            row.sort_order = place
            row.save(update_fields=["sort_order"])
            record(ANNOUNCED[type(row)], row, by=by, at=at, data=data)
    fields.forget()
