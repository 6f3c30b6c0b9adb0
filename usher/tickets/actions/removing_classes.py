"""Removing types and categories: only what no ticket has, or what is replaced."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from usher.base.refusals import Invalid
from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets.actions.defining_fields import InUse
from usher.tickets.fields.definitions import fields
from usher.tickets.models import Category, Ticket, TicketType


@transaction.atomic
def delete_type(type: TicketType, *, by: Actor, at: datetime) -> None:
    """Remove a type that no ticket has, the bin included; InUse otherwise: a type that is not needed is deactivated."""
    row = TicketType.objects.select_for_update(of=("self",)).get(pk=type.pk)
    if Ticket.objects.filter(type=row).exists():
        raise InUse(f"Tickets are of the type {row.name}. Deactivate it instead: it is offered no more.")
    record("type.deleted", row, by=by, at=at, data={"name": row.name})
    row.delete()
    fields.forget()


@transaction.atomic
def delete_category(category: Category, *, by: Actor, at: datetime, replacement: Category | None = None) -> None:
    """Remove a category; its tickets and types get the replacement. InUse when tickets have it and nothing replaces it."""
    row = Category.objects.select_for_update().get(pk=category.pk)
    if replacement == row:
        raise Invalid({"replacement": "is the category that is to go; choose another."})
    tickets = Ticket.objects.filter(category=row)
    if replacement is None and tickets.exists():
        raise InUse(f"Tickets are in the category {row.name}. Choose the one they get instead.")
    moved = tickets.update(category=replacement, version=F("version") + 1) if replacement else 0
    TicketType.objects.filter(category=row).update(category=replacement)
    data = {"name": row.name, "replacement": replacement.pk if replacement else None, "tickets": moved}
    record("category.deleted", row, by=by, at=at, data=data)
    row.delete()
