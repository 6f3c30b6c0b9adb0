"""Where mail of a demo ends: kept to be read, never on a wire."""

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.mail.models.mailbox import Mailbox


class SunkMail(TenantModel):
    """One message that "left" through a mailbox whose SMTP host is `sink`."""

    mailbox = TenantForeignKey(Mailbox, models.CASCADE, related_name="sunk")
    sender = models.TextField()  # envelope
    recipients: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)  # envelope
    subject = models.TextField(blank=True, default="")
    content = models.BinaryField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.subject
