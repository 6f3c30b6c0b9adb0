"""What every row of an organization is made of."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from usher.base.tenancy.entering import current_id

Row = TypeVar("Row", bound=models.Model)


class TenantQuerySet(models.QuerySet[Row]):
    """Questions about rows of the organization we are in."""


class TenantManager(models.Manager[Row]):
    """Starts every query with the organization: row-level security alone would hide the index from the planner."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(organization_id=current_id())


class TenantModel(models.Model):
    """A row that belongs to exactly one organization.

    `base/tenancy/enforce.py` derives the database's own walls from this class: forced row-level security, the key to
    the organization, and for each TenantForeignKey a composite key, so that another tenant's id is an IntegrityError.
    """

    tenant_column = "organization_id"
    app_rights = "SELECT, INSERT, UPDATE, DELETE"

    organization_id = models.BigIntegerField(default=current_id, editable=False)

    objects: ClassVar[TenantManager[Self]] = TenantManager()

    class Meta:
        abstract = True


class TenantForeignKey(models.ForeignKey[Any, Any]):
    """A reference that can only name a row of the same organization.

    Its index begins with the organization (`enforce.py`): one on the bare column would win the planner over and leave
    sorting and filtering to be done by hand.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        kwargs["db_index"] = False
        super().__init__(*args, **kwargs)
