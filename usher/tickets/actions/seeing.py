"""A member has read a ticket."""

from datetime import datetime

from usher.people.models import Member
from usher.tickets.models import Seen, Ticket


def see(ticket: Ticket, *, member: Member, at: datetime) -> None:
    """Remember it for the unread marks. No event: reading changes nothing for others."""
    Seen.objects.update_or_create(ticket=ticket, member=member, defaults={"seen_at": at})
