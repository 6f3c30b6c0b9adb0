"""One organization at a time: entering it, and what keeps its rows apart from every other's."""

from usher.base.tenancy.entering import NoTenant, current_id, entered
from usher.base.tenancy.models import TenantForeignKey, TenantManager, TenantModel, TenantQuerySet
from usher.base.tenancy.remembering import Remembered, remembered

__all__ = [
    "NoTenant", "Remembered", "TenantForeignKey", "TenantManager", "TenantModel", "TenantQuerySet", "current_id", "entered",
    "remembered",
]  # fmt: skip
