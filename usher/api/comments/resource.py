"""/api/tickets/{ticket}/comments."""

from collections import defaultdict
from datetime import datetime
from http import HTTPStatus

from dmr import Path, modify

from usher.api.comments.shape import Comment, CommentPage, NewComment, NewCommentBody, comment_of
from usher.api.files.uploading import attached
from usher.api.forms import FORMS_AND_JSON
from usher.api.paging import Paged, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.base.refusals import Invalid
from usher.people.actors import Actor
from usher.people.models import Member
from usher.tickets import actions
from usher.tickets.access import Deed
from usher.tickets.actions.writing import Attached
from usher.tickets.models import Message, MessageFile, Ticket


class Comments(Resource):
    """What was written on a ticket, the description included."""

    @modify(tags=["Comments"])
    def get(self, parsed_path: Path[TicketPath], parsed_query: Query[Paged]) -> CommentPage:
        """List a ticket's comments, oldest first; internal notes are among them."""
        ticket = ticket_named(parsed_path.ticket, self.actor)
        messages, where = page_of(ticket.messages.order_by("id"), parsed_query)
        files: dict[int, list[MessageFile]] = defaultdict(list)
        for part in _files(messages):
            files[part.message_id].append(part)
        return CommentPage([comment_of(message, files[message.pk], [], at=self.at) for message in messages], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Comments"], parsers=FORMS_AND_JSON)
    def post(self, parsed_path: Path[TicketPath], parsed_body: NewCommentBody) -> Comment:
        """Reply to the requester, add an internal note, or an update to the service record.

        A public update is seen by the requester and mailed to nobody; on an internal ticket everything is stored internal
        for good. A closed ticket refuses all of them with 409. Files come as ids that POST /api/files gave, or as parts
        called `files` of a form (multipart/form-data) whose other parts are the fields.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor, to=_deed(_kind(parsed_body), parsed_body.is_internal))
        files = attached(self.request, self.caller.token_id, parsed_body.files, self.at)
        message = add_comment(ticket, parsed_body, files, by=self.actor, at=self.at)
        return comment_of(message, _files([message]) if files else [], parsed_body.mentions, at=self.at)


def _files(messages: list[Message]) -> list[MessageFile]:
    parts = MessageFile.objects.filter(message__in=messages).select_related("file", "message")
    return list(parts.order_by("id"))


def add_comment(ticket: Ticket, body: NewComment, files: list[Attached], *, by: Actor, at: datetime) -> Message:
    """Write the comment; mentioned members follow the ticket from now on."""
    written = actions.Written(text=_text_of(body, has_files=bool(files)), files=files)
    members = list(Member.objects.filter(pk__in=body.mentions, is_active=True))
    if unknown := sorted(set(body.mentions) - {member.pk for member in members}):
        raise Invalid({"mentions": f"There is no member {', '.join(map(str, unknown))}."})
    kind = _kind(body)
    if kind == "note":
        message = actions.note(ticket, written, by=by, at=at, source="api")
    elif kind == "update":
        message = actions.update(ticket, written, by=by, at=at, source="api", is_public=not body.is_internal)
    else:
        message = actions.reply(ticket, written, by=by, at=at, source="api", notifies=body.notify_customer)
    for member in members:
        actions.follow(ticket, member=member, by=by, at=at)
    return message


def _kind(body: NewComment) -> str:
    if not isinstance(body.kind, str):
        return "note" if body.is_internal else "reply"
    if body.kind == "reply" and body.is_internal:
        raise Invalid({"kind": "is public as a reply; send note or update, or isInternal false."})
    return body.kind.value


def _deed(kind: str, is_internal: bool) -> Deed:
    if kind == "update":
        return "note" if is_internal else "update"
    return "note" if kind == "note" else "reply"


def _text_of(body: NewComment, *, has_files: bool) -> str:
    texts = {text for text in (body.body, body.content) if isinstance(text, str)}
    if len(texts) == 2:
        raise Invalid({"content": "says something else than body; send one of them."})
    if has_files and not texts:
        return ""
    if not texts or not (text := texts.pop().replace("\x00", "")).strip():
        raise Invalid({"body": "is required: write the text of the comment."})
    return text
