"""/api/tickets/{ticket}/assignees."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.fields import Id
from usher.api.naming import named_as_sent
from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.api.tickets.members import MemberOfTicketPath, member_named, members_named
from usher.people.actors import Actor
from usher.tickets import actions
from usher.tickets.access import Deed
from usher.tickets.representation import TicketShape, shape


class Assignees(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Everybody who is to have the ticket; the first answers for it."""

    user_ids: Annotated[list[Id], Meta(max_length=20)]


class OneMore(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Who joins."""

    user_id: Id


AssigneesBody = Annotated[Assignees, MediaTypeMetadata(example={"userIds": [3, 5]})]
OneMoreBody = Annotated[OneMore, MediaTypeMetadata(example={"userId": 5})]


class TicketAssignees(Resource):
    """The members who have a ticket."""

    @modify(tags=["Tickets"])
    def put(self, parsed_path: Path[TicketPath], parsed_body: Body[AssigneesBody]) -> TicketShape:
        """Give a ticket to exactly these members; the first becomes the assignee. An empty list: to nobody."""
        ticket = ticket_named(parsed_path.ticket, self.actor, to="assign")
        members = members_named(parsed_body.user_ids, "userIds")
        with named_as_sent(assignee="userIds"):
            return shape(actions.set_assignees(ticket, members=members, by=self.actor, at=self.at))

    @modify(status_code=HTTPStatus.OK, tags=["Tickets"])
    def post(self, parsed_path: Path[TicketPath], parsed_body: Body[OneMoreBody]) -> TicketShape:
        """Add a member. The first becomes the assignee and moves an open ticket to assigned; further ones join."""
        ticket = ticket_named(parsed_path.ticket, self.actor, to=_deed(str(parsed_body.user_id), self.actor))
        (member,) = members_named([parsed_body.user_id], "userId")
        with named_as_sent(assignee="userId"):
            return shape(actions.add_assignee(ticket, member=member, by=self.actor, at=self.at))


class OneTicketAssignee(Resource):
    """A member who has a ticket."""

    @modify(status_code=HTTPStatus.OK, tags=["Tickets"])
    def delete(self, parsed_path: Path[MemberOfTicketPath]) -> TicketShape:
        """Take a member off. Where it was the assignee, who joined first moves up; when nobody is left, it opens again."""
        ticket = ticket_named(parsed_path.ticket, self.actor, to=_deed(parsed_path.user, self.actor))
        member = member_named(parsed_path.user)
        return shape(actions.remove_assignee(ticket, member=member, by=self.actor, at=self.at))


def _deed(user: str, actor: Actor) -> Deed:
    """Joining and leaving oneself needs no right over others; a token's self is the member who made it."""
    return "take" if user == str(actor.own_id) else "assign"
