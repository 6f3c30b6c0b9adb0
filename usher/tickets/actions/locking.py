"""Every verb locks its ticket first: changes of one ticket happen one after the other.

The order of all locks, so that no two wait for each other: tickets by id, then what hangs on them (pending replies,
drafts, merges), then the recipients of mails. Who holds a later one takes no earlier one: a pending reply is locked
through `pending.find_locked`, and what a recipient's fate means for its ticket is a reaction of later.
"""

from collections.abc import Iterable
from datetime import datetime

from usher.tickets.models import Ticket


def locked(ticket: Ticket) -> Ticket:
    """The ticket as it is now, locked until the transaction ends. Several tickets: lock in id order."""
    return Ticket.objects.select_for_update(of=("self",), no_key=True).get(pk=ticket.pk)


def locked_together(ids: Iterable[int]) -> dict[int, Ticket]:
    """Several tickets by id as they are now, locked in id order; those that do not exist are left out."""
    rows = Ticket.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=set(ids)).order_by("pk")
    return {row.pk: row for row in rows}


def save(ticket: Ticket, at: datetime, *fields: str) -> None:
    """Write the fields, and that the ticket changed."""
    ticket.updated_at = at
    ticket.version += 1
    ticket.save(update_fields=[*fields, "updated_at", "version"])
