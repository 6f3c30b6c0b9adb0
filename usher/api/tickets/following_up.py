"""/api/tickets/{ticket}/follow-up."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from django.http import HttpResponse
from dmr import Body, Path, validate
from dmr.openapi.objects import MediaTypeMetadata

from usher.api.fields import Text
from usher.api.resource import REFUSALS, HeaderSpec, Resource, ResponseSpec, encode
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.tickets import actions
from usher.tickets.representation import TicketShape, shape


class NewFollowUp(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """What the new ticket begins with."""

    description: Text = ""


FollowUpBody = Annotated[NewFollowUp, MediaTypeMetadata(example={"description": "It happens again since this morning."})]


class FollowUp(Resource):
    """The ticket that goes on where a closed one ended."""

    @validate(
        ResponseSpec(
            TicketShape, status_code=HTTPStatus.CREATED,
            headers={"Location": HeaderSpec(description="The follow-up's address")},
        ),
        *REFUSALS, tags=["Tickets"],
    )  # fmt: skip
    def post(self, parsed_path: Path[TicketPath], parsed_body: Body[FollowUpBody]) -> HttpResponse:
        """Open a follow-up of a closed ticket.

        The new ticket takes over subject, requester, team, type, category, custom fields and visibility, and is linked to
        the old one. Without a description an open follow-up that is there already is answered instead of a second one.
        """
        closed = ticket_named(parsed_path.ticket, self.actor, to="follow_up")
        text = parsed_body.description.strip()
        written = actions.Written(text=parsed_body.description) if text else None
        ticket = actions.open_follow_up(closed, written, by=self.actor, at=self.at, source="api")
        return HttpResponse(
            encode(shape(ticket)), status=HTTPStatus.CREATED, content_type="application/json",
            headers={"Location": f"/api/tickets/{ticket.pk}"},
        )  # fmt: skip
