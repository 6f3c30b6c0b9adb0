"""/api/bin, and /api/tickets/{ticket}/restore."""

from datetime import datetime
from http import HTTPStatus

import msgspec
from dmr import Path, modify

from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import READ, require_scope
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.people.access import require
from usher.tickets import actions
from usher.tickets.access import visible_to
from usher.tickets.queries import BinRow, bin_rows
from usher.tickets.representation import TicketShape, shape


class DeletedTicket(msgspec.Struct, rename="camel", frozen=True):
    """A ticket in the bin: who put it there, when, and when it goes for good."""

    id: int
    ticket_number: str
    subject: str
    requester_name: str | None
    deleted_at: datetime
    deleted_by_name: str | None
    purged_at: datetime


class BinPage(msgspec.Struct, frozen=True):
    """A page of the bin."""

    tickets: list[DeletedTicket]
    pagination: Pagination


class Bin(Resource):
    """Tickets that were deleted and can be taken back."""

    @modify(tags=["Tickets"])
    def get(self, parsed_query: Query[Paged]) -> BinPage:
        """List the bin.

        The last deleted first. Tickets lie there for 30 days.
        """
        require_scope(self.actor, READ)
        require(self.actor, "delete")
        tickets, where = page_of(visible_to(self.actor, deleted=True).order_by("-deleted_at", "-id"), parsed_query)
        return BinPage([_shape(row) for row in bin_rows(tickets)], where)


class InBin(Resource):
    """One ticket in the bin."""

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Tickets"])
    def delete(self, parsed_path: Path[TicketPath]) -> None:
        """Remove a ticket for good.

        Its comments and files go with it, at once; only what happened to it remains on record. Takes manageSettings.
        """
        actions.purge(ticket_named(parsed_path.ticket, self.actor, to="purge", deleted=True), by=self.actor, at=self.at)


class Restore(Resource):
    """Out of the bin."""

    @modify(status_code=HTTPStatus.OK, tags=["Tickets"])
    def post(self, parsed_path: Path[TicketPath]) -> TicketShape:
        """Take a ticket out of the bin."""
        ticket = ticket_named(parsed_path.ticket, self.actor, to="restore", deleted=True)
        return shape(actions.restore(ticket, by=self.actor, at=self.at))


def _shape(row: BinRow) -> DeletedTicket:
    ticket = row.ticket
    requester = ticket.requester.shown_name if ticket.requester else None
    return DeletedTicket(ticket.pk, ticket.code, ticket.subject, requester, row.at, row.by, row.gone_at)
