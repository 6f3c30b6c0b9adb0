"""From ids and names in a body to rows of the organization; everything that is unknown is named at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from msgspec import UNSET

from usher.api.fields import found, given
from usher.api.tickets.bodies import TicketFields
from usher.base.refusals import Invalid
from usher.base.tenancy import TenantModel
from usher.base.text import one_line
from usher.people.actors import Actor
from usher.people.models import Contact, Member, Team
from usher.tickets.actions import create_label
from usher.tickets.lifecycles import catalogue
from usher.tickets.models import Category, Label, TicketType


@dataclass
class References:
    """What a body refers to; each is UNSET when the body does not speak of it."""

    type: Any = UNSET
    category: Any = UNSET
    assignee: Any = UNSET
    team: Any = UNSET
    requester: Any = UNSET


def references_of(body: TicketFields) -> References:
    """Look everything up; Invalid names what is not there, what is named twice differently and what is too large."""
    errors: dict[str, str] = {}
    rows = References(
        type=_one(body, "type_id", "ticket_type_id", TicketType, errors),
        category=_category(body, errors),
        assignee=_one(body, "assigned_to_user_id", "assigned_to", Member, errors, is_active=True),
        team=_one(body, "assigned_to_team_id", "assigned_team_id", Team, errors, is_active=True),
        requester=_one(body, "requester_id", "requester_id", Contact, errors),
    )
    if isinstance(body.status, str) and catalogue().named(body.status) is None:
        known = ", ".join(status.code for status in catalogue().offered)
        errors["status"] = f"“{body.status[:60]}” is no status; choose from {known}."
    if errors:
        raise Invalid(errors)
    return rows


def _one(body: TicketFields, name: str, other: str, model: type[TenantModel], errors: dict[str, str], **only: Any) -> Any:
    first, second = getattr(body, name), getattr(body, other)
    if given(first) and given(second) and first != second:
        errors[_camel(other)] = f"says something else than {_camel(name)}; send one of them."
    spoken = name if given(first) else other
    value = getattr(body, spoken)
    return found(model.objects.filter(**only), value, _camel(spoken), errors) if given(value) else UNSET


def _category(body: TicketFields, errors: dict[str, str]) -> Any:
    if given(body.category_id) or not given(body.category):
        return _one(body, "category_id", "category_id", Category, errors)
    if not body.category:
        return None
    category = Category.objects.filter(name__iexact=str(body.category).replace("\x00", "")).first()
    if category is None:
        names = ", ".join(Category.objects.order_by("sort_order", "name").values_list("name", flat=True)[:30])
        errors["category"] = f"There is no category of this name; choose from {names or '(there is none yet)'}."
    return category


def labels_of(names: list[str], *, by: Actor, at: datetime) -> list[Label]:
    """The labels with these names in any case; missing ones are made where the token may manage labels."""
    wanted = {name.strip().replace("\x00", "").lower(): name.strip().replace("\x00", "") for name in names}
    wanted.pop("", None)
    known = {label.name.lower(): label for label in Label.objects.all() if label.name.lower() in wanted}
    missing = [wanted[key] for key in wanted if key not in known]
    if missing and "labels" not in by.permissions:
        raise Invalid({"tags": f"There is no label {', '.join(missing)}, and this token may not make one."})
    known |= {name.lower(): _made_label(name, by, at) for name in missing}
    return list(dict.fromkeys(known[key] for key in wanted))


def _made_label(name: str, by: Actor, at: datetime) -> Label:
    try:
        return create_label(name=name, hue=None, by=by, at=at)
    except (Invalid, IntegrityError):  # somebody else made it a moment ago, or its name says nothing
        label = Label.objects.filter(name__iexact=one_line(name)).first()
        if label is None:
            raise Invalid({"tags": f"“{name[:60]}” cannot be the name of a label."}) from None
        return label


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)
