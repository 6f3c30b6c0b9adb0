"""A file of a message as the API shows it."""

from datetime import datetime
from typing import Annotated

import msgspec
from django.conf import settings
from django.urls import reverse
from msgspec import Meta

from usher.files.links import token_for
from usher.files.models import StoredFile
from usher.tickets.models import MessageFile


class Attachment(msgspec.Struct, rename="camel", frozen=True):
    """A file of a comment. The link works for an hour or two without signing in and answers parts (Range)."""

    id: int
    name: str
    content_type: str
    size: int
    url: str
    comment_id: int
    ticket_id: int
    is_internal: Annotated[bool, Meta(description="Its comment is internal: for members only")]
    is_inline: Annotated[bool, Meta(description="A picture inside the text")]
    created_at: datetime


def attachment_of(part: MessageFile, at: datetime) -> Attachment:
    """The file with a fresh link; no query when its file and message are there."""
    file, message = part.file, part.message
    return Attachment(
        part.pk, file.name, file.content_type, file.size, address_of(file, at), message.pk, message.ticket_id,
        not message.is_public, part.is_inline, message.created_at,
    )  # fmt: skip


def address_of(file: StoredFile, at: datetime) -> str:
    """A link to the content. Whoever gets it has been checked; the link itself asks nobody."""
    path = reverse("stored-file", kwargs={"token": token_for(file, at=at), "name": file.name})
    return f"{settings.USHER_URL}{path}"
