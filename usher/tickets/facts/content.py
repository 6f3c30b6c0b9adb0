"""What a ticket is called and says."""

import uuid
from datetime import datetime

from django.db.models import Case, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from usher.conditions import Fact
from usher.conditions.columns import Column, Number, Text
from usher.tickets.facts.rows import of_ticket
from usher.tickets.models import Message, Ticket, description_of


def _description(ticket: Ticket, at: datetime) -> str:
    message = description_of(ticket)
    return message.text if message else ""


def _description_in_sql() -> Coalesce:
    """`description_of` in SQL: what the ticket was opened with, else what a split brought."""
    return Coalesce(
        _first(Q(came_from=None), Q(created_at=OuterRef("created_at"))),
        _first(Q(came_from__isnull=False), Q(created_at__lt=OuterRef("created_at"))),
    )


def _first(which: Q, only_if: Q) -> Subquery:
    rows = Message.objects.filter(which, ticket=OuterRef("pk")).order_by("pk")
    return Subquery(rows.annotate(opening=Case(When(only_if, then="text"))).values("opening")[:1])


def _messages(ticket: Ticket, at: datetime) -> list[str]:
    return list(ticket.messages.values_list("text", flat=True))


def _unique_id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise ValueError("is not a unique id.") from None


FACTS = (
    Fact("id", "Id", "reference", lambda ticket, at: ticket.pk, Column("pk")),
    Fact("uniqueId", "Unique id", "choice", lambda ticket, at: ticket.unique_id, Column("unique_id"), choices={},
         aliases=_unique_id),
    Fact("ticketNumber", "Code", "text", lambda ticket, at: ticket.code, Text("code"), ("code",)),
    Fact("number", "Number", "number", lambda ticket, at: ticket.number, Number("number")),
    Fact("subject", "Subject", "text", lambda ticket, at: ticket.subject, Text("subject"), ("title", "summary")),
    Fact("description", "Description", "long_text", _description, Text(_description_in_sql), ("body",)),
    Fact("messages", "Any message", "long_text", _messages, of_ticket(Message, Text("text")), ("comments",), many=True),
    Fact("externalSource", "External source", "text", lambda ticket, at: ticket.external_source, Text("external_source")),
    Fact("externalTicketId", "External id", "text", lambda ticket, at: ticket.external_id, Text("external_id"),
         ("externalId",)),
    Fact("mailboxId", "Mailbox", "reference", lambda ticket, at: ticket.mailbox_id, Column("mailbox")),
    Fact("mergedIntoId", "Merged into", "reference", lambda ticket, at: ticket.merged_into_id, Column("merged_into"),
         ("mergedInto",)),
)  # fmt: skip
