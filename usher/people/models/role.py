"""Roles: named sets of permissions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from usher.base.tenancy import TenantModel
from usher.people.permissions import ALL


class Role(TenantModel):
    """A set of permissions (see `people/permissions.py`). The five built-in ones carry a key and cannot be deleted."""

    key = models.TextField(blank=True, default="")  # admin, manager, agent, viewer, moderator; empty: custom
    name = models.TextField()
    permissions: "ArrayField[list[str], list[str]]" = ArrayField(models.TextField(), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "name"], name="role_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def granted(self) -> frozenset[str]:
        """What it includes: the admin's everything, also what a later version adds; never what no longer exists."""
        return ALL if self.key == "admin" else ALL.intersection(self.permissions)
