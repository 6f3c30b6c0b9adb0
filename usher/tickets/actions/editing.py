"""Changing what a ticket says about itself."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from usher.base.refusals import Invalid
from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.actions.opening import checked_subject
from usher.tickets.models import Ticket

EDITABLE = {"subject", "type", "category", "requester", "custom_fields", "external_source", "external_id"}


@transaction.atomic
def edit(ticket: Ticket, *, by: Actor, at: datetime, changes: dict[str, Any]) -> Ticket:
    """Set subject, type, category, requester, custom fields or the external reference.

    The company of a new requester is not taken over: moving a ticket to another company is a verb of its own.
    """
    if unknown := set(changes) - EDITABLE:
        raise Invalid(dict.fromkeys(sorted(unknown), "cannot be edited."))
    if "subject" in changes:
        changes = {**changes, "subject": checked_subject(str(changes["subject"]))}
    row = locked(ticket)
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    if not changed:
        return row
    data = {name: [_told(getattr(row, name)), _told(value)] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed.get("requester") and row.company_id is None:
        row.company = changed["requester"].company
    save(row, at, *changed, "company")
    record(events.EDITED, row, by=by, at=at, data=data)
    return row


def _told(value: Any) -> Any:
    return {"id": value.pk, "name": str(value)} if isinstance(value, models.Model) else value
