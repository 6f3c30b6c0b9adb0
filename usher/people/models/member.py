"""A user's place in one organization."""

from django.conf import settings
from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.base.text import initials
from usher.people.models.role import Role


class Member(TenantModel):
    """One user in one organization with one role. Deactivated members keep their history and cannot enter."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = TenantForeignKey(Role, models.PROTECT, related_name="members")
    name = models.TextField()
    email = models.TextField()  # of the user, for notices and for telling members' mail from contacts'
    hue = models.PositiveSmallIntegerField(default=0)
    hourly_rate = models.DecimalField(max_digits=12, decimal_places=2, null=True)  # in the organization's currency
    signature = models.TextField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    is_available = models.BooleanField(default=True)
    hears_assigned = models.BooleanField(default=True)  # by mail, that a ticket was given to them
    hears_replies = models.BooleanField(default=True)  # by mail, that somebody outside wrote on a ticket of theirs
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "user"], name="member_user")]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        return initials(self.name)
