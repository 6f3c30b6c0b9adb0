"""Contacts appear with their first mail and find their company by themselves."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from usher.base.tenancy import current_id
from usher.base.text import hue_of, one_line
from usher.events.bus import Author, Happening, record, record_all
from usher.people import events
from usher.people.contact_fields import NAME_LENGTH
from usher.people.domains import domain_of
from usher.people.models import Company, CompanyDomain, Contact, ContactAddress

TRIES = 3


def contact_for(*, email: str, name: str, by: Author, at: datetime) -> Contact:
    """The contact with this address; made, and linked to the company of its mail domain, when there is none.

    One that has no name yet, or its address for one, takes the given name. Until the transaction ends the contact can
    be neither merged nor deleted, so what is written in its name stays with it.
    """
    return next(iter(contacts_for({email: name}, by=by, at=at).values()))


def contacts_for(people: Mapping[str, str], *, by: Author, at: datetime) -> dict[str, Contact]:
    """The contacts of several addresses, each with its name, by few statements; see `contact_for`."""
    wanted = {email.strip().lower(): one_line(name, NAME_LENGTH) for email, name in people.items()}
    for last in (*[False] * (TRIES - 1), True):
        found = _held(list(wanted))
        for email, contact in found.items():
            _learn_name(contact, wanted[email], by, at)
        # In one order for all: of two that make the same contacts one waits for the other, and none for both.
        missing = {email: name for email, name in sorted(wanted.items()) if email not in found}
        try:
            made = _made(missing, by, at) if missing else {}
            return {email: found.get(email) or made[email] for email in wanted}
        except IntegrityError:  # somebody else made one a moment ago, or it went to the contact it was merged into
            if last:
                raise
    raise AssertionError("the last try returns or raises")


def company_of(email: str) -> Company | None:
    """The company that owns the domain of the address."""
    return _companies([email]).get(domain_of(email))


def _companies(emails: list[str]) -> dict[str, Company]:
    domains = CompanyDomain.objects.select_related("company").filter(domain__in={domain_of(email) for email in emails})
    return {each.domain: each.company for each in domains}


def _held(emails: list[str]) -> dict[str, Contact]:
    rows = Contact.objects.raw(
        "SELECT contact.*, address.email AS known_by FROM people_contact contact JOIN people_contactaddress address"
        " ON address.organization_id = contact.organization_id AND address.contact_id = contact.id"
        " WHERE address.organization_id = %s AND address.email = ANY(%s) ORDER BY contact.id FOR KEY SHARE OF contact",
        [current_id(), emails],
    )
    return {vars(row)["known_by"]: row for row in rows}


def _learn_name(contact: Contact, name: str, by: Author, at: datetime) -> None:
    if not name or "@" in name or contact.name.lower() not in {"", contact.email}:
        return
    before, contact.name = contact.name, name
    contact.save(update_fields=["name"])
    record(events.CONTACT_CHANGED, contact, by=by, at=at, data={"name": [before, name]})


@transaction.atomic
def _made(people: Mapping[str, str], by: Author, at: datetime) -> dict[str, Contact]:
    companies = _companies(list(people))
    contacts = Contact.objects.bulk_create(
        Contact(name=name, email=email, company=companies.get(domain_of(email)), hue=hue_of(email), created_at=at)
        for email, name in people.items()
    )
    ContactAddress.objects.bulk_create(ContactAddress(contact=contact, email=contact.email) for contact in contacts)
    record_all([Happening(events.CONTACT_CREATED, contact, by, at, {"email": contact.email}) for contact in contacts])
    return {contact.email: contact for contact in contacts}
