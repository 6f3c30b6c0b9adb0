"""Lifecycles themselves: installing a preset, making, changing and deleting them, choosing the default one.

Whoever manages the organization's settings may do this. No change strands a ticket: in a status that its lifecycle no
longer holds it stays until somebody moves it, to any status that the lifecycle has.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.base.text import one_line
from usher.events.bus import record
from usher.organizations.models.organization import ClosedMail
from usher.people.actors import Actor
from usher.tickets.actions.classifying import checked_name
from usher.tickets.lifecycles import PRESETS, catalogue
from usher.tickets.models import Lifecycle
from usher.tickets.models.status import FINISHED

NAME_LENGTH = 60  # characters of a shown name
MOST = 50  # lifecycles of an organization
CHANGEABLE = {"name", "statuses", "moves", "wakes_to_in_progress", "closed_mail"}


class LifecycleInUse(Refused):
    """Tickets go by it."""

    code = "lifecycle_in_use"


@transaction.atomic
def create_lifecycle(*, name: str, by: Actor, at: datetime, preset: str = "", **values: Any) -> Lifecycle:
    """A new lifecycle: statuses ([[code, shown name or ""], …] in order), moves (code → codes that follow; a code left out
    leads anywhere), wakes_to_in_progress, closed_mail.

    It holds at least one status to begin with and one to finish with.
    """
    if Lifecycle.objects.count() >= MOST:
        raise Invalid({"name": f"There are {MOST} lifecycles already. Delete one that is not used."})
    row = Lifecycle(name=checked_name(Lifecycle, name, None), preset=preset)
    _fill(row, {"statuses": [], **values})
    row.save()
    catalogue.forget()
    record("lifecycle.created", row, by=by, at=at, data={"name": row.name, "preset": preset})
    return row


def install_preset(key: str, *, by: Actor, at: datetime, name: str = "") -> Lifecycle:
    """Copy one of the lifecycles that ship with Usher, under its own name or another. It can be changed freely then."""
    preset = PRESETS.get(key)
    if preset is None:
        raise Invalid({"preset": f"There is no preset “{key[:60]}”; choose from {', '.join(PRESETS)}."})
    return create_lifecycle(
        name=name or preset.name, preset=key, by=by, at=at, statuses=preset.statuses, moves=preset.moves,
        wakes_to_in_progress=preset.wakes_to_in_progress, closed_mail=preset.closed_mail,
    )  # fmt: skip


@transaction.atomic
def change_lifecycle(lifecycle: Lifecycle, *, by: Actor, at: datetime, **changes: Any) -> Lifecycle:
    """Set any of CHANGEABLE; moves from or to a status that is taken out go with it."""
    row: Lifecycle = Lifecycle.objects.select_for_update().get(pk=lifecycle.pk)
    before = {key: getattr(row, key) for key in CHANGEABLE}
    if "name" in changes:
        row.name = checked_name(Lifecycle, changes.pop("name"), row)
    if "statuses" in changes and "moves" not in changes:
        kept = {code for code, _ in _pairs(changes["statuses"])}
        changes["moves"] = {code: [c for c in to if c in kept] for code, to in row.moves.items() if code in kept}
    _fill(row, changes)
    changed = {key: [value, getattr(row, key)] for key, value in before.items() if getattr(row, key) != value}
    if changed:
        row.save()
        catalogue.forget()
        record("lifecycle.changed", row, by=by, at=at, data=changed)
    return row


@transaction.atomic
def choose_default(lifecycle: Lifecycle | None, *, by: Actor, at: datetime) -> None:
    """Let all tickets whose type names no lifecycle go by this one; None: by our own preset with every added status."""
    before = Lifecycle.objects.select_for_update().filter(is_default=True).first()
    if before == lifecycle:
        return
    for row, is_default in ((before, False), (lifecycle, True)):
        if row:
            row.is_default = is_default
            row.save(update_fields=["is_default"])
            record("lifecycle.changed", row, by=by, at=at, data={"is_default": [not is_default, is_default]})
    catalogue.forget()


@transaction.atomic
def delete_lifecycle(lifecycle: Lifecycle, *, by: Actor, at: datetime) -> None:
    """Remove a lifecycle that no type uses and that is not the default one."""
    row: Lifecycle = Lifecycle.objects.select_for_update().get(pk=lifecycle.pk)
    if row.is_default:
        raise LifecycleInUse(f"{row.name} is the default: types without a lifecycle use it. Choose another default first.")
    if names := list(row.types.order_by("name").values_list("name", flat=True)[:10]):
        raise LifecycleInUse(f"{row.name} is used by {', '.join(names)}. Give them another lifecycle first.")
    record("lifecycle.deleted", row, by=by, at=at, data={"name": row.name})
    row.delete()
    catalogue.forget()


def _fill(row: Lifecycle, values: Mapping[str, Any]) -> None:
    """Set what was given; Invalid names all that cannot be."""
    if unknown := set(values) - CHANGEABLE:
        raise Invalid(dict.fromkeys(sorted(unknown), "is not a field of a lifecycle."))
    errors: dict[str, str] = {}
    if "statuses" in values:
        row.statuses = [[code, one_line(name, NAME_LENGTH + 1)] for code, name in _pairs(values["statuses"])]
        errors |= _wrong_statuses(row.statuses)
    if "moves" in values:
        row.moves = {code: list(dict.fromkeys(to)) for code, to in values["moves"].items()}
        errors |= _wrong_moves(row) if not errors else {}
    row.wakes_to_in_progress = values.get("wakes_to_in_progress", row.wakes_to_in_progress)
    row.closed_mail = values.get("closed_mail", row.closed_mail)
    if row.closed_mail not in ("", *ClosedMail.values):
        errors["closed_mail"] = f"is one of {', '.join(ClosedMail.values)}, or empty for the organization's choice."
    if errors:
        raise Invalid(errors)


def _pairs(statuses: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    return [(code, name) for code, name in statuses]


def _wrong_statuses(statuses: list[list[str]]) -> dict[str, str]:
    known, codes = catalogue().statuses, [code for code, _ in statuses]
    if unknown := [code for code in codes if code not in known]:
        return {"statuses": f"There is no status {', '.join(code[:60] for code in unknown)}; there are {', '.join(known)}."}
    if any(len(name) > NAME_LENGTH for _, name in statuses):
        return {"statuses": f"A shown name is longer than {NAME_LENGTH} characters; shorten it."}
    names = [(name or known[code].name).casefold() for code, name in statuses]
    if len(set(codes)) < len(codes) or len(set(names)) < len(names):
        return {"statuses": "Each status stands here once, under a name of its own."}
    states = {known[code].state for code in codes if not known[code].is_hidden}
    if "open" not in states or not states.intersection(FINISHED):
        return {"statuses": "A lifecycle holds at least one status to begin with (open, assigned, in progress or one that"
                            " stands for them) and one to finish with."}  # fmt: skip
    return {}


def _wrong_moves(row: Lifecycle) -> dict[str, str]:
    codes = {code for code, _ in row.statuses}
    named = {*row.moves, *(code for to in row.moves.values() for code in to)}
    if unknown := sorted(named - codes):
        return {"moves": f"{', '.join(code[:60] for code in unknown)}: not among the statuses of the lifecycle."}
    return {}
