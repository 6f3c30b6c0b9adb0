"""Merges and splits, kept so that they can be explained and taken back."""

from typing import Any

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.people.models import Member
from usher.tickets.models.ticket import Ticket


class Merge(TenantModel):
    """One ticket that went into another: what moved, and what the source was like before."""

    source = TenantForeignKey(Ticket, models.CASCADE, related_name="merges_out")
    target = TenantForeignKey(Ticket, models.CASCADE, related_name="merges_in")
    message_ids: "models.JSONField[list[int], list[int]]" = models.JSONField(default=list)  # moved to the target
    before: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)  # the source's status, …
    added: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)  # to the target: labels, …
    by_member = TenantForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "source", "-id"], name="merge_source"),
            models.Index(fields=["organization_id", "target", "-id"], name="merge_target"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} into {self.target_id}"
