"""/api/tickets/{ticket}/comments/{id}/mail, /move and /accept-sender."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.comments.shape import Comment, comment_of
from usher.api.fields import row_named
from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.base.refusals import NotFound
from usher.mail.models import IncomingMail
from usher.tickets import actions
from usher.tickets.access import Deed, get_ticket
from usher.tickets.models import Message, MessageFile
from usher.tickets.representation import TicketShape, shape


class CommentPath(TicketPath):
    """A comment's address."""

    id: Annotated[str, Meta(description="The comment's id", examples=["812"])]


class CameBy(msgspec.Struct, rename="camel", frozen=True):
    """The mail that a comment came by: why it landed there, and whether its sender is proven."""

    sender: str
    mailbox: str
    reason: Annotated[str, Meta(examples=["Opened PINE-3."])]
    is_verified: Annotated[bool | None, Meta(description="The From address is proven; null: nobody could tell")]
    authentication: Annotated[
        dict[str, str],
        Meta(
            description="pass, fail, none or unknown by spf, dkim and dmarc, and by whom it was checked",
            examples=[{"spf": "pass", "dkim": "pass", "dmarc": "pass", "by": "mx.google.com"}],
        ),
    ]
    is_spam: bool
    received_at: datetime


class Move(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Where the comment belongs."""

    ticket: Annotated[str, Meta(description="id, ticketNumber or uniqueId of the other ticket", max_length=60)]


MoveBody = Annotated[Move, MediaTypeMetadata(example={"ticket": "PINE-12"})]


class CommentMail(Resource):
    """Why a comment is where it is."""

    @modify(tags=["Comments"])
    def get(self, parsed_path: Path[CommentPath]) -> CameBy:
        """Tell why a comment that came by mail landed on its ticket; 404 for those that did not come by mail."""
        mail = IncomingMail.objects.select_related("mailbox").filter(pk=_comment(self, parsed_path).incoming_id or 0).first()
        if mail is None:
            raise NotFound("This comment did not come by mail.")
        return CameBy(
            mail.sender, mail.mailbox.address, mail.reason, mail.is_verified, mail.authentication, mail.is_spam,
            mail.received_at,
        )  # fmt: skip


class MoveComment(Resource):
    """Moving a comment to another ticket."""

    @modify(status_code=HTTPStatus.OK, tags=["Comments"])
    def post(self, parsed_path: Path[CommentPath], parsed_body: Body[MoveBody]) -> TicketShape:
        """Move a comment to the ticket where it belongs, and return that ticket.

        Answers to it follow it. On a ticket of somebody else only members see it. The only comment of a ticket takes the
        whole ticket along, as a merge. 422 for a description with further comments, 409 when the other ticket is closed.
        """
        row = _comment(self, parsed_path, "move_message")
        target = ticket_named(parsed_body.ticket, self.actor, to="move_message")
        if not row.ticket.messages.exclude(pk=row.pk).exists():
            get_ticket(self.actor, to="merge", pk=row.ticket_id)
        return shape(actions.move_message(row, to=target, by=self.actor, at=self.at))


class AcceptSender(Resource):
    """Letting an unknown sender take part."""

    @modify(status_code=HTTPStatus.OK, tags=["Comments"])
    def post(self, parsed_path: Path[CommentPath]) -> Comment:
        """Show what an unknown sender wrote on this ticket, and give them copies from now on.

        The requester stays. 409 when the comment is no unknown sender's, or the ticket is closed.
        """
        row = actions.accept_sender(_comment(self, parsed_path, "accept_sender"), by=self.actor, at=self.at)
        files = list(MessageFile.objects.filter(message=row).select_related("file", "message").order_by("id"))
        return comment_of(row, files, [], at=self.at)


def _comment(resource: Resource, path: CommentPath, to: Deed = "view") -> Message:
    ticket = ticket_named(path.ticket, resource.actor, to=to)
    row: Message = row_named(ticket.messages.all(), path.id, "comment")
    return row
