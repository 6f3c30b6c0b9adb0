"""Rows of tickets as the frame draws them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from usher.frame.pieces import Label, TicketRow
from usher.tickets.queries import Row


def ticket_rows(rows: Sequence[Row], slug: str, query: str = "") -> list[TicketRow]:
    """What the macros `ticket_row` and `ticket_card` take; `query` ("?view=open") lets the ticket page lead back."""
    priorities = {"low": _("Low"), "medium": _("Medium"), "high": _("High"), "urgent": _("Urgent")}
    return [
        TicketRow(
            id=row.id,
            code=row.code,
            url=f"/{slug}/tickets/{row.number}{query}",
            subject=row.subject,
            preview=row.preview,
            status=row.status,
            status_name=_(row.status_name),
            priority=row.priority,
            priority_name=priorities[row.priority],
            source=row.source,
            requester=row.requester,
            assignee=row.assignee,
            updated_at=row.updated_at,
            labels=tuple(Label(name, hue) for name, hue in row.labels),
            unread=row.unread,
            message_count=row.message_count,
            joined_count=row.joined_count,
            snoozed_until=row.snoozed_until,
            status_hue=row.status_hue,
        )
        for row in rows
    ]
