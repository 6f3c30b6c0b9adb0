"""What the address of a list asks for: filters, order, place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from usher.base.refusals import Invalid
from usher.tickets.fields import fields
from usher.tickets.lifecycles import Shown, catalogue
from usher.tickets.models import Priority, priority_named
from usher.tickets.queries import SORTS, Cursor, Filters, Order, cursor_of
from usher.tickets.queries.custom_values import filled_with
from usher.web.shell import view_url

FILTERS = ("status", "priority", "assignee", "team", "label", "type", "requester", "company", "field", "value", "q")
LONGEST = 200  # characters of one value
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One reading of an address. `given` are its filters and order as pairs, without the place in the list."""

    slug: str
    view: str
    filters: Filters
    order: Order
    after: Cursor | None
    until: Cursor | None
    given: Pairs

    @property
    def is_filtered(self) -> bool:
        return any(name in FILTERS for name, _value in self.given)

    def url(self, *, drop: Iterable[tuple[str, str]] = (), **more: Any) -> str:
        """The address of this list without the pairs `drop` and with `more` in place of what has the same name."""
        return view_url(self.slug, self.view) + self.query(drop=drop, **more)

    def query(self, *, drop: Iterable[tuple[str, str]] = (), **more: Any) -> str:
        """ "?…" or nothing; empty values of `more` remove the parameter."""
        gone = set(drop)
        pairs = [pair for pair in self.given if pair not in gone and pair[0] not in more]
        pairs += [(name, str(value)) for name, value in more.items() if value not in ("", None)]
        return f"?{urlencode(pairs)}" if pairs else ""


def read(slug: str, view: str, parameters: QueryDict) -> Asked:
    """Read the parameters; Invalid names each that cannot be used. Empty ones count as absent, unknown ones are ignored."""
    given = tuple(
        (name, value)
        for name in (*FILTERS, "sort", "order")
        for value in dict.fromkeys(text.replace("\x00", "").strip()[:LONGEST] for text in parameters.getlist(name))
        if value
    )
    errors: dict[str, str] = {}
    filters, order = _filters(given, errors), _order(given, errors)
    if errors:
        raise Invalid(errors)
    after, until = (cursor_of(parameters.get(name, ""), name) for name in ("after", "until"))
    return Asked(slug, view, filters, order, after, until, given)


def _filters(given: Pairs, errors: dict[str, str]) -> Filters:
    one = dict(given)
    statuses = [status for name, value in given if name == "status" and (status := _status(value, errors))]
    return Filters(
        statuses=tuple(status.code for status in statuses if not status.own_id),
        own_statuses=tuple(status.own_id for status in statuses if status.own_id),
        priorities=tuple(_priority(value, errors) for name, value in given if name == "priority"),
        assignee=_place(one, "assignee", ("me", "none"), errors),
        team=_place(one, "team", ("mine", "none"), errors),
        label=int(_place(one, "label", (), errors) or 0),
        type=int(_place(one, "type", (), errors) or 0),
        requester=_words(one, "requester"),
        company=_words(one, "company"),
        field=_field(one, errors),
        value=one.get("value", ""),
        words=one.get("q", ""),
    )


def _status(text: str, errors: dict[str, str]) -> Shown | None:
    status = catalogue().named(text)
    if status is None:
        errors["status"] = _("There is no status “%(text)s”; choose from %(all)s.") % {
            "text": text,
            "all": ", ".join(each.code for each in catalogue().offered),
        }
    return status


def _priority(text: str, errors: dict[str, str]) -> Priority:
    priority = priority_named(text)
    if priority is None:
        errors["priority"] = _("There is no priority “%(text)s”; choose from low, medium, high, urgent.") % {"text": text}
    return priority or Priority.MEDIUM


def _place(one: dict[str, str], name: str, words: tuple[str, ...], errors: dict[str, str]) -> str:
    value = one.get(name, "")
    if not value or value in words or _is_id(value):
        return value
    errors[name] = _("“%(text)s” is not one to choose.") % {"text": value}
    return ""


def _field(one: dict[str, str], errors: dict[str, str]) -> str:
    key = one.get("field", "")
    field = fields().by_key.get(key)
    if key and field is None:
        errors["field"] = _("There is no field “%(text)s”.") % {"text": key}
    if field:
        try:
            filled_with(field, one.get("value", ""), timezone.now())
        except ValueError as error:
            errors["value"] = f"{field.name} {error}"
    return key if field else ""


def _words(one: dict[str, str], name: str) -> str:
    value = one.get(name, "")
    return value if _is_id(value) or not value.isdecimal() else ""


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 19


def _order(given: Pairs, errors: dict[str, str]) -> Order:
    one = dict(given)
    sort, direction = one.get("sort", "updated"), one.get("order", "desc")
    if sort not in SORTS:
        errors["sort"] = _("Lists are sorted by %(all)s.") % {"all": ", ".join(SORTS)}
    if direction not in ("asc", "desc"):
        errors["order"] = _("Write asc or desc.")
    return Order(sort, direction == "asc")
