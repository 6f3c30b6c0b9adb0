"""What a bulk change can do to each of its tickets: the verbs, by name, with what they are given as JSON."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from usher.base.refusals import Invalid
from usher.base.tenancy import TenantModel
from usher.people.actors import Actor
from usher.people.models import Member, Team
from usher.tickets import actions
from usher.tickets.deeds import DEEDS, Deed
from usher.tickets.lifecycles import catalogue, flow_of
from usher.tickets.models import PRIORITIES, Category, Label, Ticket, TicketType

Json = Mapping[str, Any]
Doing = Callable[[Ticket, Json, Actor, datetime], Ticket]
MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class Step:
    """A verb, the deed that each ticket must permit, and how what it is given is checked before anything begins."""

    do: Doing
    deed: Deed
    check: Callable[[Json], object] = lambda given: None
    takes_deleted: bool = False


def checked(steps: Sequence[Json]) -> list[dict[str, Any]]:
    """The steps as they are kept; Invalid names the first one that cannot be done to any ticket."""
    if not steps:
        raise Invalid({"steps": "Say what shall be done to the tickets."})
    if len(steps) > MOST_STEPS:
        raise Invalid({"steps": f"Do at most {MOST_STEPS} things at once."})
    for number, step in enumerate(steps):
        known = STEPS.get(step.get("do", ""))
        if known is None:
            raise Invalid({f"steps[{number}].do": f"is none of {', '.join(STEPS)}."})
        try:
            known.check(step)
        except Invalid as invalid:
            raise Invalid({f"steps[{number}].{name}": text for name, text in invalid.errors.items()}) from invalid
    if len({STEPS[step["do"]].takes_deleted for step in steps}) > 1:
        raise Invalid({"steps": "What lies in the bin can only be restored; do the rest afterwards."})
    return [dict(step) for step in steps]


def deed_of(step: Json, by: Actor) -> Deed:
    """What the ticket must permit; taking tickets oneself needs less than giving them to others."""
    if step["do"] == "assign" and by.own_id is not None and step.get("to") == by.own_id:
        return "take"
    return STEPS[step["do"]].deed


def may_ever(step: Json, by: Actor) -> bool:
    """Whether there can be a ticket that permits this to the actor."""
    return by.kind == "system" or all(each in by.permissions for each in DEEDS[deed_of(step, by)].needs)


def _row(rows: Any, name: str, value: Any) -> Any:
    """The row with this id; None stands for none."""
    if value is None:
        return None
    found = rows.filter(pk=value).first() if isinstance(value, int) and 0 < value < 2**63 else None
    if found is None:
        raise Invalid({name: f"There is no {rows.model._meta.verbose_name} with the id {value!r}."})
    return found


def _reference(model: type[TenantModel], name: str = "to") -> Callable[[Json], Any]:
    return lambda given: _row(model.objects.all(), name, given.get(name))


def _member(given: Json) -> Member | None:
    found: Member | None = _row(Member.objects.filter(is_active=True), "to", given.get("to"))
    return found


def _labels(given: Json) -> list[Label]:
    wanted = given.get("labels")
    if not isinstance(wanted, list) or not wanted:
        raise Invalid({"labels": "is a list of labels' ids."})
    return [_row(Label.objects.all(), "labels", each) for each in wanted if each is not None]


def _status(given: Json) -> Any:
    status = catalogue().named(str(given.get("to", "")))
    if status is None:
        raise Invalid({"to": f"is none of {', '.join(each.code for each in catalogue().offered)}."})
    return status


def _priority(given: Json) -> Any:
    if given.get("to") not in PRIORITIES:
        raise Invalid({"to": f"is none of {', '.join(PRIORITIES)}."})
    return PRIORITIES[given["to"]]


def _moment(given: Json) -> datetime:
    try:
        moment = datetime.fromisoformat(str(given.get("until")))
    except ValueError:
        moment = datetime.min
    if moment.tzinfo is None:
        raise Invalid({"until": "is a time with its zone, like 2026-11-30T09:00:00Z."})
    return moment


def _visibility(given: Json) -> str:
    if given.get("to") not in {"public", "internal"}:
        raise Invalid({"to": "is public or internal."})
    return str(given["to"])


def _values(given: Json) -> dict[str, Any]:
    if not isinstance(given.get("values"), dict):
        raise Invalid({"values": "maps keys of custom fields to values."})
    return dict(given["values"])


def _move(ticket: Ticket, given: Json, by: Actor, at: datetime) -> Ticket:
    """What is to be resolved goes where its own lifecycle resolves."""
    status = _status(given)
    wanted = flow_of(ticket).resolving if status.code == "resolved" else None
    return actions.move(ticket, to=(wanted or status).code, by=by, at=at)


def _label(ticket: Ticket, given: Json, by: Actor, at: datetime, *, adds: bool) -> Ticket:
    chosen = {label.pk: label for label in _labels(given)}
    others = [label for label in ticket.labels.all() if label.pk not in chosen]
    return actions.set_labels(ticket, labels=[*others, *(chosen.values() if adds else ())], by=by, at=at)


def _edit(ticket: Ticket, name: str, row: object, by: Actor, at: datetime) -> Ticket:
    return actions.edit(ticket, by=by, at=at, changes={name: row})


_type, _category, _team = _reference(TicketType), _reference(Category), _reference(Team)

STEPS: dict[str, Step] = {
    "assign": Step(lambda t, given, by, at: actions.assign(t, to=_member(given), by=by, at=at), "assign", _member),
    "assign_team": Step(lambda t, given, by, at: actions.assign_team(t, to=_team(given), by=by, at=at), "assign", _team),
    "move": Step(_move, "move", _status),
    "prioritise": Step(
        lambda t, given, by, at: actions.prioritise(t, to=_priority(given), by=by, at=at), "prioritise", _priority
    ),
    "add_labels": Step(lambda t, given, by, at: _label(t, given, by, at, adds=True), "label", _labels),
    "remove_labels": Step(lambda t, given, by, at: _label(t, given, by, at, adds=False), "label", _labels),
    "set_type": Step(lambda t, given, by, at: _edit(t, "type", _type(given), by, at), "edit", _type),
    "set_category": Step(lambda t, given, by, at: _edit(t, "category", _category(given), by, at), "edit", _category),
    "set_fields": Step(
        lambda t, given, by, at: actions.set_fields(t, values=_values(given), by=by, at=at), "edit", _values
    ),
    "set_visibility": Step(
        lambda t, given, by, at: actions.set_visibility(t, to=_visibility(given), by=by, at=at),
        "change_visibility", _visibility,
    ),
    "snooze": Step(lambda t, given, by, at: actions.snooze(t, until=_moment(given), by=by, at=at), "snooze", _moment),
    "delete": Step(lambda t, given, by, at: actions.delete(t, by=by, at=at), "delete"),
    "restore": Step(lambda t, given, by, at: actions.restore(t, by=by, at=at), "restore", takes_deleted=True),
}  # fmt: skip
