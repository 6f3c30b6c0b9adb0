"""/api/mail/review."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.fields import IdPath, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import require_scope
from usher.mail import actions
from usher.mail.models import IncomingMail


class WaitingMail(msgspec.Struct, rename="camel", frozen=True):
    """A mail of somebody unknown that its mailbox's policy set aside."""

    id: int
    mailbox: Annotated[str, Meta(examples=["support@example.com"])]
    sender: Annotated[str, Meta(examples=["nia@example.org"])]
    subject: str
    reason: Annotated[str, Meta(description="Why it waits")]
    is_verified: Annotated[bool | None, Meta(description="Whether the sender is proven; null: nobody could tell")]
    is_spam: bool
    received_at: datetime


class WaitingPage(msgspec.Struct, frozen=True):
    """A page of them."""

    mails: list[WaitingMail]
    pagination: Pagination


class Accepting(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """How far the sender is let in."""

    always: Annotated[bool, Meta(description="Let everybody of the sender's domain write to this mailbox")] = False


class Accepted(msgspec.Struct, frozen=True):
    """What it did."""

    mails: Annotated[int, Meta(description="How many waiting mails are read now")]


AcceptingBody = Annotated[Accepting, MediaTypeMetadata(example={"always": False})]


class Review(Resource):
    """Mail of unknown senders."""

    @modify(tags=["Mail"])
    def get(self, parsed_query: Query[Paged]) -> WaitingPage:
        """List the mails of unknown senders that wait for a decision, newest first."""
        require_scope(self.actor, "mailboxes")
        waiting = IncomingMail.objects.filter(awaits_review=True).select_related("mailbox")
        rows, where = page_of(waiting.order_by("-id"), parsed_query)
        return WaitingPage([_shape(row) for row in rows], where)


class AcceptMail(Resource):
    """Letting a sender in."""

    @modify(status_code=HTTPStatus.OK, tags=["Mail"])
    def post(self, parsed_path: Path[IdPath], parsed_body: Body[AcceptingBody]) -> Accepted:
        """Accept an unknown sender: they become a contact, and what waits of theirs becomes tickets.

        409 when somebody has decided already; 422 for `always` where anybody can have an address at the domain.
        """
        row = _row(self, parsed_path.id)
        return Accepted(actions.accept(row, by=self.actor, at=self.at, always=parsed_body.always))


class DismissMail(Resource):
    """Leaving a mail without a ticket."""

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Mail"])
    def post(self, parsed_path: Path[IdPath]) -> None:
        """Dismiss a waiting mail: it stays in the ledger, nobody is told. 409 when somebody has decided already."""
        actions.dismiss(_row(self, parsed_path.id), by=self.actor, at=self.at)


def _row(resource: Resource, id: str) -> IncomingMail:
    require_scope(resource.actor, "mailboxes")
    row: IncomingMail = row_named(IncomingMail.objects, id, "mail")
    return row


def _shape(row: IncomingMail) -> WaitingMail:
    return WaitingMail(
        row.pk, row.mailbox.address, row.sender, row.subject, row.reason, row.is_verified, row.is_spam, row.received_at
    )
