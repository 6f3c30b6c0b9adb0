"""Subscriptions: which events are told to which address."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from usher.base.tenancy import TenantModel


class Webhook(TenantModel):
    """An address that hears of events, the ones it asked for, each signed with its secret (Standard Webhooks)."""

    name = models.TextField()
    url = models.TextField()
    events: "ArrayField[list[str], list[str]]" = ArrayField(models.TextField(), default=list)  # names; empty: all
    condition: "models.JSONField[Any, Any]" = models.JSONField(null=True)  # over the event's subject; null: always
    includes_internal = models.BooleanField(default=False)  # internal tickets and the text of notes too
    is_active = models.BooleanField(default=True)
    secret = models.BinaryField()  # encrypted
    old_secret = models.BinaryField(default=b"")  # encrypted; signs too until `old_secret_until`
    old_secret_until = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)  # the first failure after the last success
    failure_count = models.PositiveIntegerField(default=0)  # attempts since then
    switched_off_because = models.TextField(blank=True, default="")  # by Usher itself, for people
    last_success_at = models.DateTimeField(null=True)
    created_by_name = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "name"], name="webhook_name")]

    def __str__(self) -> str:
        return self.name
