"""Types, categories and labels themselves: making, renaming and removing them."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets.lifecycles import catalogue
from usher.tickets.models import Category, Label, TicketType

NAME_LENGTH = 60  # characters

Named = TypeVar("Named", Label, Category, TicketType)


TYPE_FIELDS = {
    "name", "description", "team", "category", "lifecycle", "is_active", "is_default", "sort_order",
}  # fmt: skip


@transaction.atomic
def create_type(*, name: str, by: Actor, at: datetime, **more: Any) -> TicketType:
    """A new type, by default behind all others; new tickets of the type go to its team and get its category.

    `more`: description, team, category, lifecycle, is_active, is_default, sort_order.
    """
    _refuse_unknown(more, TYPE_FIELDS, "a ticket type")
    name = checked_name(TicketType, name, None)
    more = {"sort_order": TicketType.objects.count() + 1, **_stored(more)}
    if more.get("is_default"):
        TicketType.objects.filter(is_default=True).update(is_default=False)
    type = TicketType.objects.create(name=name, created_at=at, **more)
    catalogue.forget()
    record("type.created", type, by=by, at=at, data={"name": name})
    return type


@transaction.atomic
def change_type(type: TicketType, *, by: Actor, at: datetime, **changes: Any) -> TicketType:
    """Set any of TYPE_FIELDS; tickets keep the type and their team. One type at most is the default one."""
    _refuse_unknown(changes, TYPE_FIELDS, "a ticket type")
    if changes.get("is_default"):
        TicketType.objects.filter(is_default=True).exclude(pk=type.pk).update(is_default=False)
    catalogue.forget()
    return _change(type, _stored(changes), "type.changed", by, at)


@transaction.atomic
def create_category(*, name: str, by: Actor, at: datetime, sort_order: int | None = None) -> Category:
    """A new category, by default behind all others."""
    name = checked_name(Category, name, None)
    place = Category.objects.count() + 1 if sort_order is None else sort_order
    category = Category.objects.create(name=name, sort_order=place)
    record("category.created", category, by=by, at=at, data={"name": name})
    return category


@transaction.atomic
def change_category(category: Category, *, by: Actor, at: datetime, **changes: Any) -> Category:
    """Another name or place; its tickets keep it."""
    _refuse_unknown(changes, {"name", "sort_order"}, "a category")
    return _change(category, changes, "category.changed", by, at)


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


def _refuse_unknown(given: dict[str, Any], known: set[str], noun: str) -> None:
    if unknown := set(given) - known:
        raise Invalid(dict.fromkeys(sorted(unknown), f"is not a field of {noun}."))


def _stored(changes: dict[str, Any]) -> dict[str, Any]:
    if "description" in changes:
        return {**changes, "description": changes["description"].replace("\x00", "")}  # PostgreSQL's text has no NUL
    return changes
