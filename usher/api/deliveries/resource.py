"""/api/tickets/{ticket}/deliveries."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import msgspec
from django.db.models import QuerySet
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.mail import actions
from usher.mail.models import Recipient
from usher.mail.outgoing.codes import in_words
from usher.tickets.models import Ticket

STATES = "queued, sending, accepted, failed, bounced, unknown or cancelled"


class MailDelivery(msgspec.Struct, rename="camel", frozen=True):
    """What is known of one recipient of the mail of one comment."""

    id: int
    comment_id: int | None
    address: str
    state: Annotated[str, Meta(description=f"{STATES}; unknown: it may have arrived, and only a person sends it again")]
    status: Annotated[str | None, Meta(description="Code of the other side (RFC 3463), like 5.1.1")]
    meaning: Annotated[str | None, Meta(description="The code in words")]
    detail: str | None
    attempts: int
    next_attempt_at: Annotated[datetime | None, Meta(description="null while queued: held until the mailbox can send")]
    settled_at: datetime | None


class MailDeliveryPage(msgspec.Struct, frozen=True):
    """A page of deliveries."""

    deliveries: list[MailDelivery]
    pagination: Pagination


class SendingAgain(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """To whom: without `address` to the same one."""

    address: Annotated[str, Meta(max_length=254, description="Another address of theirs")] | UnsetType = UNSET


SendingAgainBody = Annotated[SendingAgain, MediaTypeMetadata(example={"address": "carl@bakery.example"})]


class MailDeliveryPath(TicketPath):
    """The address of a delivery."""

    id: Annotated[str, Meta(description="A whole number", examples=["3"])]


class TicketDeliveries(Resource):
    """What became of the mails of a ticket's replies."""

    @modify(tags=["Comments"])
    def get(self, parsed_path: Path[TicketPath], parsed_query: Query[Paged]) -> MailDeliveryPage:
        """List the recipients of a ticket's replies, oldest first, each with what is known of their mail."""
        ticket = ticket_named(parsed_path.ticket, self.actor)
        rows, where = page_of(_of(ticket).order_by("id"), parsed_query)
        return MailDeliveryPage([_shape(row) for row in rows], where)


class SendAgain(Resource):
    """Once more."""

    @modify(status_code=HTTPStatus.ACCEPTED, tags=["Comments"])
    def post(self, parsed_path: Path[MailDeliveryPath], parsed_body: Body[SendingAgainBody]) -> MailDelivery:
        """Send a mail once more to somebody whom it did not, or perhaps did not, reach.

        The same bytes under the same Message-ID, so who has it can tell. With `address` they go there instead, and the
        delivery to that address is answered. Mails that wait or were accepted, and suspended addresses, refuse with 409.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor, to="send_again")
        row = row_named(_of(ticket), parsed_path.id, "delivery on this ticket")
        if isinstance(parsed_body.address, str):
            row = actions.correct(row, address=parsed_body.address, by=self.actor, at=self.at)
        else:
            actions.resend(row, by=self.actor, at=self.at)
        return _shape(_of(ticket).get(pk=row.pk))


def _of(ticket: Ticket) -> QuerySet[Recipient]:
    rows: QuerySet[Recipient] = Recipient.objects.filter(mail__ticket_id=ticket.pk, mail__purpose="reply")
    return rows.select_related("mail").defer("mail__content")


def _shape(row: Recipient) -> MailDelivery:
    return MailDelivery(
        row.pk, row.mail.message_key, row.address, row.state, row.status or None, in_words(row.status) or None,
        row.detail or None, row.attempts, row.next_attempt_at, row.settled_at,
    )  # fmt: skip
