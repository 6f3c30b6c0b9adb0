"""The form of a type, and the table of the fields it asks for."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from usher.people.models import Team
from usher.tickets.models import Category, CustomField, Lifecycle, TicketType, TypeField

FIELDS = ("name", "description", "team", "category", "lifecycle", "is_default", "is_active")
LAST = 10**6  # the place of a field that names none


class TypeForm(forms.Form):
    """Reads and draws; the present team is offered even if it is deactivated."""

    name = forms.CharField(label=_("Name"), max_length=60)
    description = forms.CharField(label=_("Description"), required=False, max_length=500)
    team: Any = forms.ModelChoiceField(
        None, label=_("Team"), required=False, empty_label=_("None"), help_text=_("New tickets of this type go to it.")
    )
    category: Any = forms.ModelChoiceField(
        None, label=_("Category"), required=False, empty_label=_("None"), help_text=_("New tickets of this type get it.")
    )
    lifecycle: Any = forms.ModelChoiceField(
        None, label=_("Lifecycle"), required=False, empty_label=_("The default one"),
        help_text=_("Which statuses its tickets go through."),
    )  # fmt: skip
    is_default = forms.BooleanField(label=_("Chosen beforehand for new tickets"), required=False)
    is_active = forms.BooleanField(label=_("Offered for new tickets"), required=False, initial=True)

    def __init__(self, data: Any = None, *, type: TicketType | None = None) -> None:
        super().__init__(data, initial={name: getattr(type, name) for name in FIELDS} if type else {})
        offered = {
            "team": Team.objects.filter(Q(is_active=True) | Q(pk=type.team_id if type else None)).order_by("name", "pk"),
            "category": Category.objects.order_by("sort_order", "pk"),
            "lifecycle": Lifecycle.objects.order_by("name", "pk"),
        }
        for name, rows in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


@dataclass(frozen=True, slots=True)
class Line:
    """One field in the table: whether the type asks for it, whether it is required there, at which place ("" for none)."""

    field: CustomField
    asks: bool
    is_required: bool
    place: str


def lines_of(type: TicketType | None, posted: QueryDict | None = None) -> list[Line]:
    """All fields in use, those of the type first and in their order; as they were posted, where they were."""
    places = {row.field_id: row for row in TypeField.objects.filter(type=type)} if type else {}
    lines = []
    for field in CustomField.objects.filter(is_active=True).order_by("sort_order", "pk"):
        if posted is not None:
            asks, required = (str(field.pk) in posted.getlist(name) for name in ("asks", "required"))
            lines.append(Line(field, asks, required, posted.get(f"place-{field.pk}", "").strip()))
        else:
            row = places.get(field.pk)
            lines.append(Line(field, row is not None, bool(row and row.is_required), str(row.sort_order) if row else ""))
    return sorted(lines, key=lambda line: (not (line.asks or line.field.is_for_all_types), _number(line.place)))


def asks_of(posted: QueryDict) -> list[tuple[CustomField, bool]]:
    """What the table asks for, in the order of the places. Fields for all types are named where they differ."""
    lines = [line for line in lines_of(None, posted) if line.asks or (line.field.is_for_all_types and line.is_required)]
    return [(line.field, line.is_required) for line in sorted(lines, key=lambda line: _number(line.place))]


def _number(place: str) -> int:
    return int(place) if place.isascii() and place.isdecimal() and len(place) < 7 else LAST
