"""What webhooks are told of a ticket's events: the ticket as the API shows it, and the message that was written."""

from datetime import datetime
from typing import Any

import msgspec

from usher.events.models import Event
from usher.tickets import events
from usher.tickets.facts import TICKET
from usher.tickets.models import Message, Ticket, description_of
from usher.tickets.representation import TicketShape, shape
from usher.webhooks.register import Kind, Told, register

# Their data name another ticket, which may be internal.
BETWEEN_TICKETS = {
    events.LINKED, events.UNLINKED, events.MERGED, events.ABSORBED, events.UNMERGED, events.RELEASED, events.SPLIT,
    events.SPLIT_OFF, events.MESSAGE_MOVED, events.MESSAGE_BROUGHT,
}  # fmt: skip
# What a reply does that has not been sent is nobody's business but the team's.
UNTOLD = {
    events.DRAFTED, events.PURGED, events.FOLLOWED, events.UNFOLLOWED, events.REPLY_PLANNED, events.REPLY_CALLED_BACK,
    events.REPLY_HELD,
}  # fmt: skip
TOLD = tuple(sorted(set(events.ALL) - UNTOLD))


class ToldActor(msgspec.Struct, frozen=True):
    """Who did it."""

    kind: str
    id: int | None
    name: str


class ToldMessage(msgspec.Struct, rename="camel", frozen=True):
    """The message that the event is about."""

    id: int
    kind: str
    is_internal: bool
    author_type: str
    author_name: str
    body: str
    created_at: datetime


class ToldTicket(msgspec.Struct, rename="camel", frozen=True):
    """One event of a ticket. `changes` holds ids and old and new values, as the ticket's timeline does."""

    event_id: int
    actor: ToldActor
    changes: dict[str, Any]
    ticket: TicketShape
    message: ToldMessage | None


def tell(event: Event, includes_internal: bool) -> Told | None:
    """None for drafts, and for what is internal unless that was asked for; four queries at most."""
    tickets = Ticket.objects.select_related("requester", "company", "assignee", "team", "type", "category", "own_status")
    ticket = tickets.filter(pk=event.subject_id).first()
    if ticket is None or ticket.state == "draft":
        return None
    message = Message.objects.filter(pk=event.data.get("message") or 0).first()
    is_internal = ticket.is_internal or (message is not None and not message.is_public)
    if is_internal and not includes_internal:
        return None
    hides = event.name in BETWEEN_TICKETS and not includes_internal
    data = ToldTicket(
        event.pk, ToldActor(event.actor_kind, event.actor_id, event.actor_name), {} if hides else event.data,
        shape(ticket) if includes_internal else _public(ticket), _message(message) if message else None,
    )  # fmt: skip
    return Told(data, ticket)


def _public(ticket: Ticket) -> TicketShape:
    """The ticket without a description that is internal: split off a note, or written for another company."""
    first, shown = description_of(ticket), shape(ticket)
    return shown if first is None or first.is_public else msgspec.structs.replace(shown, description=None)


def _message(message: Message) -> ToldMessage:
    return ToldMessage(
        message.pk, message.kind, not message.is_public, message.author_kind, message.author_name, message.text,
        message.created_at,
    )  # fmt: skip


register(Kind("ticket", TOLD, TICKET, tell))
