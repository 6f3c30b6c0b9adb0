"""Contacts: the people who ask."""

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower, Right, Trim

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.base.text import initials
from usher.people.models.company import Company

PHONE_DIGITS = 9  # the last ones tell numbers apart, whatever stands for the country before them


def _replaced(field: str, pattern: str, by: str) -> Func:
    return Func(F(field), Value(pattern), Value(by), Value("g"), function="regexp_replace")


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
    # What probable duplicates have in common. Columns, because under row-level security no index on an expression is used.
    name_key = models.GeneratedField(
        expression=Lower(Trim(_replaced("name", r"\s+", " "))), output_field=models.TextField(), db_persist=True
    )
    phone_key = models.GeneratedField(
        expression=Right(_replaced("phone", r"\D", ""), PHONE_DIGITS), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "company"], condition=Q(is_primary=True), name="contact_primary"
            ),
        ]
        indexes = [
            models.Index(fields=["organization_id", "name", "id"], name="contact_name"),
            models.Index(fields=["organization_id", "company", "name", "id"], name="contact_in_company"),
            models.Index(fields=["organization_id", "company", "name_key"], name="contact_name_key"),
            models.Index(fields=["organization_id", "phone_key"], name="contact_phone_key"),
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
    domain = models.GeneratedField(
        expression=_replaced("email", "^.*@", ""), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "email"], name="contact_address")]
        indexes = [models.Index(fields=["organization_id", "domain"], name="contact_address_domain")]

    def __str__(self) -> str:
        return self.email
