"""/api/tickets/{ticket}/followers."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata

from usher.api.fields import Id
from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.api.tickets.members import MemberOfTicketPath, member_named, members_named
from usher.base.refusals import Invalid
from usher.tickets import actions
from usher.tickets.access import Deed
from usher.tickets.models import Ticket


class FollowerShape(msgspec.Struct, rename="camel", frozen=True):
    """A member who follows."""

    user_id: int
    name: str


class FollowerList(msgspec.Struct, frozen=True):
    """Who follows the ticket, by name."""

    followers: list[FollowerShape]


class NewFollower(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Who follows from now on."""

    user_id: Id


NewFollowerBody = Annotated[NewFollower, MediaTypeMetadata(example={"userId": 5})]


class Followers(Resource):
    """Members who want to hear of a ticket."""

    @modify(tags=["Tickets"])
    def get(self, parsed_path: Path[TicketPath]) -> FollowerList:
        """List who follows a ticket."""
        return _listed(ticket_named(parsed_path.ticket, self.actor))

    @modify(status_code=HTTPStatus.CREATED, tags=["Tickets"])
    def post(self, parsed_path: Path[TicketPath], parsed_body: Body[NewFollowerBody]) -> FollowerList:
        """Let a member follow a ticket; one who does already stays so. Deactivated members are refused."""
        ticket = ticket_named(parsed_path.ticket, self.actor, to=self._deed(parsed_body.user_id))
        (member,) = members_named([parsed_body.user_id], "userId")
        if not member.is_active:
            raise Invalid({"userId": f"{member.name} is deactivated and follows nothing."})
        actions.follow(ticket, member=member, by=self.actor, at=self.at)
        return _listed(ticket)

    def _deed(self, user_id: int) -> Deed:
        # Whoever sees a ticket may follow it; letting others hear of it is like mentioning them in a note.
        return "follow" if user_id == self.actor.own_id else "note"


class OneFollower(Resource):
    """A member who follows a ticket."""

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Tickets"])
    def delete(self, parsed_path: Path[MemberOfTicketPath]) -> None:
        """Let a member no longer follow a ticket; one who does not is no mistake."""
        deed: Deed = "follow" if parsed_path.user == str(self.actor.own_id) else "note"
        ticket = ticket_named(parsed_path.ticket, self.actor, to=deed)
        actions.unfollow(ticket, member=member_named(parsed_path.user), by=self.actor, at=self.at)


def _listed(ticket: Ticket) -> FollowerList:
    rows = ticket.followers.select_related("member").order_by("member__name", "id")
    return FollowerList([FollowerShape(row.member_id, row.member.name) for row in rows])
