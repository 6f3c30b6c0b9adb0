"""Replies that wait to be sent."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from usher.people.actors import Actor
from usher.tickets.models import PendingReply, Ticket


def opening_of(draft: Ticket) -> PendingReply | None:
    """What opens the draft in a moment, or was held; None for one that just lies there."""
    return PendingReply.objects.filter(ticket=draft, opens=True).first()


def pending_on(ticket: Ticket, reader: Actor) -> Sequence[PendingReply]:
    """The ticket's, oldest first, with files: all that are planned or held, and the reader's own that can be undone."""
    own = Q(author_kind=reader.kind, author_id=reader.id)
    rows: QuerySet[PendingReply] = ticket.pending.filter(Q(is_undo=False) | own, opens=False).order_by("id")
    return list(rows.prefetch_related("files__file"))
