"""Custom fields themselves: making, changing, putting them on types, removing them."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.base.text import one_line
from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets.actions.classifying import checked_name
from usher.tickets.fields.definitions import fields
from usher.tickets.fields.rules import checked_choices, checked_rules
from usher.tickets.models import CustomField, CustomValue, TicketType, TypeField
from usher.tickets.models.custom_field import KINDS

LONGEST_KEY, LONGEST_HELP, LONGEST_SECTION = 40, 500, 60  # characters
MOST = 500  # fields of an organization
CHANGEABLE = {
    "name", "help", "section", "choices", "rules", "is_required", "is_for_all_types", "is_public", "is_active", "sort_order",
}  # fmt: skip


class InUse(Refused):
    """Tickets have values of it."""

    code = "in_use"


@transaction.atomic
def create_field(*, name: str, kind: str, by: Actor, at: datetime, **more: Any) -> CustomField:
    """A new field, behind all others; its key is made from the name and stays for ever, whatever it is called later.

    `more`: help, section, choices, rules, is_required, is_for_all_types, is_public, is_active, sort_order.
    """
    if kind not in KINDS:
        raise Invalid({"kind": f"is not known; choose from {', '.join(KINDS)}."})
    if CustomField.objects.count() >= MOST:
        raise Invalid({"name": f"There are {MOST} fields already; remove one first."})
    name = checked_name(CustomField, name, None)
    values = {"choices": [], "rules": {}, "sort_order": CustomField.objects.count() + 1, **more}
    field = CustomField.objects.create(key=_key_for(name), name=name, kind=kind, **_checked(kind, values))
    fields.forget()
    record("custom_field.created", field, by=by, at=at, data={"name": name, "key": field.key, "kind": kind})
    return field


@transaction.atomic
def change_field(field: CustomField, *, by: Actor, at: datetime, **changes: Any) -> CustomField:
    """Change anything but key and kind. Values that tickets have stay, also those that new rules would refuse."""
    row: CustomField = CustomField.objects.select_for_update().get(pk=field.pk)
    if "name" in changes:
        changes["name"] = checked_name(CustomField, changes["name"], row)
    checked = _checked(row.kind, changes)
    changed = {name: value for name, value in checked.items() if getattr(row, name) != value}
    if changed:
        data = {name: [getattr(row, name), value] for name, value in changed.items()}
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=list(changed))
        fields.forget()
        record("custom_field.changed", row, by=by, at=at, data=data)
    return row


@transaction.atomic
def delete_field(field: CustomField, *, by: Actor, at: datetime) -> None:
    """Remove a field that no ticket has a value of; InUse otherwise: a field that is not needed any more is deactivated."""
    row = CustomField.objects.select_for_update().get(pk=field.pk)
    if CustomValue.objects.filter(field=row).exists():
        raise InUse(f"Tickets have values of {row.name}. Deactivate it instead: it is asked no more, and nothing is lost.")
    record("custom_field.deleted", row, by=by, at=at, data={"name": row.name, "key": row.key})
    row.delete()
    fields.forget()


@transaction.atomic
def set_type_fields(
    type: TicketType, *, asks: Sequence[tuple[CustomField, bool]], by: Actor, at: datetime
) -> list[TypeField]:
    """The type asks for exactly these fields (and for those of all types), in this order; True: required there."""
    TicketType.objects.select_for_update(of=("self",)).get(pk=type.pk)
    wanted = {field.pk: required for field, required in asks}
    before = list(TypeField.objects.filter(type=type).order_by("sort_order", "id").values_list("field_id", "is_required"))
    if before != list(wanted.items()):
        TypeField.objects.filter(type=type).delete()
        TypeField.objects.bulk_create(
            TypeField(type=type, field_id=field_id, is_required=required, sort_order=place)
            for place, (field_id, required) in enumerate(wanted.items(), 1)
        )
        fields.forget()
        record("type.fields_changed", type, by=by, at=at, data={"from": before, "to": list(wanted.items())})
    return list(TypeField.objects.filter(type=type).order_by("sort_order"))


def _checked(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    errors = dict.fromkeys(sorted(set(values) - CHANGEABLE), "cannot be changed.")
    checked = dict(values)
    for name, longest in (("help", LONGEST_HELP), ("section", LONGEST_SECTION)):
        if name in values:
            checked[name] = one_line(values[name], longest + 1)
            if len(checked[name]) > longest:
                errors[name] = f"is longer than {longest} characters; shorten it."
    for name, check in (("choices", checked_choices), ("rules", checked_rules)):
        if name in values:
            try:
                checked[name] = check(kind, values[name])
            except Invalid as refusal:
                errors |= refusal.errors if name == "choices" else {f"rules.{k}": v for k, v in refusal.errors.items()}
    if errors:
        raise Invalid(errors)
    return checked


def _key_for(name: str) -> str:
    """`Order number` → orderNumber; a name without a Latin letter → field; with a number behind when it is taken."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    words = [word.encode("ascii", "ignore").decode() for word in re.findall(r"[^\W_]+", plain)]
    joined = "".join(word.capitalize() for word in words)
    key = (joined[:1].lower() + joined[1:])[:LONGEST_KEY] or "field"
    key = key if key[0].isalpha() else f"field{key}"
    taken = set(CustomField.objects.filter(key__startswith=key).values_list("key", flat=True))
    return next(each for each in (key, *(f"{key}{number}" for number in range(2, MOST + 3))) if each not in taken)
