"""/api/contacts."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from django.db.models import Q, QuerySet
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import Id, IdPath, Short, found, given, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import CONTACTS, READ, require_scope
from usher.base.refusals import Invalid
from usher.people.actions import change_contact, create_contact
from usher.people.models import Company, Contact

Notes = Annotated[str, Meta(max_length=50_000)]
Email = Annotated[str, Meta(max_length=254, examples=["carl@bakery.example"])]
Language = Annotated[str, Meta(max_length=8, examples=["en"])]


class ContactShape(msgspec.Struct, rename="camel", frozen=True):
    """A person who asks."""

    id: int
    name: str
    email: str
    emails: list[str]
    phone: str
    company_id: int | None
    company_name: str | None
    language: str
    time_zone: str
    notes: str
    created_at: datetime


class ContactPage(msgspec.Struct, frozen=True):
    """A page of contacts."""

    contacts: list[ContactShape]
    pagination: Pagination


class ContactQuery(Paged, kw_only=True):
    """Filters of the list of contacts."""

    search: Annotated[str, Meta(max_length=200, description="Part of a name, address or telephone number")] = ""
    email: Annotated[str, Meta(max_length=254, description="Exactly this address")] = ""
    company_id: Id | None = None


class ContactFields(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """What can be written; a new contact needs a name or an address."""

    name: Short | UnsetType = UNSET
    email: Email | UnsetType = UNSET
    phone: Short | UnsetType = UNSET
    company_id: Id | None | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    time_zone: Short | UnsetType = UNSET
    notes: Notes | UnsetType = UNSET


ContactBody = Annotated[ContactFields, MediaTypeMetadata(example={"name": "Nia Nut", "email": "nia@bakery.example"})]


class Contacts(Resource):
    """Contacts."""

    @modify(tags=["Contacts"])
    def get(self, parsed_query: Query[ContactQuery]) -> ContactPage:
        """List contacts by name."""
        require_scope(self.actor, READ)
        contacts, where = page_of(_rows(parsed_query), parsed_query)
        return ContactPage([_shape(contact) for contact in contacts], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Contacts"])
    def post(self, parsed_body: Body[ContactBody]) -> ContactShape:
        """Make a contact; without a company it gets the one of its mail domain."""
        require_scope(self.actor, CONTACTS)
        return _shape(create_contact(by=self.actor, at=self.at, fields=_fields(parsed_body)))


class OneContact(Resource):
    """One contact."""

    @modify(tags=["Contacts"])
    def get(self, parsed_path: Path[IdPath]) -> ContactShape:
        """Read a contact."""
        require_scope(self.actor, READ)
        return _shape(row_named(Contact.objects.select_related("company"), parsed_path.id, "contact"))

    @modify(tags=["Contacts"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[ContactBody]) -> ContactShape:
        """Change a contact; an old address stays known."""
        require_scope(self.actor, CONTACTS)
        contact: Contact = row_named(Contact.objects, parsed_path.id, "contact")
        change_contact(contact, by=self.actor, at=self.at, changes=_fields(parsed_body))
        return _shape(Contact.objects.select_related("company").get(pk=contact.pk))


def _rows(query: ContactQuery) -> "QuerySet[Contact]":
    rows: QuerySet[Contact] = Contact.objects.select_related("company").prefetch_related("addresses").order_by("name", "id")
    if query.company_id:
        rows = rows.filter(company_id=query.company_id)
    if email := query.email.strip().replace("\x00", "").lower():
        rows = rows.filter(pk__in=Contact.objects.filter(addresses__email=email).values("pk"))
    for word in query.search.replace("\x00", " ").split():
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(phone__icontains=word))
    return rows


def _fields(body: ContactFields) -> dict[str, Any]:
    errors: dict[str, str] = {}
    fields: dict[str, Any] = {}
    for name, value in msgspec.structs.asdict(body).items():
        if isinstance(value, str):
            fields[name] = value.replace("\x00", "").strip()
    if given(body.company_id):
        fields["company"] = found(Company.objects, body.company_id, "companyId", errors)
    if errors:
        raise Invalid(errors)
    return fields


def _shape(contact: Contact) -> ContactShape:
    emails = sorted(address.email for address in contact.addresses.all())
    company = contact.company
    return ContactShape(
        contact.pk, contact.name, contact.email, emails, contact.phone, company.pk if company else None,
        company.name if company else None, contact.language, contact.time_zone, contact.notes, contact.created_at,
    )  # fmt: skip
