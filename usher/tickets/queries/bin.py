"""What lies in the bin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects

from usher.events.models import Event
from usher.tickets.actions.purging import KEPT
from usher.tickets.events import DELETED
from usher.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class BinRow:
    """A deleted ticket: since when, by whom, and when it goes for good."""

    ticket: Ticket
    at: datetime
    by: str | None
    gone_at: datetime


def bin_rows(tickets: Sequence[Ticket]) -> list[BinRow]:
    """The tickets of one page, in their order, each with the last one who deleted it; two queries."""
    prefetch_related_objects(list(tickets), "requester")
    events = Event.objects.filter(subject_type="ticket", subject_id__in=[ticket.pk for ticket in tickets], name=DELETED)
    by = dict(events.order_by("pk").values_list("subject_id", "actor_name"))
    return [
        BinRow(ticket, ticket.deleted_at, by.get(ticket.pk), ticket.deleted_at + KEPT)
        for ticket in tickets
        if ticket.deleted_at
    ]
