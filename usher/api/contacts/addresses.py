"""/api/contacts/{id}/addresses: the mail addresses of a contact, each its own only."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.contacts.shape import ContactShape, Email, rows, shape
from usher.api.fields import IdPath, row_named
from usher.api.resource import Resource
from usher.api.scopes import CONTACTS, READ, require_scope
from usher.base.refusals import NotFound
from usher.people.actions import add_address, make_primary, remove_address
from usher.people.models import Contact


class AddressShape(msgspec.Struct, rename="camel", frozen=True):
    """An address of a contact; answers go to the primary one."""

    email: str
    is_primary: bool


class AddressList(msgspec.Struct, frozen=True):
    """All addresses of a contact, in the order in which they became known."""

    addresses: list[AddressShape]


class NewAddress(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """One more address."""

    email: Email
    is_primary: bool = False


class AddressChanges(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """An address becomes the primary one; the one before it stays known."""

    is_primary: Annotated[bool, Meta(description="true: another address becomes primary by saying so of that one")]


NewAddressBody = Annotated[NewAddress, MediaTypeMetadata(example={"email": "carl@home.example", "isPrimary": True})]
AddressChangesBody = Annotated[AddressChanges, MediaTypeMetadata(example={"isPrimary": True})]


class AddressPath(IdPath):
    """An address of a contact."""

    email: Annotated[str, Meta(examples=["carl@home.example"])]


class Addresses(Resource):
    """The addresses of a contact."""

    @modify(tags=["Contacts"])
    def get(self, parsed_path: Path[IdPath]) -> AddressList:
        """List a contact's addresses.

        In the order in which they became known.
        """
        require_scope(self.actor, READ)
        contact = shape(row_named(rows(), parsed_path.id, "contact"))
        return AddressList([AddressShape(email, email == contact.email) for email in contact.emails])

    @modify(status_code=HTTPStatus.CREATED, tags=["Contacts"])
    def post(self, parsed_path: Path[IdPath], parsed_body: Body[NewAddressBody]) -> ContactShape:
        """Add an address.

        One that belongs to another contact is refused: if they are the same person, merge the two.
        """
        require_scope(self.actor, CONTACTS)
        contact: Contact = row_named(Contact.objects, parsed_path.id, "contact")
        add_address(contact, email=parsed_body.email, make_primary=parsed_body.is_primary, by=self.actor, at=self.at)
        return shape(rows().get(pk=contact.pk))


class OneAddress(Resource):
    """One address of a contact."""

    @modify(tags=["Contacts"])
    def patch(self, parsed_path: Path[AddressPath], parsed_body: Body[AddressChangesBody]) -> ContactShape:
        """Make an address the primary one.

        Answers go there from now on; `isPrimary: false` changes nothing.
        """
        require_scope(self.actor, CONTACTS)
        contact = _owner(parsed_path)
        if parsed_body.is_primary:
            make_primary(contact, email=parsed_path.email, by=self.actor, at=self.at)
        return shape(rows().get(pk=contact.pk))

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Contacts"])
    def delete(self, parsed_path: Path[AddressPath]) -> None:
        """Remove an address.

        Mail from there makes a new contact. The last address of a contact without a name is refused with 409.
        """
        require_scope(self.actor, CONTACTS)
        remove_address(_owner(parsed_path), email=parsed_path.email, by=self.actor, at=self.at)


def _owner(path: AddressPath) -> Contact:
    contact: Contact = row_named(Contact.objects, path.id, "contact")
    if not contact.addresses.filter(email=path.email.replace("\x00", "").strip().lower()).exists():
        raise NotFound("This contact has no such address.")
    return contact
