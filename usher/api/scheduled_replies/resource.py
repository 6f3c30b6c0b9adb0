"""/api/tickets/{ticket}/scheduled-replies."""

from http import HTTPStatus
from typing import Annotated

from dmr import Body, Path, modify
from msgspec import Meta

from usher.api.comments.shape import Comment, comment_of
from usher.api.fields import LARGEST
from usher.api.files.uploading import attached
from usher.api.naming import named_as_sent
from usher.api.resource import Resource
from usher.api.scheduled_replies.shape import (
    NewScheduledReplyBody,
    NewTimeBody,
    ScheduledReply,
    ScheduledReplyList,
    scheduled_of,
)
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.base.refusals import NotFound
from usher.people.actors import Actor
from usher.tickets import actions
from usher.tickets.models import MessageFile, PendingReply
from usher.tickets.queries import pending_on


class ScheduledPath(TicketPath):
    """The address of a scheduled reply."""

    id: Annotated[str, Meta(description="A whole number", examples=["3"])]


class ScheduledReplies(Resource):
    """Replies that are sent later."""

    @modify(tags=["Comments"])
    def get(self, parsed_path: Path[TicketPath]) -> ScheduledReplyList:
        """List the replies that wait on a ticket, those that were held among them."""
        ticket = ticket_named(parsed_path.ticket, self.actor)
        return ScheduledReplyList([scheduled_of(row, len(row.files.all())) for row in pending_on(ticket, self.actor)])

    @modify(status_code=HTTPStatus.CREATED, tags=["Comments"])
    def post(self, parsed_path: Path[TicketPath], parsed_body: Body[NewScheduledReplyBody]) -> ScheduledReply:
        """Write a reply that is sent at `sendAt`.

        Until then nothing of it leaves, and the ticket stays as it is. At its time the rights of its author are asked again;
        what may not be sent then, or was overtaken by an answer, is held and says why. Closed tickets refuse with 409.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor, to="reply")
        files = attached(self.request, self.caller.token_id, parsed_body.files, self.at)
        plan = actions.Plan(parsed_body.send_at, holds_on_answer=parsed_body.holds_on_answer, source="api")
        written = actions.Written(text=parsed_body.body, files=files)
        with named_as_sent():
            row = actions.send_later(ticket, written, plan, by=self.actor, at=self.at)
        return scheduled_of(row, len(files))


class OneScheduledReply(Resource):
    """One of them."""

    @modify(tags=["Comments"])
    def patch(self, parsed_path: Path[ScheduledPath], parsed_body: Body[NewTimeBody]) -> ScheduledReply:
        """Send it at another time; one that was held waits again. Only its author may."""
        row = _named(parsed_path, self.actor)
        with named_as_sent():
            row = actions.send_at_other_time(
                row, send_at=parsed_body.send_at, by=self.actor, at=self.at, holds_on_answer=parsed_body.holds_on_answer
            )
        return scheduled_of(row, row.files.count())

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Comments"])
    def delete(self, parsed_path: Path[ScheduledPath]) -> None:
        """Send it to nobody. The text of a member's reply lies in their composer then."""
        actions.call_back(_named(parsed_path, self.actor), by=self.actor, at=self.at)


class SendScheduledReply(Resource):
    """Not waiting any longer."""

    @modify(status_code=HTTPStatus.CREATED, tags=["Comments"])
    def post(self, parsed_path: Path[ScheduledPath]) -> Comment:
        """Send it now, held or not; answers the comment that it became. Only its author may."""
        message = actions.send_now(_named(parsed_path, self.actor), by=self.actor, at=self.at)
        parts = MessageFile.objects.filter(message=message).select_related("file", "message").order_by("id")
        return comment_of(message, list(parts), [], at=self.at)


def _named(path: ScheduledPath, actor: Actor) -> PendingReply:
    ticket = ticket_named(path.ticket, actor, to="reply")
    number = int(path.id) if path.id.isascii() and path.id.isdigit() and len(path.id) < 20 else 0
    row = next((row for row in pending_on(ticket, actor) if row.pk == number), None) if 0 < number <= LARGEST else None
    if row is None:
        raise NotFound("There is no such scheduled reply on this ticket.")
    return row
