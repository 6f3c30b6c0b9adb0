from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class BaseConfig(AppConfig):
    name = "usher.base"

    def ready(self) -> None:
        post_migrate.connect(_enforce_tenancy, sender=self)


def _enforce_tenancy(using: str, **_: Any) -> None:
    # The only signal in the house: Django offers no other moment "after all migrations".
    from usher.base.tenancy.enforce import enforce

    enforce(connections[using])
