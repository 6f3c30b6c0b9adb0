"""The log: every event that is to be told, and every attempt to tell it."""

from django.db import models
from django.db.models import Q

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.webhooks.models.webhook import Webhook


class DeliveryState(models.TextChoices):
    """waiting → delivered | failed; a redelivery begins anew."""

    WAITING = "waiting", "Waiting"
    DELIVERED = "delivered", "Delivered"
    FAILED = "failed", "Failed"


class Delivery(TenantModel):
    """One event for one webhook. Body and id never change: the receiver knows a repetition by its id."""

    webhook = TenantForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    message_id = models.TextField()  # webhook-id of the standard
    event_name = models.TextField()
    event_id = models.BigIntegerField(null=True)  # null: a test
    subject_type = models.TextField(blank=True, default="")
    subject_id = models.BigIntegerField(null=True)
    body = models.TextField()  # JSON, byte for byte what is signed
    state = models.TextField(choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)  # HTTP, of the last attempt; null: no answer
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "message_id"], name="delivery_message_id")]
        indexes = [
            models.Index(fields=["organization_id", "webhook", "-id"], name="delivery_log"),
            models.Index(fields=["organization_id", "webhook", "subject_id", "created_at"], name="delivery_subject"),
            models.Index(fields=["next_attempt_at"], name="delivery_due", condition=Q(state="waiting")),
            models.Index(fields=["settled_at"], name="delivery_settled", condition=~Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.event_name} ({self.state})"


class Attempt(TenantModel):
    """One try to deliver, and what the other side said."""

    delivery = TenantForeignKey(Delivery, models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)  # HTTP; null: no answer
    detail = models.TextField(blank=True, default="")  # why there was none, or the beginning of the answer
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "delivery", "id"], name="attempt_delivery")]

    def __str__(self) -> str:
        return f"{self.status} at {self.at}"
