"""A ticket goes to another company, or to a requester from elsewhere: whoever reads it next sees none of the old."""

from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid
from usher.events.bus import record
from usher.people.actors import Actor
from usher.people.models import Company, Contact
from usher.tickets import events
from usher.tickets.actions.carrying import COUNTED, recount
from usher.tickets.actions.keeping import keep_inside
from usher.tickets.actions.locking import locked, save
from usher.tickets.models import Ticket


@transaction.atomic
def move_to_company(ticket: Ticket, *, to: Company | None, requester: Contact | None, by: Actor, at: datetime) -> Ticket:
    """Move the ticket to another company, or to none; first its public messages turn internal, for good.

    `requester` must belong there; without one, the present requester stays if they belong there and is taken off
    otherwise. Addresses in copy that are not of that company are dropped. Code, subject and fields stay.
    """
    row = locked(ticket)
    company_id = to.pk if to else None
    if requester and requester.company_id != company_id:
        there = to.name if to else "no company"
        raise Invalid({"requester": f"{requester.shown_name} does not belong to {there}; choose somebody who does."})
    if row.company_id == company_id and (requester is None or requester.pk == row.requester_id):
        return row
    stays = row.requester is not None and row.requester.company_id == company_id
    return hand_over(row, to=to, requester=requester or (row.requester if stays else None), by=by, at=at)


def crosses(row: Ticket, requester: Contact) -> bool:
    """Whether this person would, as its requester, read what was written for others: of another company, or of none."""
    if requester.pk == row.requester_id:
        return False
    if row.company_id:
        return bool(requester.company_id != row.company_id)
    if row.requester:
        return requester.company_id is None or requester.company_id != row.requester.company_id
    others = row.messages.filter(is_public=True, author_kind="contact").exclude(author_contact=requester)
    return bool(others.exists())


def hand_over(row: Ticket, *, to: Company | None, requester: Contact | None, by: Actor, at: datetime) -> Ticket:
    """Hide the locked ticket's public messages and begun replies, then give it to the company and the requester."""
    hidden = row.messages.filter(is_public=True).update(is_public=False)
    keep_inside(row, at=at)
    before: dict[str, Any] = {
        "from": row.company_id, "from_name": row.company.name if row.company else None, "to": to.pk if to else None,
        "to_name": to.name if to else None, "requester": [_name(row.requester), _name(requester)], "hidden": hidden,
    }  # fmt: skip
    inside = row.participants.filter(contact__company=to) if to else row.participants.none()
    row.participants.exclude(pk__in=inside.values("pk")).delete()
    row.company, row.requester = to, requester
    recount(row)
    save(row, at, "company", "requester", *COUNTED)
    record(events.COMPANY_CHANGED, row, by=by, at=at, data=before)
    return row


def _name(contact: Contact | None) -> str | None:
    return contact.shown_name if contact else None
