"""Custom fields as a form: it draws and reads them; what is right is decided by the verb."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _

from usher.base.refusals import Invalid
from usher.organizations.queries import current
from usher.tickets.fields import Asked, Definition, check
from usher.tickets.fields.checking import NAME
from usher.tickets.fields.rules import LENGTHS
from usher.tickets.models import TicketType

PREFIX = "field-"
FEW = 7  # choices that stand in sight
INPUTS = {"email": "email", "url": "url", "date": "date", "time": "datetime-local"}


class Kept(forms.Field):
    """A field whose value is left to the verb."""

    def clean(self, value: Any) -> Any:
        return value


class FieldsForm(forms.Form):
    """The fields in their order; `sections` are (heading, names) as they stand under one another."""

    use_required_attribute = False

    def __init__(
        self, asks: Sequence[Asked], data: Any = None, *, stored: Mapping[str, Any] | None = None, id: str = "cf"
    ) -> None:
        stored = stored or {}
        initial = {PREFIX + asked.field.key: shown(asked.field, stored.get(asked.field.key)) for asked in asks}
        super().__init__(data, auto_id=f"{id}-%s", initial=initial)
        self.kinds = {PREFIX + asked.field.key: asked.field.kind for asked in asks}
        for asked in asks:
            self.fields[PREFIX + asked.field.key] = control_of(
                asked.field.offering(stored.get(asked.field.key)), asked.is_required
            )
        ordered = groupby(sorted(asks, key=lambda asked: _place(asks, asked)), key=lambda asked: asked.field.section)
        self.sections = [(title, [PREFIX + asked.field.key for asked in group]) for title, group in ordered]

    def add(self, other: "FieldsForm", title: str) -> None:
        """Put the fields of another form below, under one heading."""
        if other.fields:
            self.fields.update(other.fields)
            self.kinds.update(other.kinds)
            self.initial.update(other.initial)
            self.sections.append((title, list(other.fields)))

    def told(self, name: str) -> str:
        """A stored value in words."""
        value = self.initial.get(name)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        return ", ".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)

    def values(self) -> dict[str, Any]:
        """What was filled in, by key; nothing for what was left empty."""
        read = {name: self.fields[name].widget.value_from_datadict(self.data, self.files, name) for name in self.fields}
        return {name.removeprefix(PREFIX): value for name, value in read.items() if value not in ("", None, [], False)}

    def check(self, type: TicketType | None, at: datetime) -> None:
        """Say beside each field what is wrong with it, when the rest of a form is refused already."""
        try:
            check(self.values(), type_id=type.pk if type else None, at=at, complete=True)
        except Invalid as refusal:
            self.tell(refusal.errors)

    def tell(self, errors: Mapping[str, str]) -> dict[str, str]:
        """Put refusals beside their fields; returns those that belong to none of them."""
        self.full_clean()
        others = {}
        for name, text in errors.items():
            own = PREFIX + name.removeprefix(f"{NAME}.")
            if name.startswith(f"{NAME}.") and own in self.fields:
                self.add_error(own, text)
            else:
                others[name] = text
        return others


def control_of(field: Definition, is_required: bool = False) -> forms.Field:
    """The control for a field's kind."""
    return Kept(label=field.name, help_text=field.help, required=is_required, widget=_widget(field))


def shown(field: Definition, value: Any) -> Any:
    """A stored value as its control takes it: times on the organization's clock."""
    if field.kind == "time" and isinstance(value, str):
        try:
            at = datetime.fromisoformat(value).astimezone(ZoneInfo(current().time_zone))
        except (ValueError, OverflowError):
            return value
        return at.strftime("%Y-%m-%dT%H:%M")
    return value


def _place(asks: Sequence[Asked], asked: Asked) -> int:
    """Fields of one section stand together, where the first of them stands."""
    return next(place for place, other in enumerate(asks) if other.field.section == asked.field.section)


def _widget(field: Definition) -> forms.Widget:
    if field.kind == "long_text":
        return forms.Textarea(attrs={"rows": 3, "maxlength": LENGTHS["long_text"]})
    if field.kind == "checkbox":
        return forms.CheckboxInput()
    named = [(choice, choice) for choice in field.choices]
    if field.kind == "choice":
        return forms.Select(choices=[("", "—"), *named])
    if field.kind == "choices":
        return forms.CheckboxSelectMultiple(choices=named)
    attrs: dict[str, Any] = {"autocomplete": "off"}
    if field.kind == "number":
        attrs["inputmode"] = "decimal"
    elif field.kind in LENGTHS:
        attrs["maxlength"] = LENGTHS[field.kind]
    widget = forms.TextInput(attrs=attrs)
    widget.input_type = INPUTS.get(field.kind, "text")
    return widget
