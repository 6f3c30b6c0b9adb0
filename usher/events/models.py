"""One row says what happened; the timeline, the audit trail, notices and webhooks all read it."""

from django.db import models

from usher.base.tenancy import TenantModel


class Event(TenantModel):
    """A thing that happened to a subject, by whom, from what to what. Never changed, never deleted by the application.

    No foreign keys: the record outlives what it speaks of.
    """

    app_rights = "SELECT, INSERT"

    name = models.TextField()  # "ticket.closed"
    subject_type = models.TextField()  # "ticket"
    subject_id = models.BigIntegerField()
    actor_kind = models.TextField()  # member, contact, token, system
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.TextField()
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    cause_id = models.BigIntegerField(null=True)  # the event whose reaction caused this one

    class Meta:
        indexes = [models.Index(fields=["organization_id", "subject_type", "subject_id", "id"], name="event_subject")]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_type} {self.subject_id}"
