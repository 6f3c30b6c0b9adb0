"""Custom fields beside the conversation: what is filled in, what is still required, and the way to all others."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from usher.tickets.fields import Asked, fields
from usher.tickets.models import Ticket
from usher.web.tickets.fields_form import FieldsForm

LONGEST = 300  # characters of a value without a field


@dataclass(frozen=True, slots=True)
class Panel:
    """`form` draws what is filled in or required, under its headings; `free` are (key, text) of keys without a field.

    `wrong` draws what was just refused, as it was typed. Its lines have ids of their own: when they go, so does the text.
    """

    form: FieldsForm
    free: Sequence[tuple[str, str]]
    has_empty: bool
    wrong: FieldsForm | None = None

    def __bool__(self) -> bool:
        return bool(self.form.fields or self.free or self.has_empty)


def panel_of(ticket: Ticket) -> Panel:
    """What the column beside the conversation shows; no query of its own."""
    stored = ticket.custom_fields
    asks = fields().of_type(ticket.type_id)
    shown = [asked for asked in asks if asked.field.key in stored or asked.is_required]
    form = FieldsForm(shown, stored=stored, id="panel")
    others = FieldsForm(elsewhere(ticket), stored=stored, id="panel")
    form.add(others, _("Other fields"))
    known = fields().by_key
    free = [(key, text_of(value)) for key, value in stored.items() if key not in known]
    return Panel(form, free, any(asked not in shown for asked in asks))


def elsewhere(ticket: Ticket) -> list[Asked]:
    """Fields that the ticket has a value of, but that its type does not ask for (or nobody does any more)."""
    asked = {each.field.key for each in fields().of_type(ticket.type_id)}
    return [
        Asked(field, False) for key, field in fields().by_key.items() if key in ticket.custom_fields and key not in asked
    ]


def empty(ticket: Ticket) -> list[Asked]:
    """Fields of the type that are neither filled in nor required."""
    return [
        asked for asked in fields().of_type(ticket.type_id)
        if asked.field.key not in ticket.custom_fields and not asked.is_required
    ]  # fmt: skip


def text_of(value: Any) -> str:
    """A stored value in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
