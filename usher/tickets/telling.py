"""What webhooks are told of a ticket's events: the ticket as the API shows it, and the message that was written."""

from datetime import datetime
from typing import Any

import msgspec

from usher.events.models import Event
from usher.tickets import events
from usher.tickets.facts import TICKET
from usher.tickets.fields import fields
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
    events.REPLY_HELD, events.MEMBERS_TOLD,
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
    """None for drafts, and for what is internal (fields that requesters do not see, too) unless that was asked for.

    Four queries at most.
    """
    tickets = Ticket.objects.select_related("requester", "company", "assignee", "team", "type", "category", "own_status")
    ticket = tickets.filter(pk=event.subject_id).first()
    if ticket is None or ticket.state == "draft":
        return None
    message = Message.objects.filter(pk=event.data.get("message") or 0).first()
    is_internal = ticket.is_internal or (message is not None and not message.is_public)
    if is_internal and not includes_internal:
        return None
    changes = event.data if includes_internal else _public_changes(event)
    if event.name == events.FIELDS_CHANGED and not changes["changes"]:
        return None
    data = ToldTicket(
        event.pk, ToldActor(event.actor_kind, event.actor_id, event.actor_name), changes,
        shape(ticket) if includes_internal else _public(ticket), _message(message) if message else None,
    )  # fmt: skip
    return Told(data, ticket)


def _public_changes(event: Event) -> dict[str, Any]:
    data: dict[str, Any] = event.data
    if event.name in BETWEEN_TICKETS:
        return {}
    if event.name == events.FIELDS_CHANGED:
        return data | {part: _public_fields(data[part]) for part in ("changes", "names")}
    return data


def _public(ticket: Ticket) -> TicketShape:
    """The ticket without fields that requesters do not see, and without a description that is internal.

    Such a one was split off a note, or written for another company.
    """
    first, shown = description_of(ticket), shape(ticket)
    description = shown.description if first is None or first.is_public else None
    values = _public_fields(ticket.custom_fields)
    return msgspec.structs.replace(shown, description=description, custom_fields=values)


def _public_fields(values: dict[str, Any]) -> dict[str, Any]:
    known = fields().by_key
    return {key: value for key, value in values.items() if key in known and known[key].is_public}


def _message(message: Message) -> ToldMessage:
    return ToldMessage(
        message.pk, message.kind, not message.is_public, message.author_kind, message.author_name, message.text,
        message.created_at,
    )  # fmt: skip


register(Kind("ticket", TOLD, TICKET, tell))
