"""/api/tickets/{ticket}/links."""

from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.fields import LARGEST, Id
from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.base.refusals import NotFound
from usher.tickets import actions
from usher.tickets.actions.linking import seen_from
from usher.tickets.models import TicketLink
from usher.tickets.queries import Linked, links_of


class LinkKind(StrEnum):
    """What the ticket at the address is to the other one."""

    RELATES = "relates"
    BLOCKS = "blocks"
    BLOCKED_BY = "blocked_by"
    DUPLICATES = "duplicates"
    DUPLICATED_BY = "duplicated_by"
    FOLLOW_UP = "follow_up"
    FOLLOWED_UP = "followed_up"


class LinkShape(msgspec.Struct, rename="camel", frozen=True):
    """One link, told from the ticket at the address."""

    id: int
    kind: str
    ticket_id: int
    ticket_number: str
    subject: str
    state: str


class LinkList(msgspec.Struct, frozen=True):
    """The links to tickets that the caller may see."""

    links: list[LinkShape]


class NewLink(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A link to the ticket with this id."""

    ticket_id: Id
    kind: LinkKind = LinkKind.RELATES


class LinkPath(TicketPath):
    """The address of a link."""

    id: Annotated[str, Meta(description="A whole number", examples=["3"])]


NewLinkBody = Annotated[NewLink, MediaTypeMetadata(example={"ticketId": 1235, "kind": "blocks"})]


class Links(Resource):
    """What a ticket has to do with others."""

    @modify(tags=["Tickets"])
    def get(self, parsed_path: Path[TicketPath]) -> LinkList:
        """List a ticket's links."""
        ticket = ticket_named(parsed_path.ticket, self.actor)
        return LinkList([_shape(link) for link in links_of(ticket, self.actor)])

    @modify(status_code=HTTPStatus.CREATED, tags=["Tickets"])
    def post(self, parsed_path: Path[TicketPath], parsed_body: Body[NewLinkBody]) -> LinkShape:
        """Link two tickets.

        The other one tells the link in its own words: what one blocks is blocked_by it. Circles are refused with 409.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor, to="link")
        other = ticket_named(str(parsed_body.ticket_id), self.actor)
        row = actions.link(ticket, to=other, kind=parsed_body.kind.value, by=self.actor, at=self.at)
        return _shape(Linked(row.pk, seen_from(ticket, row), other))


class OneLink(Resource):
    """One link."""

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Tickets"])
    def delete(self, parsed_path: Path[LinkPath]) -> None:
        """Take a link away, from both tickets."""
        ticket = ticket_named(parsed_path.ticket, self.actor, to="link")
        text = parsed_path.id
        link_id = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
        if not 0 < link_id <= LARGEST or link_id not in {link.id for link in links_of(ticket, self.actor)}:
            raise NotFound("There is no such link on this ticket.")
        actions.unlink(ticket, link=TicketLink.objects.get(pk=link_id), by=self.actor, at=self.at)


def _shape(link: Linked) -> LinkShape:
    other = link.ticket
    return LinkShape(link.id, link.kind, other.pk, other.code, other.subject, other.state)
