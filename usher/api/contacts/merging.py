"""/api/contacts/{id}/merge and /api/contacts/{id}/duplicates."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.contacts.shape import ContactShape, rows, shape
from usher.api.fields import Id, IdPath, row_named
from usher.api.naming import named_as_sent
from usher.api.resource import Resource
from usher.api.scopes import CONTACTS, READ, require_scope
from usher.base.refusals import Invalid
from usher.people.actions import merge_contacts
from usher.people.actions.merging_contacts import MOST
from usher.people.lists import probable_duplicates
from usher.people.models import Contact


class Duplicates(msgspec.Struct, frozen=True):
    """Contacts that seem to be the same person."""

    contacts: list[ContactShape]


class MergeContacts(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """The contacts that go into the one at the address."""

    contact_ids: Annotated[list[Id], Meta(min_length=1, max_length=MOST, examples=[[7, 12]])]


MergeBody = Annotated[MergeContacts, MediaTypeMetadata(example={"contactIds": [7, 12]})]


class ContactMerge(Resource):
    """Merging contacts."""

    @modify(status_code=HTTPStatus.OK, tags=["Contacts"])
    def post(self, parsed_path: Path[IdPath], parsed_body: Body[MergeBody]) -> ContactShape:
        """Merge duplicates into this contact.

        Their tickets, messages, addresses and reports become its own; its fields win, empty ones are filled, notes are
        appended. All or nothing, and for good.
        """
        require_scope(self.actor, CONTACTS)
        kept: Contact = row_named(Contact.objects, parsed_path.id, "contact")
        found = {contact.pk: contact for contact in Contact.objects.filter(pk__in=parsed_body.contact_ids)}
        if unknown := sorted(set(parsed_body.contact_ids) - set(found)):
            raise Invalid({"contactIds": f"There is no contact {', '.join(map(str, unknown))}."})
        with named_as_sent(contacts="contactIds"):
            merge_contacts(kept, list(found.values()), by=self.actor, at=self.at)
        return shape(rows().get(pk=kept.pk))


class ContactDuplicates(Resource):
    """Probable duplicates."""

    @modify(tags=["Contacts"])
    def get(self, parsed_path: Path[IdPath]) -> Duplicates:
        """List probable duplicates of a contact.

        Contacts with the same name in the same company, or with the same telephone number.
        """
        require_scope(self.actor, READ)
        alike = probable_duplicates(row_named(Contact.objects, parsed_path.id, "contact"))
        return Duplicates([shape(contact) for contact in rows().filter(pk__in=[one.pk for one in alike]).order_by("pk")])
