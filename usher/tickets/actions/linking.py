"""Tickets that have to do with each other."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from usher.base.refusals import Invalid, Refused
from usher.base.tenancy import current_id
from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked_together, save
from usher.tickets.models import Ticket, TicketLink

# A link is stored once, in the words of the first column; the other ticket tells it in those of the second.
INVERSES = {"relates": "relates", "blocks": "blocked_by", "duplicates": "duplicated_by", "follow_up": "followed_up"}
FORWARDS = {inverse: kind for kind, inverse in INVERSES.items()}
KINDS = tuple(dict.fromkeys([*INVERSES, *FORWARDS]))
MOST = 100  # links of one ticket
LONGEST_CHAIN = 1000  # tickets looked at for a circle


class LinkRefused(Refused):
    """These two cannot be linked so."""

    code = "link_refused"


@transaction.atomic
def link(ticket: Ticket, *, to: Ticket, kind: str, by: Actor, at: datetime) -> TicketLink:
    """Link two tickets; `kind` is told from `ticket`: relates, blocks, blocked_by, duplicates, …

    Nothing happens where they are linked so already. Refuses a ticket with itself, more than 100 links, and circles:
    what blocks, duplicates or follows up another cannot, in the end, be blocked, duplicated or followed up by it.
    """
    if kind not in KINDS:
        raise Invalid({"kind": f"There is no link “{kind[:40]}”; choose from {', '.join(KINDS)}."})
    if ticket.pk == to.pk:
        raise LinkRefused("A ticket cannot be linked to itself.")
    if kind != "relates":
        _hold_circles()
    rows = locked_together([ticket.pk, to.pk])
    row, other = rows[ticket.pk], rows[to.pk]
    first, second, stored = (row, other, kind) if kind in INVERSES else (other, row, FORWARDS[kind])
    present = _present(first, second, stored)
    if present:
        return present
    if _of(row).count() >= MOST or _of(other).count() >= MOST:
        raise LinkRefused(f"A ticket has at most {MOST} links.")
    if stored != "relates" and leads_to(second, first, stored):
        raise LinkRefused(f"That would be a circle: {second.code} already {_WORDS[stored]} {first.code}, perhaps by others.")
    new = TicketLink.objects.create(ticket=first, target=second, kind=stored)
    save(row, at)
    _record(events.LINKED, row, other, kind, by, at)
    return new


@transaction.atomic
def unlink(ticket: Ticket, *, link: TicketLink, by: Actor, at: datetime) -> None:
    """Take the link of this ticket away, from both. Nothing happens where it is gone already."""
    rows = locked_together([link.ticket_id, link.target_id])
    if not TicketLink.objects.filter(pk=link.pk).exists():
        return
    row = rows[ticket.pk]
    other = rows[link.target_id if link.ticket_id == ticket.pk else link.ticket_id]
    link.delete()
    save(row, at)
    _record(events.UNLINKED, row, other, seen_from(ticket, link), by, at)


def seen_from(ticket: Ticket, link: TicketLink) -> str:
    """The kind of the link in the words of this ticket."""
    return str(link.kind if link.ticket_id == ticket.pk else INVERSES[link.kind])


_WORDS = {"blocks": "blocks", "duplicates": "duplicates", "follow_up": "follows up"}


def _present(first: Ticket, second: Ticket, kind: str) -> TicketLink | None:
    both = Q(ticket=first, target=second)
    if kind == "relates":
        both |= Q(ticket=second, target=first)
    return TicketLink.objects.filter(both, kind=kind).first()


def _of(row: Ticket) -> QuerySet[TicketLink]:
    return TicketLink.objects.filter(Q(ticket=row) | Q(target=row))


def _hold_circles() -> None:
    """Let nobody else here link tickets until the transaction ends: links of other tickets could close a circle."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext('tickets.linking'))", [current_id() % 2**31])


def leads_to(start: Ticket, end: Ticket, kind: str) -> bool:
    """Whether links of this kind lead from one ticket to the other, over any number of others."""
    seen, edge = {start.pk}, {start.pk}
    while edge and len(seen) < LONGEST_CHAIN:
        edge = set(TicketLink.objects.filter(ticket__in=edge, kind=kind).values_list("target_id", flat=True)) - seen
        if end.pk in edge:
            return True
        seen |= edge
    return False


def _record(name: str, row: Ticket, other: Ticket, kind: str, by: Actor, at: datetime) -> None:
    inverse = INVERSES.get(kind) or FORWARDS[kind]
    record(name, row, by=by, at=at, data={"kind": kind, "target": other.pk, "code": other.code})
    record(name, other, by=by, at=at, data={"kind": inverse, "target": row.pk, "code": row.code})
