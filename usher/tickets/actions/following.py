"""Members who want to hear of a ticket."""

from datetime import datetime

from django.db import transaction

from usher.events.bus import record
from usher.people.actors import Actor
from usher.people.models import Member
from usher.tickets import events
from usher.tickets.actions.locking import locked
from usher.tickets.models import Follower, Ticket


@transaction.atomic
def follow(ticket: Ticket, *, member: Member, by: Actor, at: datetime) -> Ticket:
    """The member hears of what happens from now on."""
    row = locked(ticket)
    _, new = Follower.objects.get_or_create(ticket=row, member=member)
    if new:
        record(events.FOLLOWED, row, by=by, at=at, data={"member": member.pk, "name": member.name})
    return row


@transaction.atomic
def unfollow(ticket: Ticket, *, member: Member, by: Actor, at: datetime) -> Ticket:
    """The member no longer hears of it for following it."""
    row = locked(ticket)
    deleted, _ = Follower.objects.filter(ticket=row, member=member).delete()
    if deleted:
        record(events.UNFOLLOWED, row, by=by, at=at, data={"member": member.pk, "name": member.name})
    return row
