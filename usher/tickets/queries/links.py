"""What a ticket is linked to."""

from dataclasses import dataclass

from django.db.models import Q

from usher.people.actors import Actor
from usher.tickets.access import visible_to
from usher.tickets.actions.linking import KINDS, seen_from
from usher.tickets.models import Merge, Ticket, TicketLink

LONGEST_CHAIN = 20  # merges of merges


@dataclass(frozen=True, slots=True)
class Linked:
    """One link, told from the ticket that was asked about: it `kind` (blocks, blocked_by …) the other `ticket`."""

    id: int
    kind: str
    ticket: Ticket


def links_of(ticket: Ticket, actor: Actor) -> list[Linked]:
    """Its links to tickets outside the bin that the actor may view, kind by kind; two queries."""
    rows = list(TicketLink.objects.filter(Q(ticket=ticket) | Q(target=ticket)).order_by("pk"))
    others = {row.target_id if row.ticket_id == ticket.pk else row.ticket_id for row in rows}
    seen = {other.pk: other for other in visible_to(actor).filter(pk__in=others)}
    found = [
        Linked(row.pk, seen_from(ticket, row), seen[other])
        for row in rows
        if (other := row.target_id if row.ticket_id == ticket.pk else row.ticket_id) in seen
    ]
    return sorted(found, key=lambda each: (KINDS.index(each.kind), each.id))


def goes_on_in(ticket: Ticket) -> Ticket:
    """The ticket itself, or where it goes on after one or several merges."""
    for _ in range(LONGEST_CHAIN):
        if ticket.merged_into is None:
            break
        ticket = ticket.merged_into
    return ticket


def merged_into(ticket: Ticket, actor: Actor) -> list[Ticket]:
    """The tickets that went into this one, are still in it and may be viewed by the actor; two queries."""
    sources = Merge.objects.filter(target=ticket, undone_at=None).values_list("source_id", flat=True)
    return list(visible_to(actor).filter(pk__in=list(sources)).order_by("pk"))
