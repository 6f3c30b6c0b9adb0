"""Types, categories and labels themselves: making, renaming and removing them."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.events.bus import record
from usher.people.actors import Actor
from usher.people.models import Team
from usher.tickets.models import Category, Label, TicketType

NAME_LENGTH = 60  # characters

Named = TypeVar("Named", Label, Category, TicketType)


@transaction.atomic
def create_type(
    *, name: str, by: Actor, at: datetime, description: str = "", team: Team | None = None, is_active: bool = True,
    sort_order: int | None = None,
) -> TicketType:  # fmt: skip
    """A new type, by default behind all others; new tickets of the type go to its team."""
    name = checked_name(TicketType, name, None)
    place = TicketType.objects.count() + 1 if sort_order is None else sort_order
    type = TicketType.objects.create(
        name=name, description=_storable(description), team=team, is_active=is_active, sort_order=place, created_at=at
    )
    record("type.created", type, by=by, at=at, data={"name": name})
    return type


@transaction.atomic
def change_type(type: TicketType, *, by: Actor, at: datetime, **changes: Any) -> TicketType:
    """Set name, description, team, is_active or sort_order; tickets keep the type and their team."""
    if unknown := set(changes) - {"name", "description", "team", "is_active", "sort_order"}:
        raise Invalid(dict.fromkeys(sorted(unknown), "is not a field of a ticket type."))
    if "description" in changes:
        changes["description"] = _storable(changes["description"])
    return _change(type, changes, "type.changed", by, at)


@transaction.atomic
def create_category(*, name: str, by: Actor, at: datetime) -> Category:
    """A new category, behind all others."""
    name = checked_name(Category, name, None)
    category = Category.objects.create(name=name, sort_order=Category.objects.count() + 1)
    record("category.created", category, by=by, at=at, data={"name": name})
    return category


@transaction.atomic
def rename_category(category: Category, *, name: str, by: Actor, at: datetime) -> Category:
    """Another name; its tickets keep it."""
    return _change(category, {"name": name}, "category.changed", by, at)


@transaction.atomic
def change_label(label: Label, *, name: str, hue: int, by: Actor, at: datetime) -> Label:
    """Another name or colour; its tickets keep it."""
    return _change(label, {"name": name, "hue": hue}, "label.changed", by, at)


@transaction.atomic
def delete_label(label: Label, *, by: Actor, at: datetime) -> None:
    """Take the label away from all tickets and remove it."""
    record("label.deleted", label, by=by, at=at, data={"name": label.name})
    label.delete()


def checked_name(model: type[models.Model], name: str, row: models.Model | None) -> str:
    """One line that no other row of the model has, in any case; Invalid otherwise."""
    name = one_line(name, NAME_LENGTH + 1)
    noun = model._meta.verbose_name
    if not name:
        raise Invalid({"name": f"Write the name of the {noun}."})
    if len(name) > NAME_LENGTH:
        raise Invalid({"name": f"The name is longer than {NAME_LENGTH} characters; shorten it."})
    rows: Any = model._default_manager
    if rows.filter(name__iexact=name).exclude(pk=row.pk if row else None).exists():
        raise Invalid({"name": f"There is a {noun} “{name}” already."})
    return name


def _change(old: Named, changes: dict[str, Any], event: str, by: Actor, at: datetime) -> Named:
    row: Named = type(old).objects.select_for_update(of=("self",)).get(pk=old.pk)
    if "name" in changes:
        changes = {**changes, "name": checked_name(type(row), changes["name"], row)}
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    if changed:
        data = {name: [_told(getattr(row, name)), _told(value)] for name, value in changed.items()}
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=list(changed))
        record(event, row, by=by, at=at, data=data)
    return row


def _told(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _storable(text: str) -> str:
    return text.replace("\x00", "")  # PostgreSQL's text has no NUL
