"""What a member has begun to write and not sent."""

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.files.models import StoredFile
from usher.people.models import Member
from usher.tickets.models.ticket import Ticket


class Draft(TenantModel):
    """A member's unsent reply, note or update on a ticket, kept by the server so that no device or crash loses it."""

    ticket = TenantForeignKey(Ticket, models.CASCADE, related_name="drafts")
    member = TenantForeignKey(Member, models.CASCADE, related_name="+")
    kind = models.TextField()  # reply, note, update
    is_public = models.BooleanField(default=True)  # of an update
    text = models.TextField(blank=True, default="")
    html = models.TextField(blank=True, default="")
    cc = models.TextField(null=True)  # of a reply that came back; null: the ticket's participants
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "ticket", "member", "kind"], name="draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.member_id} on {self.ticket_id}"

    @property
    def version(self) -> str:
        """Changes with every change of the text."""
        return self.updated_at.isoformat()


class DraftFile(TenantModel):
    """A file of a reply that came back into the composer; one with a `content_id` is a picture of its HTML (`cid:`)."""

    draft = TenantForeignKey(Draft, models.CASCADE, related_name="files")
    file = TenantForeignKey(StoredFile, models.PROTECT, related_name="drafts")
    content_id = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["organization_id", "draft", "id"], name="draft_file")]

    def __str__(self) -> str:
        return f"file {self.file_id} of {self.draft_id}"
