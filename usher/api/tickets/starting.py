"""/api/tickets/{ticket}/start."""

from http import HTTPStatus

from dmr import Path, modify

from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.tickets import actions
from usher.tickets.representation import TicketShape, shape


class StartWork(Resource):
    """Somebody is at it."""

    @modify(status_code=HTTPStatus.OK, tags=["Tickets"])
    def post(self, parsed_path: Path[TicketPath]) -> TicketShape:
        """Start to work on a ticket.

        Moves it to in_progress, or to what comes nearest to it in the ticket's lifecycle; a ticket that is there already
        stays as it is. A closed ticket refuses with 409.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor, to="start")
        return shape(actions.start_work(ticket, by=self.actor, at=self.at))
