"""A message of a ticket as a comment."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from django.utils.html import linebreaks
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.comments.holding import Invitation, invitation_in
from usher.api.fields import Id, Text
from usher.api.files.shape import Attachment, attachment_of
from usher.api.forms import FormBody
from usher.api.paging import Pagination
from usher.tickets.models import Message, MessageFile


class CommentKind(StrEnum):
    """A reply is mailed, a note is for members, an update is an entry of the service record and mailed to nobody."""

    REPLY = "reply"
    NOTE = "note"
    UPDATE = "update"


class Comment(msgspec.Struct, rename="camel", frozen=True):
    """A reply, a note or an update. body and content are the same text; contentHtml is cleaned.

    isSigned: the mail was signed, and Usher did not check the signature. isEncrypted: it can be read by its recipient
    only, and is kept as it came. invitation: the event that it invites to.
    """

    id: int
    unique_id: str
    ticket_id: int
    body: str
    content: str
    content_html: str
    kind: str
    author_id: int | None
    author_name: str
    author_email: str | None
    author_type: str
    is_internal: bool
    notify_customer: bool
    mentions: list[int]
    attachments: list[Attachment]
    is_signed: bool
    is_encrypted: bool
    invitation: Invitation | None
    created_at: datetime
    updated_at: datetime


class CommentPage(msgspec.Struct, frozen=True):
    """A page of comments."""

    comments: list[Comment]
    pagination: Pagination


class NewComment(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A reply to the requester, with isInternal a note that never leaves, or an update, internal or not."""

    body: Text | UnsetType = UNSET
    content: Annotated[Text, Meta(description="The same as body")] | UnsetType = UNSET
    is_internal: bool = False
    kind: Annotated[CommentKind, Meta(description="By default a reply, or with isInternal a note")] | UnsetType = UNSET
    notify_customer: Annotated[bool, Meta(description="false keeps the mail back")] = True
    mentions: Annotated[list[Id], Meta(max_length=50, description="Members; they follow the ticket from now on")] = []
    files: Annotated[
        list[Id], Meta(max_length=20, description="Ids that POST /api/files gave; a form may bring the files themselves")
    ] = []


NewCommentBody = Annotated[
    NewComment,
    FormBody(),
    MediaTypeMetadata(example={"body": "We have found the cause.", "isInternal": False, "notifyCustomer": True}),
]


def comment_of(message: Message, files: list[MessageFile], mentions: list[int], *, at: datetime) -> Comment:
    """The message as a comment; no query."""
    return Comment(
        id=message.pk, unique_id=f"{message.organization_id}-{message.pk}", ticket_id=message.ticket_id,
        body=message.text, content=message.text, content_html=message.html or linebreaks(message.text, autoescape=True),
        kind=message.kind, author_id=message.author_member_id or message.author_contact_id, author_name=message.author_name,
        author_email=message.author_email or None, author_type=message.author_kind, is_internal=not message.is_public,
        notify_customer=message.is_public and message.notifies, mentions=mentions,
        attachments=[attachment_of(part, at) for part in files], is_signed=bool(message.holds.get("signed")),
        is_encrypted=bool(message.holds.get("encrypted")), invitation=invitation_in(message.holds),
        created_at=message.created_at, updated_at=message.created_at,
    )  # fmt: skip
