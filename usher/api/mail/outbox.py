"""/api/mail/outbox: every mail that shall leave or has left, recipient by recipient."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from msgspec import Meta

from usher.api.deliveries.resource import SendingAgainBody
from usher.api.fields import Id, IdPath, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import require_scope
from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.mail import actions
from usher.mail.models import Recipient
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.codes import in_words
from usher.mail.queries import outbox_rows


class OutgoingRecipient(msgspec.Struct, rename="camel", frozen=True):
    """One recipient of one mail, and what is known of it."""

    id: int
    mailbox_id: int | None
    purpose: Annotated[str, Meta(examples=["reply"], description="reply, or which automatic mail")]
    ticket_id: int | None
    comment_id: int | None
    subject: str
    address: Annotated[str, Meta(examples=["carl@bakery.example"])]
    state: Annotated[str, Meta(description="unknown: it may have arrived, and only a person sends it again")]
    status: Annotated[str | None, Meta(description="Code of the other side (RFC 3463), like 5.1.1")]
    meaning: Annotated[str | None, Meta(description="The code in words")]
    detail: str | None
    attempts: int
    next_attempt_at: Annotated[datetime | None, Meta(description="null while queued: held until the mailbox can send")]
    created_at: datetime
    settled_at: datetime | None


class OutboxPage(msgspec.Struct, frozen=True):
    """A page of the outbox."""

    recipients: list[OutgoingRecipient]
    pagination: Pagination


class OutboxQuery(Paged, kw_only=True):
    """Filters of the outbox."""

    state: Annotated[str, Meta(description=f"One of {', '.join(RecipientState.values)}", examples=["failed"])] = ""
    mailbox_id: Id | None = None
    search: Annotated[str, Meta(max_length=200, description="Found in address and subject")] = ""


class Cancelled(msgspec.Struct, frozen=True):
    """What it did."""

    recipients: Annotated[int, Meta(description="For how many it was called back")]


class Outbox(Resource):
    """The outbox."""

    @modify(tags=["Mail"])
    def get(self, parsed_query: Query[OutboxQuery]) -> OutboxPage:
        """List the recipients of all mail that shall leave or has left, newest first, each with what is known."""
        require_scope(self.actor, "mailboxes")
        state = parsed_query.state
        if state and state not in RecipientState.values:
            raise Invalid({"state": f"Choose one of {', '.join(RecipientState.values)}."})
        words = one_line(parsed_query.search, 200)
        here, where = page_of(outbox_rows(mailbox_id=parsed_query.mailbox_id, state=state, text=words), parsed_query)
        return OutboxPage([_shape(row) for row in here], where)


class ResendMail(Resource):
    """Once more."""

    @modify(status_code=HTTPStatus.ACCEPTED, tags=["Mail"])
    def post(self, parsed_path: Path[IdPath], parsed_body: Body[SendingAgainBody]) -> OutgoingRecipient:
        """Send any mail once more to somebody whom it did not, or perhaps did not, reach.

        The same bytes under the same Message-ID; with `address` they go there instead, and that recipient is answered.
        409 `not_again` for what waits, was accepted, or would go to a suspended address.
        """
        row = _row(self, parsed_path.id)
        if isinstance(parsed_body.address, str):
            row = actions.correct(row, address=parsed_body.address, by=self.actor, at=self.at)
        else:
            actions.resend(row, by=self.actor, at=self.at)
        return _shape(outbox_rows().get(pk=row.pk))


class CancelMail(Resource):
    """Calling back."""

    @modify(status_code=HTTPStatus.OK, tags=["Mail"])
    def post(self, parsed_path: Path[IdPath]) -> Cancelled:
        """Call a mail back, for all its recipients for whom it still waits.

        409 `mail_left` when it waits for nobody any more.
        """
        return Cancelled(actions.cancel(_row(self, parsed_path.id).mail, by=self.actor, at=self.at))


def _row(resource: Resource, id: str) -> Recipient:
    require_scope(resource.actor, "mailboxes")
    row: Recipient = row_named(outbox_rows(), id, "recipient in the outbox")
    return row


def _shape(row: Recipient) -> OutgoingRecipient:
    mail = row.mail
    return OutgoingRecipient(
        row.pk, mail.mailbox_id, mail.purpose, mail.ticket_id, mail.message_key, mail.subject, row.address, row.state,
        row.status or None, in_words(row.status) or None, row.detail or None, row.attempts, row.next_attempt_at,
        mail.created_at, row.settled_at,
    )  # fmt: skip
