"""What a bulk change does, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from usher.people.models import Member, Team
from usher.tickets.lifecycles import catalogue
from usher.tickets.models import PRIORITIES, BulkChange, Category, Label, TicketType


def words_of(change: BulkChange) -> list[str]:
    """One line per step: "Assign to Ada"."""
    return [_line(step) for step in change.steps]


def _line(step: Mapping[str, Any]) -> str:
    to = step.get("to")
    match step["do"]:
        case "assign":
            return _("Assign to %(name)s") % {"name": _name(Member, to, _("nobody"))}
        case "assign_team":
            return _("Assign to %(name)s") % {"name": _name(Team, to, _("no team"))}
        case "move":
            status = catalogue().named(str(to))
            return _("Set the status to “%(name)s”") % {"name": status.title if status else to}
        case "prioritise":
            return _("Set the priority to %(name)s") % {"name": _(str(PRIORITIES[str(to)].label)).lower()}
        case "add_labels":
            return _("Add the label %(name)s") % {"name": _labels(step)}
        case "remove_labels":
            return _("Remove the label %(name)s") % {"name": _labels(step)}
        case "set_type":
            return _("Set the type to %(name)s") % {"name": _name(TicketType, to, _("none"))}
        case "set_category":
            return _("Set the category to %(name)s") % {"name": _name(Category, to, _("none"))}
        case "set_fields":
            return _("Fill in fields")
        case "set_visibility":
            return _("Make internal") if to == "internal" else _("Make public")
        case "snooze":
            return _("Snooze")
        case "delete":
            return _("Delete")
    return _("Restore")


def _name(model: Any, pk: int | None, nobody: str) -> str:
    row = model.objects.filter(pk=pk).first() if pk else None
    return str(row) if row else nobody


def _labels(step: Mapping[str, Any]) -> str:
    return ", ".join(Label.objects.filter(pk__in=step["labels"]).order_by("name").values_list("name", flat=True))
