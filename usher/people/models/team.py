"""Teams: members who share a queue."""

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.people.models.member import Member


class Team(TenantModel):
    """Members who share a queue (other systems: department)."""

    name = models.TextField()
    hue = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "name"], name="team_name")]

    def __str__(self) -> str:
        return self.name


class TeamMember(TenantModel):
    """A member's place in a team; the lead is one of them."""

    team = TenantForeignKey(Team, models.CASCADE, related_name="places")
    member = TenantForeignKey(Member, models.CASCADE, related_name="places")
    is_lead = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "team", "member"], name="team_member")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.team_id}"
