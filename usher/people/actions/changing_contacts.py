"""Contacts by hand."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from usher.base.refusals import Invalid
from usher.base.text import hue_of
from usher.events.bus import Author, record
from usher.people.actions.finding_contacts import company_of
from usher.people.models import Contact, ContactAddress

CHANGEABLE = {"name", "email", "phone", "company", "notes", "language", "time_zone"}


@transaction.atomic
def create_contact(*, by: Author, at: datetime, fields: dict[str, Any]) -> Contact:
    """A new contact; needs a name or an address. Without a company it gets the one of its mail domain."""
    _refuse_unknown(fields)
    email = _checked_email(str(fields.get("email", "")))
    if not email and not str(fields.get("name", "")).strip():
        raise Invalid({"name": "Write a name or an e-mail address."})
    _refuse_taken(email, None)
    values = {**fields, "email": email, "company": fields.get("company") or (company_of(email) if email else None)}
    contact = Contact.objects.create(**values, hue=hue_of(email or str(fields.get("name"))), created_at=at)
    if email:
        ContactAddress.objects.create(contact=contact, email=email)
    record("contact.created", contact, by=by, at=at, data={"email": email})
    return contact


@transaction.atomic
def change_contact(contact: Contact, *, by: Author, at: datetime, changes: dict[str, Any]) -> None:
    """Set the given fields; a new address becomes the primary one, the old one stays known."""
    _refuse_unknown(changes)
    row = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if "email" in changes:
        changes = {**changes, "email": _checked_email(str(changes["email"]))}
        _refuse_taken(changes["email"], row)
    changed = {key: value for key, value in changes.items() if getattr(row, key) != value}
    if not changed:
        return
    before = {key: str(getattr(row, key) or "") for key in changed}
    for key, value in changed.items():
        setattr(row, key, value)
    row.save(update_fields=list(changed))
    if changed.get("email"):
        ContactAddress.objects.get_or_create(email=changed["email"], defaults={"contact": row})
    record("contact.changed", row, by=by, at=at, data={k: [before[k], str(changed[k] or "")] for k in changed})


def _refuse_unknown(fields: dict[str, Any]) -> None:
    if unknown := set(fields) - CHANGEABLE:
        raise Invalid(dict.fromkeys(sorted(unknown), "is not a field of a contact."))


def _checked_email(email: str) -> str:
    email = email.strip().lower()
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Invalid({"email": f"“{email}” is not an e-mail address; write one like carl@example.com."}) from error
    return email


def _refuse_taken(email: str, owner: Contact | None) -> None:
    taken = ContactAddress.objects.filter(email=email).exclude(contact=owner).first() if email else None
    if taken:
        raise Invalid({"email": f"{email} belongs to another contact."})
