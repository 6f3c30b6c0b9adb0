"""/api/contacts and /api/contacts/{id}."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from django.db.models import QuerySet
from dmr import Body, Path, modify
from msgspec import Meta

from usher.api.contacts.shape import SENT_AS, ContactBody, ContactShape, fields_of, rows, shape
from usher.api.fields import Id, IdPath, row_named
from usher.api.naming import named_as_sent
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import CONTACTS, READ, require_scope
from usher.people.actions import change_contact, create_contact, delete_contact
from usher.people.lists import contacts_found
from usher.people.models import Contact, ContactAddress


class ContactPage(msgspec.Struct, frozen=True):
    """A page of contacts."""

    contacts: list[ContactShape]
    pagination: Pagination


class ContactQuery(Paged, kw_only=True):
    """Filters of the list of contacts."""

    search: Annotated[str, Meta(max_length=200, description="Parts of name, addresses, telephone number or company")] = ""
    email: Annotated[str, Meta(max_length=254, description="Exactly this address")] = ""
    company_id: Id | None = None
    manager_id: Annotated[Id | None, Meta(description="Those who report to this contact")] = None


class Contacts(Resource):
    """Contacts."""

    @modify(tags=["Contacts"])
    def get(self, parsed_query: Query[ContactQuery]) -> ContactPage:
        """List contacts.

        By name; all filters must hold.
        """
        require_scope(self.actor, READ)
        contacts, where = page_of(_found(parsed_query), parsed_query)
        return ContactPage([shape(contact) for contact in contacts], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Contacts"])
    def post(self, parsed_body: Body[ContactBody]) -> ContactShape:
        """Make a contact.

        It needs a name or an address. Without a company it gets the one of its mail domain.
        """
        require_scope(self.actor, CONTACTS)
        with named_as_sent(**SENT_AS):
            contact = create_contact(by=self.actor, at=self.at, fields=fields_of(parsed_body))
        return shape(rows().get(pk=contact.pk))


class OneContact(Resource):
    """One contact."""

    @modify(tags=["Contacts"])
    def get(self, parsed_path: Path[IdPath]) -> ContactShape:
        """Read a contact.

        With all of its addresses.
        """
        require_scope(self.actor, READ)
        return shape(row_named(rows(), parsed_path.id, "contact"))

    @modify(tags=["Contacts"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[ContactBody]) -> ContactShape:
        """Change a contact.

        Any subset of the fields. A new address becomes the primary one; the old one stays known.
        """
        require_scope(self.actor, CONTACTS)
        contact: Contact = row_named(Contact.objects.select_related("company"), parsed_path.id, "contact")
        with named_as_sent(**SENT_AS):
            change_contact(contact, by=self.actor, at=self.at, changes=fields_of(parsed_body))
        return shape(rows().get(pk=contact.pk))

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Contacts"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Delete a contact without tickets.

        One that has tickets, also in the bin, is refused with 409: merge it instead.
        """
        require_scope(self.actor, CONTACTS)
        delete_contact(row_named(Contact.objects, parsed_path.id, "contact"), by=self.actor, at=self.at)


def _found(query: ContactQuery) -> "QuerySet[Contact]":
    found = contacts_found(query.search.replace("\x00", " ")).select_related("manager").prefetch_related("addresses")
    if query.company_id:
        found = found.filter(company_id=query.company_id)
    if query.manager_id:
        found = found.filter(manager_id=query.manager_id)
    if email := query.email.strip().replace("\x00", "").lower():
        found = found.filter(pk__in=ContactAddress.objects.filter(email=email).values("contact_id"))
    return found
