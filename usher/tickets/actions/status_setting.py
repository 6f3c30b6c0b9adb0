"""The statuses of an organization: adding, renaming, colouring, hiding and ordering them.

A built-in status has a row only once something was made of it. Whoever manages the organization's settings may do this.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from usher.base.refusals import Invalid, NotFound, Refused
from usher.base.text import HUES, one_line
from usher.events.bus import record
from usher.organizations.queries import current
from usher.people.actors import Actor
from usher.tickets.lifecycles import Shown, catalogue
from usher.tickets.models import STATUSES, Lifecycle, OrganizationStatus, Ticket
from usher.tickets.models.status import FINISHED

NAME_LENGTH = 60  # characters
MOST = 100  # statuses of an organization
CHANGEABLE = {"name", "hue", "is_hidden"}


class StatusNeeded(Refused):
    """Something rests on the status."""

    code = "status_needed"


@transaction.atomic
def create_status(*, name: str, stands_for: str, by: Actor, at: datetime, hue: int | None = None) -> Shown:
    """Add a status that stands for a built-in one, for good; its code is made from its first name and stays.

    Where the organization has no lifecycle of its own it is offered at once, else by the lifecycles that take it up.
    """
    if stands_for not in STATUSES or stands_for == "draft":
        known = ", ".join(code for code in STATUSES if code != "draft")
        raise Invalid({"stands_for": f"is not a built-in status; choose from {known}."})
    if len(catalogue().statuses) >= MOST:
        raise Invalid({"name": f"There are {MOST} statuses already. Delete one that is not used."})
    name = _checked_name(name, None)
    row = OrganizationStatus.objects.create(code=_code(name), stands_for=stands_for, name=name, hue=_checked_hue(hue))
    catalogue.forget()
    record("status.created", row, by=by, at=at, data={"code": row.code, "name": name, "stands_for": stands_for})
    return catalogue().statuses[row.code]


@transaction.atomic
def change_status(code: str, *, by: Actor, at: datetime, **changes: Any) -> Shown:
    """Set name ("" gives a built-in one its own back), hue (None: as built in) or is_hidden.

    Hiding takes a status out of what is offered; tickets that have it keep it. Refused for the last one of a lifecycle
    that a ticket could begin with or be finished by.
    """
    if unknown := set(changes) - CHANGEABLE:
        raise Invalid(dict.fromkeys(sorted(unknown), "is not something to change about a status."))
    row = _row(code)
    if "name" in changes:
        changes["name"] = _checked_name(changes["name"] or _own_name(row), row.code)
    if "hue" in changes:
        changes["hue"] = _checked_hue(changes["hue"])
    changed = {key: [getattr(row, key), value] for key, value in changes.items() if getattr(row, key) != value}
    for key, (_, value) in changed.items():
        setattr(row, key, value)
    if changed:
        row.save()
        catalogue.forget()
        if row.is_hidden:
            _refuse_to_break(row)
        record("status.changed", row, by=by, at=at, data=changed)
    return catalogue().statuses[row.code]


@transaction.atomic
def order_statuses(codes: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Put these first, in this order; those that are not named follow in their present one."""
    present = list(catalogue().statuses)
    if unknown := [code for code in codes if code not in present]:
        raise Invalid({"order": f"There is no status {', '.join(code[:60] for code in unknown)}."})
    wanted = [*dict.fromkeys(codes), *(code for code in present if code not in codes)]
    if wanted == present:
        return
    for place, code in enumerate(wanted, 1):
        row = _row(code)
        row.sort_order = place
        row.save()
    catalogue.forget()
    record("status.ordered", current(), by=by, at=at, data={"from": present, "to": wanted})


@transaction.atomic
def delete_status(code: str, *, by: Actor, at: datetime) -> None:
    """Remove an added status that no ticket has and no lifecycle holds; built-in ones can be hidden."""
    row = _row(code)
    if row.code in STATUSES:
        raise StatusNeeded(f"{row.name} is built in and cannot be deleted. Hide it instead.")
    holding = Lifecycle.objects.filter(statuses__contains=[[row.code]]).order_by("name").values_list("name", flat=True)
    if holding:
        raise StatusNeeded(f"{row.name} is part of {', '.join(holding)}. Take it out there first.")
    if count := Ticket.objects.filter(own_status=row).count():
        raise StatusNeeded(f"{row.name} is the status of {count} tickets. Move them first, or hide it.")
    record("status.deleted", row, by=by, at=at, data={"code": row.code, "name": row.name})
    row.delete()
    catalogue.forget()


def _row(code: str) -> OrganizationStatus:
    """The row, locked; made on the spot for a built-in status."""
    row = OrganizationStatus.objects.select_for_update().filter(code=code).first()
    if row is None and code not in STATUSES:
        raise NotFound("There is no such status.")
    return row or OrganizationStatus(code=code, stands_for=code, name=STATUSES[code].name)


def _own_name(row: OrganizationStatus) -> str:
    return STATUSES[row.code].name if row.code in STATUSES else ""


def _checked_name(name: str, code: str | None) -> str:
    name = one_line(name, NAME_LENGTH + 1)
    if not name:
        raise Invalid({"name": "Write the name of the status."})
    if len(name) > NAME_LENGTH:
        raise Invalid({"name": f"The name is longer than {NAME_LENGTH} characters; shorten it."})
    others = (status for status in catalogue().statuses.values() if status.code != code)
    if any(name.casefold() in {other.name.casefold(), other.code} for other in others):
        raise Invalid({"name": f"There is a status “{name}” already."})
    return name


def _checked_hue(hue: Any) -> int | None:
    if hue is not None and not (isinstance(hue, int) and 0 <= hue < HUES):
        raise Invalid({"hue": f"is a number from 0 to {HUES - 1}, or null for the built-in colour."})
    return hue


def _code(name: str) -> str:
    """A code that nothing is called by yet; codes of other scripts are numbered."""
    taken = {*STATUSES, *catalogue().statuses}
    base = slugify(name).replace("-", "_")[:40].strip("_") or "status"
    last = OrganizationStatus.objects.aggregate(last=Max("pk"))["last"] or 0
    return base if base not in taken and base != "status" else f"{base}_{last + 1}"


def _refuse_to_break(row: OrganizationStatus) -> None:
    for flow in (catalogue().default, *catalogue().flows.values()):
        states = {status.state for status in flow.statuses}
        if "open" not in states or not states.intersection(FINISHED):
            what = "finish a ticket with" if "open" in states else "begin with"
            raise StatusNeeded(f"The lifecycle {flow.name} would have no status left to {what}.")
