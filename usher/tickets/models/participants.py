"""Who else has to do with a ticket."""

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.people.models import Contact, Member
from usher.tickets.models.ticket import Ticket


class Assignment(TenantModel):
    """A further assigned member beside the assignee."""

    ticket = TenantForeignKey(Ticket, models.CASCADE, related_name="assignments")
    member = TenantForeignKey(Member, models.CASCADE, related_name="assignments")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "ticket", "member"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.ticket_id}"


class Follower(TenantModel):
    """A member who wants to hear of a ticket."""

    ticket = TenantForeignKey(Ticket, models.CASCADE, related_name="followers")
    member = TenantForeignKey(Member, models.CASCADE, related_name="follows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "ticket", "member"], name="follower_once")]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.ticket_id}"


class Participant(TenantModel):
    """Somebody outside who gets copies of public replies (CC)."""

    ticket = TenantForeignKey(Ticket, models.CASCADE, related_name="participants")
    contact = TenantForeignKey(Contact, models.SET_NULL, null=True, related_name="participations")
    email = models.TextField()  # lower case
    name = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "ticket", "email"], name="participant_once")]

    def __str__(self) -> str:
        return self.email


class Seen(TenantModel):
    """How far a member has read a ticket."""

    ticket = TenantForeignKey(Ticket, models.CASCADE, related_name="seen")
    member = TenantForeignKey(Member, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "ticket", "member"], name="seen_once")]

    def __str__(self) -> str:
        return f"{self.member_id} saw {self.ticket_id}"
