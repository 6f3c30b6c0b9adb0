"""A contact appears with the first mail and finds its company by itself."""

from datetime import datetime

from django.db import IntegrityError, transaction

from usher.base.tenancy import current_id
from usher.base.text import hue_of, one_line
from usher.events.bus import Author, record
from usher.people import events
from usher.people.contact_fields import NAME_LENGTH
from usher.people.domains import domain_of
from usher.people.models import Company, Contact, ContactAddress

TRIES = 3


def contact_for(*, email: str, name: str, by: Author, at: datetime) -> Contact:
    """The contact with this address; made, and linked to the company of its mail domain, when there is none.

    One that has no name yet, or its address for one, takes the given name. Until the transaction ends the contact can
    be neither merged nor deleted, so what is written in its name stays with it.
    """
    email = email.strip().lower()
    for last in (*[False] * (TRIES - 1), True):
        found = _held(email)
        if found:
            _learn_name(found, one_line(name, NAME_LENGTH), by, at)
            return found
        try:
            with transaction.atomic():
                return _made(email, one_line(name, NAME_LENGTH), by, at)
        except IntegrityError:  # somebody else made it a moment ago, or it went to the contact it was merged into
            if last:
                raise
    raise AssertionError("the last try returns or raises")


def company_of(email: str) -> Company | None:
    """The company that owns the domain of the address."""
    return Company.objects.filter(domains__domain=domain_of(email)).first()


def _held(email: str) -> Contact | None:
    rows = Contact.objects.raw(
        "SELECT contact.* FROM people_contact contact JOIN people_contactaddress address"
        " ON address.organization_id = contact.organization_id AND address.contact_id = contact.id"
        " WHERE address.organization_id = %s AND address.email = %s FOR KEY SHARE OF contact",
        [current_id(), email],
    )
    return next(iter(rows), None)


def _learn_name(contact: Contact, name: str, by: Author, at: datetime) -> None:
    if not name or "@" in name or contact.name.lower() not in {"", contact.email}:
        return
    before, contact.name = contact.name, name
    contact.save(update_fields=["name"])
    record(events.CONTACT_CHANGED, contact, by=by, at=at, data={"name": [before, name]})


def _made(email: str, name: str, by: Author, at: datetime) -> Contact:
    contact = Contact.objects.create(name=name, email=email, company=company_of(email), hue=hue_of(email), created_at=at)
    ContactAddress.objects.create(contact=contact, email=email)
    record(events.CONTACT_CREATED, contact, by=by, at=at, data={"email": email})
    return contact
