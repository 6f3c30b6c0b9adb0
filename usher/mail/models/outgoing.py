"""The outbox: every message that shall leave, and what became of it per recipient."""

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.mail.models.mailbox import Mailbox


class RecipientState(models.TextChoices):
    """What is known about one recipient.

    `sending` is written just before the message is handed over, so whoever is found in it after a crash is `unknown`:
    perhaps it arrived, so nothing is sent again without a person. `queued` with attempts waits for its next try.
    """

    QUEUED = "queued", "Waiting"
    SENDING = "sending", "Sending"
    ACCEPTED = "accepted", "Sent"
    BOUNCED = "bounced", "Bounced"
    FAILED = "failed", "Failed"
    UNKNOWN = "unknown", "Unknown"
    CANCELLED = "cancelled", "Cancelled"


class OutgoingMail(TenantModel):
    """One message, finished before it is queued: a retry sends the same bytes with the same Message-ID."""

    mailbox = TenantForeignKey(Mailbox, models.PROTECT, null=True, related_name="outgoing")
    purpose = models.TextField()  # reply, acknowledgement, closed, opened, resolved, closure, team, account
    ticket_id = models.BigIntegerField(null=True)  # for the room that queued it; mail knows no tickets
    message_key = models.BigIntegerField(null=True)  # likewise: the ticket message that it carries
    message_id = models.TextField()
    envelope_from = models.TextField(blank=True, default="")
    subject = models.TextField(blank=True, default="")
    content = models.BinaryField()
    created_at = models.DateTimeField()
    send_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "message_id"], name="outgoing_message_id"),
            models.UniqueConstraint(fields=["organization_id", "purpose", "message_key"], name="outgoing_once"),
        ]
        indexes = [
            models.Index(fields=["organization_id", "message_key"], name="outgoing_message_key"),
            models.Index(fields=["organization_id", "ticket_id", "id"], name="outgoing_ticket"),
            models.Index(fields=["organization_id", "purpose", "created_at"], name="outgoing_purpose"),
        ]

    def __str__(self) -> str:
        return self.subject


class Recipient(TenantModel):
    """One address of one outgoing message: retries and failures are per recipient."""

    mail = TenantForeignKey(OutgoingMail, models.CASCADE, related_name="recipients")
    address = models.TextField()
    state = models.TextField(choices=RecipientState.choices, default=RecipientState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)  # null while queued: held until the mailbox can send
    status = models.TextField(blank=True, default="")  # enhanced status code (RFC 3463) or reply code, like 5.1.1 or 550
    detail = models.TextField(blank=True, default="")  # what the other side said
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "mail", "address"], name="recipient_once")]
        indexes = [
            models.Index(
                fields=["organization_id", "next_attempt_at", "id"],
                name="recipient_due",
                condition=models.Q(state="queued"),
            ),
            models.Index(fields=["organization_id", "address", "id"], name="recipient_address"),
            models.Index(
                fields=["organization_id", "state", "id"],
                name="recipient_trouble",
                condition=models.Q(state__in=["sending", "failed", "bounced", "unknown"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.state})"
