"""Contacts: the people who ask."""

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.base.text import initials
from usher.people.models.company import Company


class Contact(TenantModel):
    """A person who asks (other systems: requester, client contact, code user)."""

    name = models.TextField(blank=True, default="")
    email = models.TextField(blank=True, default="")  # the primary one of `addresses`, kept equal by the verbs
    phone = models.TextField(blank=True, default="")
    company = TenantForeignKey(Company, models.SET_NULL, null=True, related_name="contacts")
    manager = TenantForeignKey("self", models.SET_NULL, null=True, related_name="reports")
    is_primary = models.BooleanField(default=False)  # of the company: sees its tickets
    language = models.CharField(max_length=8, blank=True, default="")
    time_zone = models.TextField(blank=True, default="")
    notes = models.TextField(blank=True, default="")
    hue = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "name", "id"], name="contact_name"),
            models.Index(fields=["organization_id", "company", "id"], name="contact_company"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return self.name or self.email or self.phone or "Unknown"

    @property
    def initials(self) -> str:
        return initials(self.shown_name)


class ContactAddress(TenantModel):
    """One mail address of a contact, in lower case; an address belongs to one contact only."""

    contact = TenantForeignKey(Contact, models.CASCADE, related_name="addresses")
    email = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "email"], name="contact_address")]

    def __str__(self) -> str:
        return self.email
