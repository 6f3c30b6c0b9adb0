"""A member's settings."""

from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.events.bus import record
from usher.people.access import require_to_grant
from usher.people.actors import Actor
from usher.people.models import Member, Role

CHANGEABLE = {"name", "signature", "is_active", "is_available", "role", "hue"}
RIGHTS = {"role", "is_active"}


class LastAdmin(Refused):
    """Somebody must be able to change the settings."""


@transaction.atomic
def change_member(member: Member, *, by: Actor, at: datetime, changes: dict[str, Any]) -> None:
    """Set the given fields (`role` is a Role). The last active admin stays an active admin.

    Whoever changes another's role, or whether they may enter, has every permission of the old and the new role.
    """
    if unknown := set(changes) - CHANGEABLE:
        raise Invalid(dict.fromkeys(unknown, "is not a field of a member."))
    if RIGHTS.intersection(changes):
        # Who takes rights away waits for whoever does the same: two admins cannot demote each other at one moment.
        Role.objects.select_for_update(no_key=True).get(key="admin")
    row = Member.objects.select_for_update(of=("self",)).select_related("role").get(pk=member.pk)
    changed = {key: value for key, value in changes.items() if getattr(row, key) != value}
    if not changed:
        return
    if RIGHTS.intersection(changed):
        require_to_grant(by, row.role.granted | changed.get("role", row.role).granted)
        _refuse_last_admin(row)
    before = {key: str(getattr(row, key)) for key in changed}
    for key, value in changed.items():
        setattr(row, key, value)
    row.save(update_fields=list(changed))
    record("member.changed", row, by=by, at=at, data={key: [before[key], str(changed[key])] for key in changed})


def _refuse_last_admin(row: Member) -> None:
    others = Member.objects.filter(role__key="admin", is_active=True).exclude(pk=row.pk)
    if row.role.key == "admin" and row.is_active and not others.exists():
        raise LastAdmin(f"{row.name} is the last admin. Make somebody else an admin first.")
