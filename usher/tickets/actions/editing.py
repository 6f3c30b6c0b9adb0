"""Changing what a ticket says about itself."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from usher.base.refusals import Invalid
from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.actions.moving_company import crosses, hand_over
from usher.tickets.actions.opening import checked_subject
from usher.tickets.models import Ticket

EDITABLE = {"subject", "type", "category", "requester", "external_source", "external_id"}


@transaction.atomic
def edit(ticket: Ticket, *, by: Actor, at: datetime, changes: dict[str, Any]) -> Ticket:
    """Set subject, type, category, requester or the external reference. Custom fields stay, also those the new type lacks.

    A requester who could not read what was written so far (of another company, say) takes the ticket there, with all
    public messages turned internal: see `moving_company`.
    """
    if unknown := set(changes) - EDITABLE:
        raise Invalid(dict.fromkeys(sorted(unknown), "cannot be edited."))
    if "subject" in changes:
        changes = {**changes, "subject": checked_subject(str(changes["subject"]))}
    row = locked(ticket)
    requester = changes.get("requester")
    if requester and crosses(row, requester):
        hand_over(row, to=requester.company, requester=requester, by=by, at=at)
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
