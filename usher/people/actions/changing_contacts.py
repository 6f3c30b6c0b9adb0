"""Contacts by hand."""

from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid
from usher.base.text import hue_of
from usher.events.bus import Author, record
from usher.people import events
from usher.people.actions.addressing import refuse_taken
from usher.people.actions.finding_contacts import company_of
from usher.people.contact_fields import checked
from usher.people.managing import lock_managers, refuse_circle
from usher.people.models import Company, Contact, ContactAddress

NEEDS_NAME = "Write a name or an e-mail address."


@transaction.atomic
def create_contact(*, by: Author, at: datetime, fields: dict[str, Any]) -> Contact:
    """A new contact; needs a name or an address. Without a company it gets the one of its mail domain."""
    values = checked(fields)
    email = values.setdefault("email", "")
    if not email and not values.get("name"):
        raise Invalid({"name": NEEDS_NAME})
    refuse_taken(email, None)
    values["company"] = values.get("company") or (company_of(email) if email else None)
    _make_room_for_primary(values.get("is_primary", False), values["company"])
    contact = Contact.objects.create(**values, hue=hue_of(email or values["name"]), created_at=at)
    if email:
        ContactAddress.objects.create(contact=contact, email=email)
    record(events.CONTACT_CREATED, contact, by=by, at=at, data={"email": email})
    return contact


@transaction.atomic
def change_contact(contact: Contact, *, by: Author, at: datetime, changes: dict[str, Any]) -> None:
    """Set the given fields. A new address becomes the primary one, the old one stays known.

    Nobody reports to themselves, over however many others. A company has one primary contact: the new one replaces the
    old one, and who leaves the company is its primary contact no longer.
    """
    values = checked(changes)
    if values.get("manager"):
        lock_managers()
    company = values.get("company", contact.company)
    if values.get("is_primary"):
        _make_room_for_primary(True, company, contact)
    row = Contact.objects.select_for_update(of=("self",), no_key=True).get(pk=contact.pk)
    if values.get("manager"):
        refuse_circle(row, values["manager"])
    if "email" in values:
        _refuse_address(values["email"], row)
    if "company" in values and values["company"] != row.company:
        values.setdefault("is_primary", False)
    changed = {key: value for key, value in values.items() if getattr(row, key) != value}
    if not changed:
        return
    before = {key: _told(getattr(row, key)) for key in changed}
    for key, value in changed.items():
        setattr(row, key, value)
    if not row.name and not row.email:
        raise Invalid({"name": NEEDS_NAME})
    row.save(update_fields=list(changed))
    if changed.get("email"):
        ContactAddress.objects.get_or_create(email=changed["email"], defaults={"contact": row})
    record(events.CONTACT_CHANGED, row, by=by, at=at, data={key: [before[key], _told(changed[key])] for key in changed})


def _refuse_address(email: str, row: Contact) -> None:
    refuse_taken(email, row)
    if not email and row.email:
        raise Invalid({"email": "The primary address can be replaced; to forget it, remove it from the addresses."})


def _make_room_for_primary(wanted: bool, company: Company | None, but: Contact | None = None) -> None:
    if not wanted:
        return
    if company is None:
        raise Invalid({"is_primary": "Choose the company whose primary contact this is."})
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    others = Contact.objects.filter(company=company, is_primary=True)
    others.exclude(pk=but.pk if but else 0).update(is_primary=False)


def _told(value: object) -> object:
    return value if isinstance(value, bool) else str(value or "")
