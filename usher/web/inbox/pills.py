"""The active filters of a list as sentences, each with the address without it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from usher.people.models import Company, Contact
from usher.tickets.fields import fields
from usher.tickets.lifecycles import catalogue
from usher.tickets.models import priority_named
from usher.tickets.queries.custom_values import CONTAINED
from usher.web.inbox.asked import Asked
from usher.web.inbox.choices import Choices


@dataclass(frozen=True, slots=True)
class Pill:
    """“Status is Open ×”."""

    name: str
    relation: str
    value: str
    remove_url: str


def pills(asked: Asked, choices: Choices) -> list[Pill]:
    """One pill per filter in the address. A requester or company given by id costs one query each."""
    names = {
        "status": _("Status"),
        "priority": _("Priority"),
        "assignee": _("Assignee"),
        "team": _("Team"),
        "label": _("Label"),
        "type": _("Type"),
        "requester": _("Requester"),
        "company": _("Company"),
        "q": _("Words"),
    }
    shown = [
        Pill(names[name], _relation(name, value), _value(name, value, choices), asked.url(drop=[(name, value)]))
        for name, value in asked.given
        if name in names
    ]
    return [*shown, *_of_field(asked)]


def _of_field(asked: Asked) -> list[Pill]:
    """“Brand is Northwind”: a custom field and its value are one filter."""
    field, value = fields().by_key.get(asked.filters.field), asked.filters.value
    if field is None:
        return []
    relation = _("contains") if field.kind in CONTAINED else _("is")
    without = asked.url(drop=[pair for pair in asked.given if pair[0] in ("field", "value")])
    return [Pill(field.name, relation if value else _("is"), value or _("filled in"), without)]


def _relation(name: str, value: str) -> str:
    if name == "q":
        return _("contain")
    if name in ("requester", "company") and not value.isdecimal():
        return _("contains")
    return _("is")


def _value(name: str, value: str, choices: Choices) -> str:
    if name == "status":
        status = catalogue().named(value)
        return status.title if status else value
    if name == "priority":
        priority = priority_named(value)
        return str(priority.label) if priority else value
    fixed = {"none": _("nobody") if name == "assignee" else _("none"), "me": _("me"), "mine": _("mine")}
    if name in ("assignee", "team") and value in fixed:
        return fixed[value]
    if not value.isdecimal():
        return value
    rows = {"assignee": choices.members, "team": choices.teams, "label": choices.labels, "type": choices.types}.get(name)
    if rows is not None:
        return next((str(row) for row in rows if row.pk == int(value)), _("unknown"))
    found = (Contact if name == "requester" else Company).objects.filter(pk=int(value)).first()
    return str(found) if found else _("unknown")
