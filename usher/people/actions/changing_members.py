"""What a member is here: name, role, rate, signature, availability, and whether they may enter."""

from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.html import tidy
from usher.base.placeholders import refusal
from usher.base.refusals import Invalid, Refused
from usher.base.text import one_line
from usher.events.bus import record
from usher.people import events
from usher.people.access import require_to_grant
from usher.people.actions.adding_members import role_named
from usher.people.actions.companies import checked_rate
from usher.people.actors import Actor
from usher.people.models import Member, Role
from usher.people.signatures import PLACEHOLDERS

CHANGEABLE = {
    "name", "signature", "is_active", "is_available", "role", "hue", "hourly_rate",
    "hears_assigned", "hears_replies",
}  # fmt: skip
RIGHTS = {"role", "is_active"}
NAME_LENGTH, SIGNATURE_LENGTH = 120, 2000  # characters


class LastAdmin(Refused):
    """Somebody must be able to change the settings."""


@transaction.atomic
def change_member(member: Member, *, by: Actor, at: datetime, changes: dict[str, Any]) -> None:
    """Set the given fields (`role` is a Role). The last active admin stays an active admin.

    Who is deactivated keeps their history and is out at once: pages, streams and access tokens. Whoever changes another's
    role, or whether they may enter, has every permission of the old and the new role.
    """
    values = _checked(changes)
    if RIGHTS.intersection(values):
        hold_admins()
    if "role" in values:
        values["role"] = role_named(values["role"])
    row = Member.objects.select_for_update(of=("self",), no_key=True).select_related("role").get(pk=member.pk)
    changed = {key: value for key, value in values.items() if getattr(row, key) != value}
    if not changed:
        return
    if RIGHTS.intersection(changed):
        require_to_grant(by, row.role.granted | changed.get("role", row.role).granted)
        _refuse_last_admin(row)
    before = {key: str(getattr(row, key)) for key in changed}
    for key, value in changed.items():
        setattr(row, key, value)
    row.save(update_fields=list(changed))
    data = {key: [before[key], str(changed[key])] for key in changed}
    record(events.MEMBER_CHANGED, row, by=by, at=at, data=data)


def hold_admins() -> None:
    """Who takes rights away waits for whoever does the same: two admins cannot demote each other at one moment."""
    Role.objects.select_for_update(no_key=True).get(key="admin")


def _refuse_last_admin(row: Member) -> None:
    others = Member.objects.filter(role__key="admin", is_active=True).exclude(pk=row.pk)
    if row.role.key == "admin" and row.is_active and not others.exists():
        raise LastAdmin(f"{row.name} is the last admin. Make somebody else an admin first.")


def _checked(changes: dict[str, Any]) -> dict[str, Any]:
    errors = dict.fromkeys(sorted(set(changes) - CHANGEABLE), "is not a field of a member.")
    values = dict(changes)
    if "name" in changes:
        values["name"] = one_line(str(changes["name"]), NAME_LENGTH + 1)
        if not values["name"]:
            errors["name"] = "Write the member's name."
        elif len(values["name"]) > NAME_LENGTH:
            errors["name"] = f"is longer than {NAME_LENGTH} characters; shorten it."
    if "signature" in changes:
        values["signature"] = tidy(str(changes["signature"]).replace("\x00", ""))
        if len(values["signature"]) > SIGNATURE_LENGTH:
            errors["signature"] = f"is longer than {SIGNATURE_LENGTH} characters; shorten it."
        elif wrong := refusal(values["signature"], PLACEHOLDERS):
            errors["signature"] = wrong
    if changes.get("hourly_rate") is not None:
        values["hourly_rate"] = checked_rate(changes["hourly_rate"], errors)
    if errors:
        raise Invalid(errors)
    return values
