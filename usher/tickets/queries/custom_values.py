"""A custom field as a filter of a list, by the words a person writes beside it."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from usher.base.refusals import Invalid
from usher.conditions import parse, to_query
from usher.tickets.facts import TICKET
from usher.tickets.fields import Definition
from usher.tickets.fields.comparing import MILLIONTHS, number_of, truth_of

CONTAINED = ("text", "long_text", "email", "url", "choices")  # of these a part is enough


def filled_with(field: Definition, text: str, at: datetime) -> Q:
    """Tickets whose field contains the text, or is it where the kind has no parts; without a text: that have any value.

    ValueError with what would be right for a text that can never be a value.
    """
    condition: dict[str, Any] = {"field": f"customFields.{field.key}", "operator": "not_empty"}
    if field.kind == "checkbox":
        condition |= {"operator": "equals", "value": truth_of(text or "yes")}
    elif text:
        value = number_of(text) / MILLIONTHS if field.kind == "number" else text
        condition |= {"operator": "contains" if field.kind in CONTAINED else "equals", "value": value}
    try:
        return to_query(parse(condition, TICKET, "value"), at)
    except Invalid as refusal:
        raise ValueError(" ".join(refusal.errors.values())) from refusal
