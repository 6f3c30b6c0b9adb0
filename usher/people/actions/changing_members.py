"""A member's settings."""

from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.events.bus import Author, record
from usher.people.models import Member

CHANGEABLE = {"name", "signature", "is_active", "is_available", "role", "hue"}


class LastAdmin(Refused):
    """Somebody must be able to change the settings."""


@transaction.atomic
def change_member(member: Member, *, by: Author, at: datetime, changes: dict[str, Any]) -> None:
    """Set the given fields (`role` is a Role). The last active admin stays an active admin."""
    if unknown := set(changes) - CHANGEABLE:
        raise Invalid(dict.fromkeys(unknown, "is not a field of a member."))
    row = Member.objects.select_for_update(of=("self",)).select_related("role").get(pk=member.pk)
    changed = {key: value for key, value in changes.items() if getattr(row, key) != value}
    if not changed:
        return
    if row.role.key == "admin" and ("role" in changed or changed.get("is_active") is False):
        others = Member.objects.select_for_update(of=("self",)).filter(role__key="admin", is_active=True)
        if not others.exclude(pk=row.pk).exists():
            raise LastAdmin(f"{row.name} is the last admin. Make somebody else an admin first.")
    before = {key: str(getattr(row, key)) for key in changed}
    for key, value in changed.items():
        setattr(row, key, value)
    row.save(update_fields=list(changed))
    record("member.changed", row, by=by, at=at, data={key: [before[key], str(changed[key])] for key in changed})
