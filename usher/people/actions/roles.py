"""Roles of a new organization."""

from usher.people.models import Role
from usher.people.permissions import ROLES


def create_builtin_roles() -> dict[str, Role]:
    """The five built-in roles, by key."""
    return {
        key: Role.objects.create(key=key, name=name, permissions=sorted(permissions))
        for key, (name, permissions) in ROLES.items()
    }
