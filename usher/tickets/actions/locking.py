"""Every verb locks its ticket first: changes of one ticket happen one after the other."""

from datetime import datetime

from usher.tickets.models import Ticket


def locked(ticket: Ticket) -> Ticket:
    """The ticket as it is now, locked until the transaction ends. Several tickets: lock in id order."""
    return Ticket.objects.select_for_update(of=("self",), no_key=True).get(pk=ticket.pk)


def save(ticket: Ticket, at: datetime, *fields: str) -> None:
    """Write the fields, and that the ticket changed."""
    ticket.updated_at = at
    ticket.version += 1
    ticket.save(update_fields=[*fields, "updated_at", "version"])
