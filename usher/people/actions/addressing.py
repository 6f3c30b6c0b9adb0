"""The mail addresses of a contact: each belongs to one contact only."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.events.bus import Author, record
from usher.people import events
from usher.people.contact_fields import checked_email
from usher.people.models import Contact, ContactAddress

MOST = 50  # addresses of one contact


class OnlyName(Refused):
    """A contact needs something to be called by."""


@transaction.atomic
def add_address(contact: Contact, *, email: str, by: Author, at: datetime, make_primary: bool = False) -> Contact:
    """One more address; with `make_primary` answers go there from now on.

    Refuses one that belongs to another contact: the two are merged instead. The contact's first one is the primary one.
    """
    email = checked_email(email)
    row = _locked(contact)
    refuse_taken(email, row)
    if row.addresses.count() >= MOST:
        raise Invalid({"email": f"A contact has at most {MOST} addresses."})
    _address, is_new = ContactAddress.objects.get_or_create(email=email, defaults={"contact": row})
    if is_new:
        record(events.ADDRESS_ADDED, row, by=by, at=at, data={"email": email})
    if make_primary or not row.email:
        _set_primary(row, email, by, at)
    return row


@transaction.atomic
def make_primary(contact: Contact, *, email: str, by: Author, at: datetime) -> Contact:
    """Answers go to this one of the contact's addresses from now on."""
    row = _locked(contact)
    _set_primary(row, _own(row, email).email, by, at)
    return row


@transaction.atomic
def remove_address(contact: Contact, *, email: str, by: Author, at: datetime) -> Contact:
    """Forget an address: mail from there makes a new contact. Of the others the oldest becomes the primary one, if need be.

    Refuses the last one of a contact without a name.
    """
    row = _locked(contact)
    address = _own(row, email)
    left = row.addresses.exclude(pk=address.pk).order_by("pk").first()
    if left is None and not row.name:
        raise OnlyName("This address is all that is known of this contact. Write a name first.")
    address.delete()
    record(events.ADDRESS_REMOVED, row, by=by, at=at, data={"email": address.email})
    if row.email == address.email:
        _set_primary(row, left.email if left else "", by, at)
    return row


def refuse_taken(email: str, owner: Contact | None) -> None:
    """Invalid when the address belongs to another contact than the owner."""
    found = ContactAddress.objects.select_related("contact").filter(email=email).first() if email else None
    if found and (owner is None or found.contact_id != owner.pk):
        name = found.contact.shown_name
        whose = f"another contact, {name}" if name != email else "another contact"
        raise Invalid({"email": f"{email} belongs to {whose}. If they are the same person, merge the two."})


def _locked(contact: Contact) -> Contact:
    return Contact.objects.select_for_update(of=("self",), no_key=True).get(pk=contact.pk)


def _own(row: Contact, email: str) -> ContactAddress:
    found = row.addresses.filter(email=email.strip().lower()).first()
    if found is None:
        raise Invalid({"email": f"{email[:80]} is not one of the contact's addresses."})
    return found


def _set_primary(row: Contact, email: str, by: Author, at: datetime) -> None:
    if row.email == email:
        return
    before, row.email = row.email, email
    row.save(update_fields=["email"])
    record(events.CONTACT_CHANGED, row, by=by, at=at, data={"email": [before, email]})
