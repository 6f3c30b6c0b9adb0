"""A closed ticket gets a successor."""

from datetime import datetime

from django.db import transaction

from usher.events.bus import record
from usher.mail.models import IncomingMail
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.opening import open_ticket
from usher.tickets.actions.writing import Written
from usher.tickets.models import Ticket, TicketLink


@transaction.atomic
def open_follow_up(
    closed: Ticket, written: Written | None, *, by: Actor, at: datetime, source: str, email: str = "",
    incoming: IncomingMail | None = None,
) -> Ticket:  # fmt: skip
    """Open a ticket linked to a closed one, with its subject, requester, team, type and visibility."""
    ticket = open_ticket(
        subject=closed.subject, by=by, at=at, source=source, written=written, requester=closed.requester, team=closed.team,
        type=closed.type, category=closed.category, visibility=closed.visibility, mailbox=closed.mailbox, email=email,
        incoming=incoming,
    )  # fmt: skip
    TicketLink.objects.create(ticket=ticket, target=closed, kind="follow_up")
    record(events.LINKED, ticket, by=by, at=at, data={"kind": "follow_up", "target": closed.pk, "code": closed.code})
    record(events.LINKED, closed, by=by, at=at, data={"kind": "followed_up", "target": ticket.pk, "code": ticket.code})
    return ticket
