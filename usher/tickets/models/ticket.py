"""The ticket: one request and all that happens to it."""

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.mail.models import Mailbox
from usher.people.models import Company, Contact, Member, Team
from usher.tickets.models.classification import Category, Label, TicketType
from usher.tickets.models.lifecycle import OrganizationStatus
from usher.tickets.models.priority import Priority
from usher.tickets.models.status import FINISHED, UNFINISHED

if TYPE_CHECKING:
    from usher.tickets.lifecycles.flow import Shown

SOURCES = ("email", "portal", "web", "api", "messenger", "qr", "schedule", "sync")
HERE = Q(deleted_at=None)  # not in the bin


class Ticket(TenantModel):
    """One request. Verbs in `tickets/actions` change it; nothing else does."""

    unique_id = models.UUIDField(default=uuid.uuid4, editable=False)
    number = models.BigIntegerField()
    code = models.TextField()  # PREFIX-N, never changes
    subject = models.TextField()
    status = models.TextField(default="open")
    state = models.TextField(default="open")  # of the status, kept beside it for lists
    # A status that the organization added; `status` is then the built-in one it stands for.
    own_status = TenantForeignKey(OrganizationStatus, models.PROTECT, null=True, related_name="tickets")
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.MEDIUM)
    visibility = models.TextField(default="public")  # public, internal
    source = models.TextField(default="web")

    requester = TenantForeignKey(Contact, models.PROTECT, null=True, related_name="tickets")
    company = TenantForeignKey(Company, models.SET_NULL, null=True, related_name="tickets")
    assignee = TenantForeignKey(Member, models.SET_NULL, null=True, related_name="tickets")
    team = TenantForeignKey(Team, models.SET_NULL, null=True, related_name="tickets")
    type = TenantForeignKey(TicketType, models.SET_NULL, null=True, related_name="tickets")
    category = TenantForeignKey(Category, models.SET_NULL, null=True, related_name="tickets")
    mailbox = TenantForeignKey(Mailbox, models.SET_NULL, null=True, related_name="+")  # answers leave through it
    merged_into = TenantForeignKey("self", models.SET_NULL, null=True, related_name="merged")
    labels: "models.ManyToManyField[Label, TicketLabel]" = models.ManyToManyField(
        Label, through="TicketLabel", related_name="tickets"
    )
    custom_fields = models.JSONField(default=dict)
    external_source = models.TextField(blank=True, default="")
    external_id = models.TextField(blank=True, default="")

    created_by_kind = models.TextField()
    created_by_id = models.BigIntegerField(null=True)
    created_by_name = models.TextField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    first_response_at = models.DateTimeField(null=True)
    last_response_at = models.DateTimeField(null=True)  # a member's last public reply
    last_requester_at = models.DateTimeField(null=True)  # the requester's last message
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)  # in the bin since
    snoozed_until = models.DateTimeField(null=True)  # out of the lists of work till then, or till somebody outside writes

    reopen_count = models.PositiveIntegerField(default=0)
    response_count = models.PositiveIntegerField(default=0)  # public messages after the first
    note_count = models.PositiveIntegerField(default=0)
    attachment_count = models.PositiveIntegerField(default=0)
    preview = models.TextField(blank=True, default="")  # beginning of the newest public message
    version = models.PositiveBigIntegerField(default=1)  # counts changes; for edits that must not overwrite others'

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "code"], name="ticket_code"),
            models.UniqueConstraint(fields=["organization_id", "number"], name="ticket_number"),
            models.UniqueConstraint(fields=["organization_id", "unique_id"], name="ticket_unique_id"),
        ]
        indexes = [
            models.Index(fields=["organization_id", "-updated_at", "-id"], name="ticket_updated", condition=HERE),
            models.Index(fields=["organization_id", "-created_at", "-id"], name="ticket_created", condition=HERE),
            # Lists of work leave out what is snoozed: with that column in the index, counting them reads no row.
            models.Index(
                fields=["organization_id", "state", "-updated_at", "-id"],
                name="ticket_state",
                condition=HERE,
                include=["snoozed_until"],
            ),  # fmt: skip
            models.Index(fields=["organization_id", "status", "-updated_at", "-id"], name="ticket_status", condition=HERE),
            models.Index(
                fields=["organization_id", "status", "-priority", "-id"], name="ticket_status_priority", condition=HERE
            ),
            models.Index(
                fields=["organization_id", "state", "-priority", "-id"], name="ticket_state_priority", condition=HERE
            ),
            models.Index(
                fields=["organization_id", "assignee", "state", "-updated_at", "-id"],
                name="ticket_assignee",
                condition=HERE,
                include=["snoozed_until"],
            ),  # fmt: skip
            models.Index(
                fields=["organization_id", "team", "state", "-updated_at", "-id"],
                name="ticket_team",
                condition=HERE,
                include=["snoozed_until"],
            ),  # fmt: skip
            models.Index(fields=["organization_id", "requester", "-id"], name="ticket_requester", condition=HERE),
            models.Index(fields=["organization_id", "company", "-id"], name="ticket_company", condition=HERE),
            models.Index(
                fields=["organization_id", "-updated_at", "-id"],
                name="ticket_snoozed",
                include=["snoozed_until"],
                condition=Q(snoozed_until__isnull=False),
            ),  # fmt: skip
            models.Index(fields=["organization_id", "-deleted_at", "-id"], name="ticket_bin", condition=~HERE),
            # What is asked of a whole organization, by lists and exchanges; unfinished tickets are in none of these.
            models.Index(
                fields=["organization_id", "-resolved_at", "-id"],
                name="ticket_resolved",
                condition=HERE & Q(resolved_at__isnull=False),
            ),
            models.Index(
                fields=["organization_id", "-closed_at", "-id"],
                name="ticket_closed",
                condition=HERE & Q(closed_at__isnull=False),
            ),
            models.Index(
                fields=["organization_id", "external_id", "external_source"],
                name="ticket_external",
                condition=HERE & ~Q(external_id=""),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"

    @property
    def status_shown(self) -> "Shown":
        """The status under the name its lifecycle, or else the organization, gave it."""
        from usher.tickets.lifecycles import shown

        return shown(self)

    @property
    def priority_code(self) -> str:
        return Priority(self.priority).code

    @property
    def is_closed(self) -> bool:
        """Closed and cancelled refuse everyone's messages."""
        return self.state == "closed"

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def is_internal(self) -> bool:
        return self.visibility == "internal"


class TicketLabel(TenantModel):
    """A label on a ticket."""

    ticket = TenantForeignKey(Ticket, models.CASCADE, related_name="ticket_labels")
    label = TenantForeignKey(Label, models.CASCADE, related_name="ticket_labels")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "ticket", "label"], name="ticket_label")]

    def __str__(self) -> str:
        return f"{self.label_id} on {self.ticket_id}"


class TicketLink(TenantModel):
    """Two tickets that have to do with each other: relates, blocks, duplicates, follow_up (of the target)."""

    ticket = TenantForeignKey(Ticket, models.CASCADE, related_name="links")
    target = TenantForeignKey(Ticket, models.CASCADE, related_name="linked_from")
    kind = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "ticket", "target", "kind"], name="ticket_link")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.kind} {self.target_id}"
