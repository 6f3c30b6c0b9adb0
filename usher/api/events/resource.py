"""/api/tickets/{ticket}/events: the timeline, which is the audit trail too, and taking back what one did."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from dmr import Path, modify
from msgspec import Meta

from usher.api.fields import row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.events.models import Event
from usher.tickets.actions import undo
from usher.tickets.representation import TicketShape, shape


class EventShape(msgspec.Struct, rename="camel", frozen=True):
    """A thing that happened: who did what, from what to what. Events are never changed and never deleted."""

    id: int
    name: Annotated[str, Meta(description="What happened", examples=["ticket.status_changed"])]
    at: datetime
    actor_type: Annotated[str, Meta(description="member, contact, token or system")]
    actor_id: int | None
    actor_name: str
    data: Annotated[dict[str, Any], Meta(description="Old and new values", examples=[{"from": "open", "to": "resolved"}])]
    cause_id: Annotated[int | None, Meta(description="The event whose automatic consequence this one is")]


class EventPage(msgspec.Struct, frozen=True):
    """A page of events."""

    events: list[EventShape]
    pagination: Pagination


class EventQuery(Paged, kw_only=True):
    """Filters of a timeline."""

    name: Annotated[str, Meta(max_length=100, description="Only these, separated by commas",
                              examples=["ticket.status_changed,ticket.assigned"])] = ""  # fmt: skip
    newest_first: Annotated[bool, Meta(description="Begin with the last event")] = False


class TicketEvents(Resource):
    """What happened to one ticket."""

    @modify(tags=["Events"])
    def get(self, parsed_path: Path[TicketPath], parsed_query: Query[EventQuery]) -> EventPage:
        """List what happened to a ticket, oldest first.

        Every change by screen, mail, API or automation is here, with the old and the new value.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor)
        rows = Event.objects.filter(subject_type="ticket", subject_id=ticket.pk)
        if names := [name.strip() for name in parsed_query.name.replace("\x00", "").split(",") if name.strip()]:
            rows = rows.filter(name__in=names)
        events, where = page_of(rows.order_by("-id" if parsed_query.newest_first else "id"), parsed_query)
        return EventPage([_shape(event) for event in events], where)


class EventPath(TicketPath):
    """The address of an event."""

    id: Annotated[str, Meta(description="The event's id", examples=["4711"])]


class UndoEvent(Resource):
    """Taking back."""

    @modify(status_code=HTTPStatus.OK, tags=["Events"])
    def post(self, parsed_path: Path[EventPath]) -> TicketShape:
        """Take back what this token just did.

        Status, assignee, team, priority, labels, fields, snoozing and a moved message are put back as they were, within ten
        minutes and while nobody has changed the same since; otherwise 409 says so. Deleted tickets come back by
        POST …/restore, merged ones by POST …/unmerge.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor)
        events = Event.objects.filter(subject_type="ticket", subject_id=ticket.pk)
        return shape(undo(row_named(events, parsed_path.id, "event of this ticket"), by=self.actor, at=self.at))


def _shape(event: Event) -> EventShape:
    return EventShape(
        event.pk, event.name, event.at, event.actor_kind, event.actor_id, event.actor_name, event.data, event.cause_id
    )
