"""/api/tickets/{ticket}/participants."""

from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.naming import named_as_sent
from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.tickets import actions
from usher.tickets.models import Ticket


class ParticipantShape(msgspec.Struct, rename="camel", frozen=True):
    """An address in copy; contactId where it is a contact's."""

    email: str
    name: str
    contact_id: int | None


class ParticipantList(msgspec.Struct, frozen=True):
    """Who outside gets copies of public replies, in the order in which they came."""

    participants: list[ParticipantShape]


class InCopy(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One address."""

    email: Annotated[str, Meta(max_length=254, examples=["mia@bakery.example"])]
    name: Annotated[str, Meta(max_length=200)] = ""


class AllInCopy(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """All addresses that are to get copies, no others."""

    participants: Annotated[list[InCopy], Meta(max_length=100)]


AllInCopyBody = Annotated[
    AllInCopy, MediaTypeMetadata(example={"participants": [{"email": "mia@bakery.example", "name": "Mia Malt"}]})
]


class Participants(Resource):
    """People outside who get copies of a ticket's public replies."""

    @modify(tags=["Tickets"])
    def get(self, parsed_path: Path[TicketPath]) -> ParticipantList:
        """List who is in copy."""
        return _listed(ticket_named(parsed_path.ticket, self.actor))

    @modify(tags=["Tickets"])
    def put(self, parsed_path: Path[TicketPath], parsed_body: Body[AllInCopyBody]) -> ParticipantList:
        """Set who is in copy: exactly these addresses. An address that is none is refused, and nothing changes."""
        ticket = ticket_named(parsed_path.ticket, self.actor, to="edit")
        people = {one.email.replace("\x00", ""): one.name.replace("\x00", "") for one in parsed_body.participants}
        with named_as_sent(cc="participants"):
            actions.set_participants(ticket, people=people, by=self.actor, at=self.at)
        return _listed(ticket)


def _listed(ticket: Ticket) -> ParticipantList:
    rows = ticket.participants.order_by("id").values_list("email", "name", "contact_id")
    return ParticipantList([ParticipantShape(*row) for row in rows])
