"""Companies: what contacts belong to."""

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel


class Company(TenantModel):
    """A customer company (other systems: client, corporate customer, merchant)."""

    name = models.TextField()
    tier = models.TextField(blank=True, default="")
    hourly_rate = models.DecimalField(max_digits=12, decimal_places=2, null=True)  # in `currency`
    currency = models.CharField(max_length=3, blank=True, default="")  # empty: the organization's
    prefix = models.TextField(blank=True, default="")  # of new ticket codes; empty: the organization's
    notes = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "name", "id"], name="company_name")]

    def __str__(self) -> str:
        return self.name


class CompanyDomain(TenantModel):
    """A mail domain of a company; contacts with an address there belong to it by themselves."""

    company = TenantForeignKey(Company, models.CASCADE, related_name="domains")
    domain = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "domain"], name="company_domain")]

    def __str__(self) -> str:
        return self.domain
