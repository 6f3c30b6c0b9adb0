"""Who may see a ticket: members only, or its requester too."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Invalid
from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.models import Ticket

VISIBILITIES = ("public", "internal")


@transaction.atomic
def set_visibility(ticket: Ticket, *, to: str, by: Actor, at: datetime) -> Ticket:
    """Make the ticket internal, or public.

    Internal: nothing leaves any more; mails that still wait are called back (a reaction of the mail channel), and what is
    written from now on stays internal for good. Public again: what was public before is seen again, the rest is not.
    """
    if to not in VISIBILITIES:
        raise Invalid({"visibility": f"“{to[:40]}” is not known; choose from {', '.join(VISIBILITIES)}."})
    row = locked(ticket)
    if row.visibility == to:
        return row
    before, row.visibility = row.visibility, to
    save(row, at, "visibility")
    record(events.VISIBILITY_CHANGED, row, by=by, at=at, data={"from": before, "to": to})
    return row
