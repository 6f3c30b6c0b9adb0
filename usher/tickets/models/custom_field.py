"""Custom fields: what an organization asks beside the built-in fields, per type; and their values."""

from typing import Any

from django.db import models
from django.db.models import Q

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.tickets.models.classification import TicketType

KINDS = ("text", "long_text", "number", "date", "time", "checkbox", "choice", "choices", "email", "url")


class CustomField(TenantModel):
    """The definition of one field. `key` names it in `Ticket.custom_fields` and in the API and never changes."""

    key = models.TextField()
    name = models.TextField()
    kind = models.TextField(default="text")  # one of KINDS
    help = models.TextField(blank=True, default="")
    section = models.TextField(blank=True, default="")  # the heading it stands under in forms
    choices: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    rules: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)  # see fields/rules.py
    is_required = models.BooleanField(default=False)
    is_for_all_types = models.BooleanField(default=False)
    is_public = models.BooleanField(default=True)  # the requester sees it and may fill it in
    is_active = models.BooleanField(default=True)
    sort_order = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "key"], name="custom_field_key")]

    def __str__(self) -> str:
        return self.name


class TypeField(TenantModel):
    """A field on a type."""

    type = TenantForeignKey(TicketType, models.CASCADE, related_name="type_fields")
    field = TenantForeignKey(CustomField, models.CASCADE, related_name="type_fields")
    is_required = models.BooleanField(default=False)  # on this type, even if it is not elsewhere
    sort_order = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "type", "field"], name="type_field_once")]

    def __str__(self) -> str:
        return f"{self.field_id} on {self.type_id}"


class CustomValue(TenantModel):
    """One value of one field on one ticket (several rows for `choices`), typed so that indexes serve filters and sorts.

    Expressions over JSON ignore their indexes under row-level security; `Ticket.custom_fields` is what is read and shown,
    these rows are what is searched, written by the same verb.
    """

    ticket = TenantForeignKey("tickets.Ticket", models.CASCADE, related_name="values")
    field = TenantForeignKey(CustomField, models.CASCADE, related_name="values")
    text = models.TextField(null=True)  # lower case, first 200 characters; "true"/"false" of a checkbox
    whole = models.TextField(null=True)  # lower case, of a text that is longer: no index holds so much
    number = models.BigIntegerField(null=True)  # in millionths
    moment = models.DateTimeField(null=True)  # a date is its midnight in UTC

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "ticket", "field"], name="value_ticket"),
            models.Index(
                fields=["organization_id", "field", "text", "ticket"], name="value_text", condition=Q(text__isnull=False)
            ),
            models.Index(
                fields=["organization_id", "field", "number", "ticket"],
                name="value_number",
                condition=Q(number__isnull=False),
            ),
            models.Index(
                fields=["organization_id", "field", "moment", "ticket"],
                name="value_moment",
                condition=Q(moment__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field_id} of {self.ticket_id}"
