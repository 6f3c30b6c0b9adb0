"""Messages: the entries of a ticket's thread."""

from typing import Any

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.files.models import StoredFile
from usher.mail.models import IncomingMail
from usher.people.models import Contact, Member
from usher.tickets.models.ticket import Ticket

KINDS = ("reply", "note", "update", "chat")


class Message(TenantModel):
    """One entry: reply (mailed), note (internal), update (service record) or chat. Public or internal on its own."""

    ticket = TenantForeignKey(Ticket, models.CASCADE, related_name="messages")
    kind = models.TextField()
    is_public = models.BooleanField()
    author_kind = models.TextField()  # member, contact, token, system
    author_member = TenantForeignKey(Member, models.SET_NULL, null=True, related_name="messages")
    author_contact = TenantForeignKey(Contact, models.SET_NULL, null=True, related_name="messages")
    author_name = models.TextField()
    author_email = models.TextField(blank=True, default="")
    text = models.TextField()  # without quoted history
    html = models.TextField(blank=True, default="")  # cleaned; empty: plain text only
    full_text = models.TextField(blank=True, default="")  # with quoted history, when the mail had some
    full_html = models.TextField(blank=True, default="")
    source = models.TextField(default="web")
    notifies = models.BooleanField(default=True)  # a reply is mailed to requester and participants
    sent_to: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)  # addresses, as chosen by the author
    holds: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)  # signed, encrypted, invite
    flag = models.TextField(blank=True, default="")  # why members should look twice: "unknown sender", …
    unmailed = models.TextField(blank=True, default="")  # why a reply could not be mailed yet, through our own fault
    incoming = TenantForeignKey(IncomingMail, models.SET_NULL, null=True, related_name="messages")
    # Where it was written, when a merge or a split brought it here.
    came_from = TenantForeignKey(Ticket, models.SET_NULL, null=True, related_name="messages_elsewhere")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "ticket", "id"], name="message_ticket"),
            models.Index(
                fields=["organization_id", "ticket", "id"],
                name="message_brought",
                condition=models.Q(came_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.author_name}"

    @property
    def is_from_staff(self) -> bool:
        return self.author_kind != "contact"

    @property
    def is_disowned(self) -> bool:
        """Whether it came by a mail that its author's domain says it did not send."""
        return self.incoming is not None and self.incoming.is_disowned


def description_of(ticket: Ticket) -> Message | None:
    """The message a ticket was opened with: written in the same moment, or else split off from an older one."""
    own = ticket.messages.filter(came_from=None).order_by("pk").first()
    if own and own.created_at == ticket.created_at:
        return own
    brought: Message | None = ticket.messages.exclude(came_from=None).order_by("pk").first()
    return brought if brought and brought.created_at < ticket.created_at else None


class MessageFile(TenantModel):
    """A file that came with, or was attached to, a message."""

    message = TenantForeignKey(Message, models.CASCADE, related_name="files")
    file = TenantForeignKey(StoredFile, models.PROTECT, related_name="+")
    is_inline = models.BooleanField(default=False)
    content_id = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["organization_id", "message", "id"], name="message_file")]

    def __str__(self) -> str:
        return f"file {self.file_id} of {self.message_id}"
