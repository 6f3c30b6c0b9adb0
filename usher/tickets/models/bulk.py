"""One change of many tickets, as a job with progress and one undo."""

from typing import Any

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.people.models import Member
from usher.tickets.models.ticket import Ticket

STATES = ("waiting", "running", "done", "undoing", "undone")


class BulkChange(TenantModel):
    """What is to be done to which tickets, and how far it has come."""

    action = models.TextField()  # assign, assign_team, move, prioritise, label, unlabel, delete, restore, …
    arguments: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    state = models.TextField(default="waiting")  # one of STATES
    total = models.PositiveIntegerField(default=0)
    by: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)  # kind, id, name of the actor
    by_member = TenantForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.action} on {self.total} tickets"


class BulkItem(TenantModel):
    """One ticket of a bulk change: what came of it and what it was like before, for the undo."""

    bulk = TenantForeignKey(BulkChange, models.CASCADE, related_name="items")
    ticket = TenantForeignKey(Ticket, models.CASCADE, related_name="+")
    outcome = models.TextField(default="waiting")  # waiting, changed, unchanged, refused, undone, kept (changed since)
    reason = models.TextField(blank=True, default="")  # why it was refused or kept
    event_ids: "models.JSONField[list[int], list[int]]" = models.JSONField(default=list)  # what the undo takes back

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "bulk", "ticket"], name="bulk_item_once")]
        indexes = [models.Index(fields=["organization_id", "bulk", "outcome", "id"], name="bulk_item_outcome")]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.ticket_id}"
