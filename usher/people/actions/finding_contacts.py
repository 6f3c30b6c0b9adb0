"""A contact appears with the first mail and finds its company by itself."""

from datetime import datetime

from django.db import IntegrityError, transaction

from usher.base.text import hue_of, one_line
from usher.events.bus import Author, record
from usher.people.models import Company, Contact, ContactAddress


def contact_for(*, email: str, name: str, by: Author, at: datetime) -> Contact:
    """The contact with this address; made, and linked to the company of its mail domain, when there is none."""
    email = email.strip().lower()
    found = _found(email)
    if found:
        return found
    try:
        with transaction.atomic():
            return _made(email, one_line(name, 200), by, at)
    except IntegrityError:  # somebody else made it a moment ago
        again = _found(email)
        if again is None:
            raise
        return again


def company_of(email: str) -> Company | None:
    """The company that owns the domain of the address."""
    return Company.objects.filter(domains__domain=email.rpartition("@")[2].lower()).first()


def _found(email: str) -> Contact | None:
    address = ContactAddress.objects.select_related("contact__company").filter(email=email).first()
    return address.contact if address else None


def _made(email: str, name: str, by: Author, at: datetime) -> Contact:
    contact = Contact.objects.create(name=name, email=email, company=company_of(email), hue=hue_of(email), created_at=at)
    ContactAddress.objects.create(contact=contact, email=email)
    record("contact.created", contact, by=by, at=at, data={"email": email})
    return contact
