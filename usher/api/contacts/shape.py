"""A contact as the API shows it, and what can be written of one."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from django.db.models import QuerySet
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import Id, Short, found, given
from usher.base.refusals import Invalid
from usher.people.models import Company, Contact

Notes = Annotated[str, Meta(max_length=20_000, description="Only members see them")]
Email = Annotated[str, Meta(max_length=254, examples=["carl@bakery.example"])]
Language = Annotated[str, Meta(max_length=8, examples=["en"])]
Zone = Annotated[str, Meta(max_length=60, examples=["Europe/Berlin"])]
Manager = Annotated[Id, Meta(description="Another contact, whom this one reports to; never in a circle")]


class ContactShape(msgspec.Struct, rename="camel", frozen=True, kw_only=True):
    """A person who asks."""

    id: int
    name: str
    email: Annotated[str, Meta(description="The primary one of `emails`")]
    emails: list[str]
    phone: str
    company_id: int | None
    company_name: str | None
    is_primary: Annotated[bool, Meta(description="The company's primary contact, who sees its tickets")]
    manager_id: int | None
    manager_name: str | None
    language: str
    time_zone: str
    notes: str
    created_at: datetime


class ContactFields(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """What can be written; a new contact needs a name or an address."""

    name: Short | UnsetType = UNSET
    email: Email | UnsetType = UNSET
    phone: Annotated[str, Meta(max_length=60)] | UnsetType = UNSET
    company_id: Id | None | UnsetType = UNSET
    is_primary: bool | UnsetType = UNSET
    manager_id: Manager | None | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    time_zone: Zone | UnsetType = UNSET
    notes: Notes | UnsetType = UNSET


ContactBody = Annotated[
    ContactFields,
    MediaTypeMetadata(example={"name": "Nia Nut", "email": "nia@bakery.example", "timeZone": "Europe/Berlin"}),
]
SENT_AS = {"company": "companyId", "manager": "managerId"}


def rows() -> "QuerySet[Contact]":
    """Contacts with all that their shape takes."""
    return Contact.objects.select_related("company", "manager").prefetch_related("addresses")


def fields_of(body: ContactFields) -> dict[str, Any]:
    """The body's fields as the verbs take them; Invalid names references to nothing."""
    errors: dict[str, str] = {}
    told = msgspec.structs.asdict(body)
    fields = {name: _plain(value) for name, value in told.items() if given(value) and not name.endswith("_id")}
    if given(body.company_id):
        fields["company"] = found(Company.objects, body.company_id, "companyId", errors)
    if given(body.manager_id):
        fields["manager"] = found(Contact.objects, body.manager_id, "managerId", errors)
    if errors:
        raise Invalid(errors)
    return fields


def shape(contact: Contact) -> ContactShape:
    """The contact; its addresses in the order in which they became known."""
    addresses = sorted(contact.addresses.all(), key=lambda address: address.pk)
    company, manager = contact.company, contact.manager
    return ContactShape(
        id=contact.pk, name=contact.name, email=contact.email, emails=[address.email for address in addresses],
        phone=contact.phone, company_id=company.pk if company else None, company_name=company.name if company else None,
        is_primary=contact.is_primary, manager_id=manager.pk if manager else None,
        manager_name=manager.shown_name if manager else None, language=contact.language, time_zone=contact.time_zone,
        notes=contact.notes, created_at=contact.created_at,
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return value.replace("\x00", "").strip() if isinstance(value, str) else value
