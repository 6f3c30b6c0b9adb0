"""The ledger: every message that reached us, and what became of it."""

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.mail.models.mailbox import Mailbox


class State(models.TextChoices):
    """received → applied | ignored | quarantined; the last two always say why."""

    RECEIVED = "received", "Received"
    APPLIED = "applied", "Applied"
    IGNORED = "ignored", "Ignored"
    QUARANTINED = "quarantined", "Quarantined"


class IncomingMail(TenantModel):
    """One message of one mailbox. Written together with its raw bytes before the source is told that we have it."""

    mailbox = TenantForeignKey(Mailbox, models.PROTECT, related_name="incoming")
    source = models.TextField()  # imap, smtp, pipe
    uid_validity = models.BigIntegerField(null=True)
    uid = models.BigIntegerField(null=True)
    fingerprint = models.TextField()  # sha256 over Message-ID, Date and body: the same message again is no second one
    envelope_from = models.TextField(blank=True, default="")
    sender = models.TextField(blank=True, default="")
    subject = models.TextField(blank=True, default="")
    message_id = models.TextField(blank=True, default="")
    size = models.BigIntegerField()  # bytes
    state = models.TextField(choices=State.choices, default=State.RECEIVED)
    reason = models.TextField(blank=True, default="")  # why it landed where it did, for people
    attempts = models.PositiveSmallIntegerField(default=0)
    ticket_id = models.BigIntegerField(null=True)  # told by the room that applied it; mail knows no tickets
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "mailbox", "fingerprint"], name="incoming_fingerprint"),
            models.UniqueConstraint(fields=["organization_id", "mailbox", "uid_validity", "uid"], name="incoming_uid"),
        ]
        indexes = [
            models.Index(fields=["organization_id", "state", "id"], name="incoming_state"),
            models.Index(fields=["organization_id", "message_id"], name="incoming_message_id"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"


class RawMail(TenantModel):
    """The bytes as they came, apart from the ledger row so that lists stay light."""

    mail = TenantForeignKey(IncomingMail, models.CASCADE, related_name="raw")
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "mail"], name="raw_once")]

    def __str__(self) -> str:
        return f"raw of {self.mail_id}"
