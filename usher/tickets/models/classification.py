"""Labels, types and categories."""

from django.db import models
from django.db.models import Q

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.people.models import Team
from usher.tickets.models.lifecycle import Lifecycle


class Label(TenantModel):
    """A coloured tag."""

    name = models.TextField()
    hue = models.PositiveSmallIntegerField(default=0)  # 0–23 of the palette

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "name"], name="label_name")]

    def __str__(self) -> str:
        return self.name


class Category(TenantModel):
    """A plain classification: Billing, Technical, Account."""

    name = models.TextField()
    sort_order = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "name"], name="category_name")]

    def __str__(self) -> str:
        return self.name


class TicketType(TenantModel):
    """What a request is (help topic, creation flow): decides its form, lifecycle, team, SLA and dispatch."""

    name = models.TextField()
    description = models.TextField(blank=True, default="")
    team = TenantForeignKey(Team, models.SET_NULL, null=True, related_name="types")  # gets new tickets of the type
    # Gets new tickets of the type that name none.
    category = TenantForeignKey(Category, models.SET_NULL, null=True, related_name="types")
    lifecycle = TenantForeignKey(Lifecycle, models.SET_NULL, null=True, related_name="types")  # null: the default one
    is_active = models.BooleanField(default=True)
    is_default = models.BooleanField(default=False)  # chosen beforehand in forms
    sort_order = models.IntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "name"], name="type_name"),
            models.UniqueConstraint(fields=["organization_id"], condition=Q(is_default=True), name="type_default"),
        ]

    def __str__(self) -> str:
        return self.name
