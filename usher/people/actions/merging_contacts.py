"""Contacts who are the same person become one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid, NotFound
from usher.events.bus import Author, record
from usher.people import events
from usher.people.actions.merging import joined_notes, move_references
from usher.people.contact_fields import NOTES_LENGTH
from usher.people.managing import above, lock_managers
from usher.people.models import Contact, ContactAddress

MOST = 20  # duplicates at once
FILLED = ("name", "email", "phone", "company", "manager", "language", "time_zone")  # where the kept one has nothing


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge makes of the kept contact: its fields, and its addresses with the primary one first."""

    fields: dict[str, Any]
    addresses: list[str]


def merged_view(kept: Contact, duplicates: Sequence[Contact]) -> Merged:
    """What `merge_contacts` would make of them; changes nothing. Invalid for none, too many, or the kept one itself."""
    if not duplicates or len(duplicates) > MOST:
        raise Invalid({"contacts": f"Choose between 1 and {MOST} contacts that are the same person."})
    gone = {contact.pk for contact in duplicates}
    if kept.pk in gone:
        raise Invalid({"contacts": f"{kept.shown_name} is the one that is kept. Choose others."})
    fields: dict[str, Any] = {}
    for name in FILLED:
        values = [getattr(contact, name) for contact in (kept, *duplicates)]
        fields[name] = next((value for value in values if value and not _is_one_of(value, gone | {kept.pk})), "")
    fields |= {name: fields[name] or None for name in ("company", "manager")}
    fields["notes"] = joined_notes(*(contact.notes for contact in (kept, *duplicates)))[:NOTES_LENGTH]
    fields["is_primary"] = any(c.is_primary and c.company_id == kept.company_id for c in (kept, *duplicates))
    found = ContactAddress.objects.filter(contact__in=[kept.pk, *gone]).order_by("pk").values_list("email", flat=True)
    return Merged(fields, sorted(found, key=lambda email: email != fields["email"]))


@transaction.atomic
def merge_contacts(kept: Contact, duplicates: Sequence[Contact], *, by: Author, at: datetime) -> Contact:
    """The duplicates go; their tickets, messages, addresses, copies and reports are the kept one's from now on.

    The kept contact's fields win, empty ones are filled, notes are appended. A mail that comes from a duplicate at this
    moment waits and lands on the kept one. An event for each duplicate keeps what it was.
    """
    lock_managers()
    row, gone = _locked(kept, duplicates)
    result = merged_view(row, gone)
    for contact in gone:
        was = _told(contact)
        move_references(contact, row)
        record(events.CONTACT_MERGED, row, by=by, at=at, data={"contact": contact.pk, "was": was})
        Contact.objects.filter(pk=contact.pk).delete()
    if result.fields["manager"] and row.pk in {result.fields["manager"].pk, *above(result.fields["manager"])}:
        result.fields["manager"] = None  # who reported to a duplicate is now above the kept one: nobody is their own boss
    for name, value in result.fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(result.fields))
    return row


def _locked(kept: Contact, duplicates: Sequence[Contact]) -> tuple[Contact, list[Contact]]:
    """All of them, locked in id order; the duplicates so that nothing new can refer to them."""
    merged_view(kept, duplicates)
    rows: dict[int, Contact] = {}
    for pk in sorted({kept.pk, *(contact.pk for contact in duplicates)}):
        locking = Contact.objects.select_for_update(of=("self",), no_key=pk == kept.pk)
        found = locking.select_related("company", "manager").filter(pk=pk).first()
        if found is None:
            raise NotFound("One of these contacts is gone: somebody merged or deleted it a moment ago.")
        rows[pk] = found
    return rows.pop(kept.pk), list(rows.values())


def _is_one_of(value: object, ids: set[int]) -> bool:
    return isinstance(value, Contact) and value.pk in ids


def _told(contact: Contact) -> dict[str, Any]:
    fields = {name: str(getattr(contact, name) or "") for name in (*FILLED, "notes")}
    return {**fields, "addresses": sorted(contact.addresses.values_list("email", flat=True))}
