"""/api/tickets/{ticket}/permissions: what the caller may do to it, and why."""

import msgspec
from dmr import Path, modify

from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.tickets.explaining import explained


class DeedShape(msgspec.Struct, rename="camel", frozen=True):
    """One deed, whether it can be done now, and the reason for people."""

    deed: str
    allowed: bool
    because: str


class DeedsShape(msgspec.Struct, rename="camel", frozen=True):
    """Every deed on a ticket."""

    permissions: list[DeedShape]


class TicketPermissions(Resource):
    """What may be done."""

    @modify(tags=["Tickets"])
    def get(self, parsed_path: Path[TicketPath]) -> DeedsShape:
        """Read what you may do to a ticket.

        Every deed with its answer and the reason, by the rule that all doors go by: the token's scopes within what the
        member who made it may at present, and what the state of the ticket allows.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor)
        return DeedsShape([DeedShape(one.deed, one.allowed, one.because) for one in explained(self.actor, ticket)])
