"""Lifecycles: which statuses a type of ticket goes through, what they are called there, and which moves are allowed."""

from typing import Any

from django.db import models
from django.db.models import Q

from usher.base.tenancy import TenantModel


class OrganizationStatus(TenantModel):
    """What an organization made of a status: a built-in one renamed, hidden, coloured (`code` is its own), or one added.

    An added one names the built-in status it stands for: rules, lists and clocks go by that, people see this one's name.
    """

    code = models.TextField()
    stands_for = models.TextField()  # code of a built-in status; of its own for a built-in one
    name = models.TextField()
    hue = models.PositiveSmallIntegerField(null=True)  # 0–23 of the palette; null: as built in
    sort_order = models.IntegerField(default=0)
    is_hidden = models.BooleanField(default=False)  # no longer offered; tickets that have it keep it
    pauses_clock = models.BooleanField(null=True)  # null: as the built-in one does

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "code"], name="status_code"),
            models.UniqueConstraint(fields=["organization_id", "name"], name="status_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Lifecycle(TenantModel):
    """A named choice of statuses, their shown names and allowed moves; a type uses one, others the default one."""

    name = models.TextField()
    preset = models.TextField(blank=True, default="")  # usher, tiketti, itflow, sqanit, manual, pulse; empty: made here
    # In order: [[code of a status, shown name or ""], …].
    statuses: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list)
    # Code → codes that follow it; a code that is left out moves freely among the statuses.
    moves: "models.JSONField[dict[str, list[str]], dict[str, list[str]]]" = models.JSONField(default=dict)
    wakes_to_in_progress = models.BooleanField(default=False)  # a requester's answer, even when nobody is assigned [P]
    closed_mail = models.TextField(blank=True, default="")  # a ClosedMail of its own; empty: the organization's
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "name"], name="lifecycle_name"),
            models.UniqueConstraint(fields=["organization_id"], condition=Q(is_default=True), name="lifecycle_default"),
        ]

    def __str__(self) -> str:
        return self.name
