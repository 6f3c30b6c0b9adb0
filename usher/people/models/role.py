"""Roles: named sets of permissions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from usher.base.tenancy import TenantModel


class Role(TenantModel):
    """A set of permissions (see `people/permissions.py`). The five built-in ones carry a key and cannot be deleted."""

    key = models.TextField(blank=True, default="")  # admin, manager, agent, viewer, moderator; empty: custom
    name = models.TextField()
    permissions: "ArrayField[list[str], list[str]]" = ArrayField(models.TextField(), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "name"], name="role_name")]

    def __str__(self) -> str:
        return self.name
