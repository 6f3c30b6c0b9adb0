"""Invitations: somebody is asked by mail to become a member."""

from django.db import models

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
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"invitation of {self.email}"
