"""Replies that are written and have not been sent."""

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.files.models import StoredFile
from usher.tickets.models.ticket import Ticket


class PendingReply(TenantModel):
    """A reply that waits: for the end of the time in which its author may undo it, or for the time it was planned for.

    It is no message yet: nothing is mailed, announced, counted or stamped, so undoing it leaves no trace.
    """

    ticket = TenantForeignKey(Ticket, models.CASCADE, related_name="pending")
    author_kind = models.TextField()  # member, token
    author_id = models.BigIntegerField(null=True)
    author_name = models.TextField()
    text = models.TextField()
    html = models.TextField(blank=True, default="")
    sent_to: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)  # as of a message
    added: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)  # become participants with it
    meant_for = models.BigIntegerField(null=True)  # id of the requester then: to another one it is not sent by itself
    then = models.TextField(blank=True, default="")  # the built-in status to move to with it
    source = models.TextField(default="web")
    opens = models.BooleanField(default=False)  # it is the ticket itself, still a draft, that is opened and mailed
    is_undo = models.BooleanField(default=False)  # waits some seconds only, and its author alone sees it
    holds_on_answer = models.BooleanField(default=True)  # not sent by itself when the requester writes before
    send_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)  # it could not be sent: a person decides
    held_because = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "ticket", "id"], name="pending_ticket"),
            models.Index(fields=["send_at"], name="pending_due", condition=models.Q(held_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"reply of {self.author_name} on {self.ticket_id}"


class PendingFile(TenantModel):
    """A file that leaves with a pending reply."""

    pending = TenantForeignKey(PendingReply, models.CASCADE, related_name="files")
    file = TenantForeignKey(StoredFile, models.PROTECT, related_name="+")
    is_inline = models.BooleanField(default=False)
    content_id = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["organization_id", "pending", "id"], name="pending_file")]

    def __str__(self) -> str:
        return f"file {self.file_id} of {self.pending_id}"
