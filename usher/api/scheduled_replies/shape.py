"""A reply that waits to be sent, as the API shows it."""

from datetime import datetime
from typing import Annotated

import msgspec
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.fields import Id, Moment, Text
from usher.tickets.models import PendingReply


class ScheduledReply(msgspec.Struct, rename="camel", frozen=True):
    """It is no comment yet: nothing was mailed and the ticket is as it was."""

    id: int
    ticket_id: int
    body: str
    author_type: str
    author_id: int | None
    author_name: str
    send_at: datetime
    holds_on_answer: bool
    held_at: datetime | None
    held_because: Annotated[str | None, Meta(description="Why it was not sent at its time; a person decides")]
    attachment_count: int
    created_at: datetime


class ScheduledReplyList(msgspec.Struct, rename="camel", frozen=True):
    """What waits on a ticket, oldest first."""

    scheduled_replies: list[ScheduledReply]


class NewScheduledReply(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A public reply and the time at which it is sent."""

    body: Text
    send_at: Annotated[Moment, Meta(description="At most a year ahead")]
    holds_on_answer: Annotated[bool, Meta(description="Not sent by itself when the requester writes before")] = True
    files: Annotated[list[Id], Meta(max_length=20, description="Ids that POST /api/files gave")] = []


class NewTime(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Another time."""

    send_at: Moment
    holds_on_answer: Annotated[bool | None, Meta(description="Null leaves it as it was")] = None


NewScheduledReplyBody = Annotated[
    NewScheduledReply,
    MediaTypeMetadata(example={"body": "The new fuse is on its way.", "sendAt": "2027-01-04T08:00:00Z"}),
]
NewTimeBody = Annotated[NewTime, MediaTypeMetadata(example={"sendAt": "2027-01-05T08:00:00Z"})]


def scheduled_of(row: PendingReply, attachments: int) -> ScheduledReply:
    """The reply as it waits; no query."""
    return ScheduledReply(
        id=row.pk, ticket_id=row.ticket_id, body=row.text, author_type=row.author_kind, author_id=row.author_id,
        author_name=row.author_name, send_at=row.send_at, holds_on_answer=row.holds_on_answer, held_at=row.held_at,
        held_because=row.held_because or None, attachment_count=attachments, created_at=row.created_at,
    )  # fmt: skip
