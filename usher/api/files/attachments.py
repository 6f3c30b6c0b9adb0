"""/api/tickets/{ticket}/attachments and /api/attachments/{id}."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from django.db.models import QuerySet
from dmr import Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.fields import Id, IdPath, Text, row_named
from usher.api.files.shape import Attachment, attachment_of
from usher.api.files.uploading import attached
from usher.api.forms import FORMS_AND_JSON, FormBody
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import READ, require_scope
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.base.refusals import Invalid
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.tickets.models import MessageFile


class AttachmentPage(msgspec.Struct, frozen=True):
    """A page of attachments."""

    attachments: list[Attachment]
    pagination: Pagination


class NewAttachments(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Files for a ticket: parts of the form called `files`, or ids from POST /api/files."""

    files: Annotated[list[Id], Meta(max_length=20, description="Ids of files that POST /api/files gave")] = []
    body: Annotated[Text, Meta(description="What to say with them")] = ""
    is_internal: Annotated[bool, Meta(description="false sends them to the requester as a reply")] = True


NewAttachmentsBody = Annotated[
    NewAttachments,
    FormBody(),
    MediaTypeMetadata(example={"files": [12], "body": "The log of last night.", "isInternal": True}),
]


class Attachments(Resource):
    """The files of a ticket."""

    @modify(tags=["Files"])
    def get(self, parsed_path: Path[TicketPath], parsed_query: Query[Paged]) -> AttachmentPage:
        """List a ticket's files, oldest first.

        Each belongs to a comment and is as internal as that. The links are fresh and work for an hour or two.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor)
        parts, where = page_of(_rows().filter(message__ticket=ticket).order_by("id"), parsed_query)
        return AttachmentPage([attachment_of(part, self.at) for part in parts], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Files"], parsers=FORMS_AND_JSON)
    def post(self, parsed_path: Path[TicketPath], parsed_body: NewAttachmentsBody) -> AttachmentPage:
        """Attach files to a ticket.

        They come as an internal note, or with `isInternal: false` as a reply to the requester. At most 20 files and 30 MB
        together; programs are refused. A closed ticket refuses with 409.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor, to="note" if parsed_body.is_internal else "reply")
        files = attached(self.request, self.caller.token_id, parsed_body.files, self.at)
        if not files:
            raise Invalid({"files": "is required: send files as parts of a form, or ids that POST /api/files gave."})
        written = actions.Written(text=parsed_body.body.replace("\x00", ""), files=files)
        add = actions.note if parsed_body.is_internal else actions.reply
        message = add(ticket, written, by=self.actor, at=self.at, source="api")
        parts, where = page_of(_rows().filter(message=message).order_by("id"), Paged())
        return AttachmentPage([attachment_of(part, self.at) for part in parts], where)


class OneAttachment(Resource):
    """One file of a comment."""

    @modify(tags=["Files"])
    def get(self, parsed_path: Path[IdPath]) -> Attachment:
        """Read what is known of an attachment.

        With a fresh link to its content, which answers parts of it too (Range).
        """
        return attachment_of(self._part(parsed_path.id), self.at)

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Files"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Delete an attachment for good.

        Its comment stays; the ticket's events keep the file's name. What was mailed already cannot be called back.
        """
        part = self._part(parsed_path.id)
        get_ticket(self.actor, to="delete", pk=part.message.ticket_id)
        actions.remove_file(part, by=self.actor, at=self.at)

    def _part(self, text: str) -> MessageFile:
        require_scope(self.actor, READ)
        part: MessageFile = row_named(_rows(), text, "attachment")
        get_ticket(self.actor, pk=part.message.ticket_id)
        return part


def _rows() -> QuerySet[MessageFile]:
    return MessageFile.objects.select_related("file", "message")
