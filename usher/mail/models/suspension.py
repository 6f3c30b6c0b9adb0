"""Addresses that get no mail, or no automatic mail, any more."""

from django.db import models

from usher.base.tenancy import TenantModel

EVERYBODY = "*"  # stands for all addresses: the brake of the whole organization


class Suspension(TenantModel):
    """Why an address gets no mail (two hard bounces), or no automatic mail (a complaint, a loop). A person can lift it."""

    address = models.TextField()  # lower case; EVERYBODY for all
    hard_bounces = models.PositiveSmallIntegerField(default=0)  # in a row; a mail that arrives sets it back
    complained_at = models.DateTimeField(null=True)  # automatic mail stops at once (RFC 5965)
    suspended_at = models.DateTimeField(null=True)  # null: counted, not suspended
    reason = models.TextField(blank=True, default="")  # what the other side said last
    quiet_at = models.DateTimeField(null=True)  # since when nothing automatic is sent
    quiet_until = models.DateTimeField(null=True)  # null while quiet: until a person lifts it
    quiet_because = models.TextField(blank=True, default="")  # in words
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "address"], name="suspension_address")]

    def __str__(self) -> str:
        return self.address

    @property
    def is_everybody(self) -> bool:
        return self.address == EVERYBODY
