"""Roles: the built-in ones of a new organization, and those that an organization makes itself."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.base.text import one_line
from usher.events.bus import record
from usher.people.access import require_to_grant
from usher.people.actions.changing_members import hold_admins
from usher.people.actors import Actor
from usher.people.models import Role
from usher.people.permissions import PERMISSIONS, ROLES

LONGEST = 60  # characters of a name


class RoleRefused(Refused):
    """A built-in role, or one that somebody has."""

    code = "role_refused"


def create_builtin_roles() -> dict[str, Role]:
    """The five built-in roles, by key."""
    return {
        key: Role.objects.create(key=key, name=name, permissions=sorted(permissions))
        for key, (name, permissions) in ROLES.items()
    }


@transaction.atomic
def create_role(*, name: str, permissions: Collection[str], by: Actor, at: datetime) -> Role:
    """A role of one's own: any set of permissions that `by` has."""
    hold_admins()  # names are compared one after the other
    chosen = _checked(name, permissions, None)
    require_to_grant(by, chosen)
    role = Role.objects.create(name=one_line(name, LONGEST), permissions=chosen)
    record("role.created", role, by=by, at=at, data={"name": role.name, "permissions": chosen})
    return role


@transaction.atomic
def change_role(role: Role, *, name: str, permissions: Collection[str], by: Actor, at: datetime) -> Role:
    """Name and permissions of a role; those who have it may more or less at once.

    `by` needs every permission that the role had and gets. The admin's role is always everything, its name may change.
    """
    hold_admins()
    row = Role.objects.select_for_update().get(pk=role.pk)
    chosen = _checked(name, permissions, row)
    require_to_grant(by, row.granted)
    require_to_grant(by, chosen)
    if row.key == "admin" and set(chosen) != row.granted:
        raise RoleRefused(f"{row.name} includes everything, so that somebody always can. Make another role for less.")
    before, after = sorted(row.granted), one_line(name, LONGEST)
    if (row.name, before) == (after, chosen):
        return row
    data = {
        "name": [row.name, after],
        "added": sorted(set(chosen).difference(before)), "removed": sorted(set(before).difference(chosen)),
    }  # fmt: skip
    row.name, row.permissions = after, chosen
    row.save(update_fields=["name", "permissions"])
    record("role.changed", row, by=by, at=at, data=data)
    return row


@transaction.atomic
def delete_role(role: Role, *, by: Actor, at: datetime) -> None:
    """Take a role away that nobody has. The built-in ones stay."""
    row = Role.objects.select_for_update().get(pk=role.pk)
    require_to_grant(by, row.granted)
    if row.key:
        raise RoleRefused(f"{row.name} is built in and stays.")
    if count := row.members.count():
        whose = "one member has it" if count == 1 else f"{count} members have it"
        raise RoleRefused(f"{row.name} cannot be deleted: {whose}. Give them another role first.")
    if row.invitations.filter(accepted_at=None, revoked_at=None).exists():
        raise RoleRefused(f"{row.name} cannot be deleted: an invitation promises it. Revoke that first.")
    row.invitations.all().delete()
    record("role.deleted", row, by=by, at=at, data={"name": row.name, "permissions": sorted(row.granted)})
    row.delete()


def _checked(name: str, permissions: Collection[str], row: Role | None) -> list[str]:
    errors = {}
    name = one_line(name, LONGEST + 1)
    if not name:
        errors["name"] = "Write the name of the role."
    elif len(name) > LONGEST:
        errors["name"] = f"is longer than {LONGEST} characters; shorten it."
    elif Role.objects.filter(name__iexact=name).exclude(pk=row.pk if row else 0).exists():
        errors["name"] = f"There is a role “{name}” already."
    if unknown := sorted(set(permissions) - PERMISSIONS.keys()):
        errors["permissions"] = f"“{', '.join(unknown)}” is no permission; choose from {', '.join(PERMISSIONS)}."
    if errors:
        raise Invalid(errors)
    return sorted(set(permissions))
