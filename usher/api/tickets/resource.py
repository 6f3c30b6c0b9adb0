"""/api/tickets and /api/tickets/{ticket}."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from dmr import Body, Path, modify, validate

from usher.api.resource import REFUSALS, HeaderSpec, Resource, ResponseSpec, enters_itself
from usher.api.scopes import CREATE, READ, require_scope
from usher.api.tickets.bodies import ChangesBody, NewTicketBody
from usher.api.tickets.changing import change_ticket
from usher.api.tickets.drafting import change_draft
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.api.tickets.listing import Listed, list_tickets
from usher.api.tickets.opening import open_ticket
from usher.api.tickets.pages import TicketPage, page_of
from usher.api.tickets.parameters import TicketParametersOf
from usher.tickets import actions
from usher.tickets.actions.locking import locked
from usher.tickets.representation import TicketShape, shape

_encode = msgspec.json.Encoder().encode


class Tickets(Resource):
    """The list of tickets, and opening them."""

    @enters_itself  # together with its query, in one round trip
    @validate(
        ResponseSpec(
            TicketPage, status_code=HTTPStatus.OK,
            headers={"Link": HeaderSpec(required=False, description="rel=next: the next page by cursor, at any depth")},
        ),
        *REFUSALS, tags=["Tickets"],
    )  # fmt: skip
    def get(self, parsed_query: TicketParametersOf) -> HttpResponse:
        """List tickets; the last changed first unless asked otherwise."""
        require_scope(self.actor, READ)
        listed = list_tickets(
            parsed_query, organization_id=self.caller.organization_id, actor=self.actor, at=timezone.now()
        )  # fmt: skip
        response = page_of(listed, parsed_query.envelope)
        if listed.next_cursor:
            response["Link"] = _next(self.request, listed)
        return response

    @validate(
        ResponseSpec(
            TicketShape, status_code=HTTPStatus.CREATED, headers={"Location": HeaderSpec(description="The ticket's address")}
        ),
        *REFUSALS,
        tags=["Tickets"],
    )
    def post(self, parsed_body: Body[NewTicketBody]) -> HttpResponse:
        """Open a ticket; only the subject is required.

        With the status draft it is begun and kept: only this token sees it, nothing is announced, and PATCH finishes it.
        """
        require_scope(self.actor, CREATE)
        ticket = open_ticket(parsed_body, by=self.actor, at=self.at)
        location = {"Location": f"/api/tickets/{ticket.pk}"}
        return HttpResponse(
            _encode(shape(ticket)), status=HTTPStatus.CREATED, content_type="application/json", headers=location
        )


class OneTicket(Resource):
    """One ticket."""

    @modify(tags=["Tickets"])
    def get(self, parsed_path: Path[TicketPath]) -> TicketShape:
        """Read a ticket."""
        return shape(ticket_named(parsed_path.ticket, self.actor))

    @modify(tags=["Tickets"])
    def patch(self, parsed_path: Path[TicketPath], parsed_body: Body[ChangesBody]) -> TicketShape:
        """Change any of a ticket's fields; all of them or, when one is refused, none.

        A draft is finished by the status open: then it is announced, and created at that moment.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor)
        if ticket.state == "draft":
            ticket = ticket_named(parsed_path.ticket, self.actor, to="finish")
            change_draft(ticket, parsed_body, by=self.actor, at=self.at)
            return shape(ticket)
        ticket = ticket_named(parsed_path.ticket, self.actor, to="edit")
        change_ticket(ticket, parsed_body, by=self.actor, at=self.at)
        return shape(ticket)

    def held(self, **parsed: Any) -> TicketShape:
        """The ticket with its row locked, because screens and mail change it too."""
        ticket = locked(ticket_named(parsed["parsed_path"].ticket, self.actor))
        return shape(ticket)

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Tickets"])
    def delete(self, parsed_path: Path[TicketPath]) -> None:
        """Put a ticket into the bin, from which members can take it back for 30 days."""
        actions.delete(ticket_named(parsed_path.ticket, self.actor, to="delete"), by=self.actor, at=self.at)


def _next(request: HttpRequest, listed: Listed) -> str:
    query = [(name, value) for name, values in request.GET.lists() for value in values if name not in {"page", "cursor"}]
    return f'</api/tickets?{urlencode([*query, ("cursor", listed.next_cursor)])}>; rel="next"'
