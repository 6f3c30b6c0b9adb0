"""Addresses to which nothing is sent any more."""

from django.db import models

from usher.base.tenancy import TenantModel


class Suspension(TenantModel):
    """Why an address gets no mail: it bounced hard twice, or its owner complained. A person can lift it."""

    address = models.TextField()  # lower case
    hard_bounces = models.PositiveSmallIntegerField(default=0)  # in a row; a mail that arrives sets it back
    complained_at = models.DateTimeField(null=True)  # automatic mail stops at once (RFC 5965)
    suspended_at = models.DateTimeField(null=True)  # null: counted, not suspended
    reason = models.TextField(blank=True, default="")  # what the other side said last
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "address"], name="suspension_address")]

    def __str__(self) -> str:
        return self.address
