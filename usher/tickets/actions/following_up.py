"""A closed ticket gets a successor."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.events.bus import record
from usher.mail.models import IncomingMail
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked
from usher.tickets.actions.opening import open_ticket
from usher.tickets.actions.writing import Written
from usher.tickets.fields import copy_values
from usher.tickets.models import Ticket, TicketLink


class NoFollowUp(Refused):
    """This ticket goes on in another one."""

    code = "no_follow_up"


def successor_of(closed: Ticket) -> Ticket | None:
    """Its follow-up that is still open, or none. Until the transaction ends nobody else can open one."""
    locked(closed)
    links = TicketLink.objects.filter(target=closed, kind="follow_up").select_related("ticket").order_by("-id")
    return next((link.ticket for link in links if not link.ticket.is_closed and link.ticket.deleted_at is None), None)


@transaction.atomic
def open_follow_up(
    closed: Ticket, written: Written | None, *, by: Actor, at: datetime, source: str, email: str = "",
    incoming: IncomingMail | None = None,
) -> Ticket:  # fmt: skip
    """Open a ticket linked to a closed one, with its subject, requester, team, type, custom fields and visibility.

    Where nothing is `written` and an open follow-up is there, that one is returned: two clicks open one. Refuses a ticket
    that was merged, for it goes on in another.
    """
    if closed.merged_into_id:
        raise NoFollowUp(f"{closed.code} was merged into {closed.merged_into.code} and goes on there.")
    present = successor_of(closed)
    if present and written is None:
        return present
    ticket = open_ticket(
        subject=closed.subject, by=by, at=at, source=source, written=written, requester=closed.requester, team=closed.team,
        type=closed.type, category=closed.category, visibility=closed.visibility, mailbox=closed.mailbox, email=email,
        incoming=incoming, asks=False,
    )  # fmt: skip
    copy_values(closed, ticket)
    TicketLink.objects.create(ticket=ticket, target=closed, kind="follow_up")
    record(events.LINKED, ticket, by=by, at=at, data={"kind": "follow_up", "target": closed.pk, "code": closed.code})
    record(events.LINKED, closed, by=by, at=at, data={"kind": "followed_up", "target": ticket.pk, "code": ticket.code})
    return ticket
