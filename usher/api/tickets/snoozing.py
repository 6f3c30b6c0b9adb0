"""/api/tickets/{ticket}/snooze."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata

from usher.api.fields import Moment
from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.tickets import actions
from usher.tickets.representation import TicketShape, shape


class Sleep(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Till when the ticket is put off, at most a year."""

    until: Moment


SleepBody = Annotated[Sleep, MediaTypeMetadata(example={"until": "2027-01-04T08:00:00Z"})]


class Snooze(Resource):
    """Putting a ticket off."""

    @modify(status_code=HTTPStatus.OK, tags=["Tickets"])
    def post(self, parsed_path: Path[TicketPath], parsed_body: Body[SleepBody]) -> TicketShape:
        """Snooze a ticket until a time.

        It leaves the lists of work and comes back by itself at that time, or at once when somebody outside answers;
        resolving or closing it ends the snooze too. Another time moves it. What is finished or a draft refuses with 409.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor, to="snooze")
        return shape(actions.snooze(ticket, until=parsed_body.until, by=self.actor, at=self.at))

    @modify(status_code=HTTPStatus.OK, tags=["Tickets"])
    def delete(self, parsed_path: Path[TicketPath]) -> TicketShape:
        """Wake a ticket; one that is awake stays as it is."""
        return shape(actions.wake(ticket_named(parsed_path.ticket, self.actor, to="snooze"), by=self.actor, at=self.at))
