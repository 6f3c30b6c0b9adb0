"""One change of many tickets, as a job with progress and one undo."""

from typing import Any

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.people.models import Member
from usher.tickets.models.ticket import Ticket


class BulkState(models.TextChoices):
    """running → done or stopped; then, perhaps, undoing → undone."""

    RUNNING = "running", "Running"
    STOPPED = "stopped", "Stopped"
    DONE = "done", "Done"
    UNDOING = "undoing", "Being undone"
    UNDONE = "undone", "Undone"


class BulkChange(TenantModel):
    """What is to be done to which tickets (its items), and how far it has come."""

    steps: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list)  # bulk/steps.py
    state = models.TextField(choices=BulkState.choices, default=BulkState.RUNNING)
    total = models.PositiveIntegerField(default=0)
    by_kind = models.TextField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.TextField()
    by_member = TenantForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    event_id = models.BigIntegerField(null=True)  # the cause of all that it does
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "by_member", "-id"], name="bulk_of_member")]

    def __str__(self) -> str:
        return f"bulk change of {self.total} tickets"

    @property
    def is_under_way(self) -> bool:
        return self.state in {BulkState.RUNNING, BulkState.UNDOING}


class BulkItem(TenantModel):
    """One ticket of a bulk change, and what came of it."""

    bulk = TenantForeignKey(BulkChange, models.CASCADE, related_name="items")
    ticket = TenantForeignKey(Ticket, models.CASCADE, related_name="+")
    # waiting, changed, unchanged, refused; after the undo: undone, kept (changed again since)
    outcome = models.TextField(default="waiting")
    reason = models.TextField(blank=True, default="")  # why it was refused or kept

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "bulk", "ticket"], name="bulk_item_once")]
        indexes = [models.Index(fields=["organization_id", "bulk", "outcome", "id"], name="bulk_item_outcome")]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.ticket_id}"
