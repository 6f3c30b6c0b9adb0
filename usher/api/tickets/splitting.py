"""/api/tickets/{ticket}/split."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from django.http import HttpResponse
from dmr import Body, Path, validate
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import Id, Subject
from usher.api.naming import named_as_sent
from usher.api.resource import REFUSALS, HeaderSpec, Resource, ResponseSpec, encode
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.tickets import actions
from usher.tickets.actions.splitting import MOST
from usher.tickets.representation import TicketShape, shape


class NewSplit(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """The comments that become a ticket of their own."""

    comment_ids: Annotated[list[Id], Meta(min_length=1, max_length=MOST, examples=[[812]])]
    subject: Annotated[Subject | UnsetType, Meta(description="The old ticket's, when left out")] = UNSET
    copy: Annotated[bool, Meta(description="Leave them where they are and copy them")] = False


NewSplitBody = Annotated[NewSplit, MediaTypeMetadata(example={"commentIds": [812], "subject": "Invoice is wrong"})]


class Split(Resource):
    """Splitting."""

    @validate(
        ResponseSpec(
            TicketShape, status_code=HTTPStatus.CREATED,
            headers={"Location": HeaderSpec(description="The new ticket's address")},
        ),
        *REFUSALS, tags=["Tickets"],
    )  # fmt: skip
    def post(self, parsed_path: Path[TicketPath], parsed_body: Body[NewSplitBody]) -> HttpResponse:
        """Split comments off into a new ticket.

        The author of the first one is its requester, if that is a contact. The two tickets are linked; nobody is mailed.
        The first comment of a ticket, its description, can only be copied.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor, to="split")
        subject = parsed_body.subject if isinstance(parsed_body.subject, str) else ticket.subject
        with named_as_sent(messages="commentIds"):
            new = actions.split(
                ticket, messages=parsed_body.comment_ids, subject=subject, keeps=parsed_body.copy, by=self.actor, at=self.at
            )
        return HttpResponse(
            encode(shape(new)), status=HTTPStatus.CREATED, content_type="application/json",
            headers={"Location": f"/api/tickets/{new.pk}"},
        )  # fmt: skip
