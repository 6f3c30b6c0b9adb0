"""Invitations: somebody is asked by mail to become a member."""

from django.db import models
from django.db.models import Q

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.people.models.member import Member
from usher.people.models.role import Role


class Invitation(TenantModel):
    """An invitation by mail, good once and until it expires. Only the hash of its token is kept."""

    email = models.TextField()  # lower case
    name = models.TextField(blank=True, default="")
    role = TenantForeignKey(Role, models.PROTECT, related_name="invitations")
    hash = models.TextField(unique=True)  # sha256 hex of the token in the link
    invited_by = TenantForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)  # null: not sent yet, or nothing here sends mail
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "email"], condition=Q(accepted_at=None, revoked_at=None), name="invitation_open"
            ),
        ]
        indexes = [models.Index(fields=["organization_id", "-created_at", "-id"], name="invitation_created")]

    def __str__(self) -> str:
        return f"invitation of {self.email}"
