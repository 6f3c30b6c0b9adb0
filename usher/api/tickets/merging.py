"""/api/tickets/merge and /api/tickets/{ticket}/unmerge."""

import time
from http import HTTPStatus
from typing import Annotated

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.fields import Id, Text
from usher.api.naming import named_as_sent
from usher.api.resource import Resource
from usher.api.tickets.finding import TicketPath, ticket_named
from usher.tickets import actions
from usher.tickets.actions.merging import MOST
from usher.tickets.representation import TicketShape, shape


class MergeNote(msgspec.Struct, frozen=True):
    """The note on the primary ticket."""

    id: int
    body: str


class MergeError(msgspec.Struct, rename="camel", frozen=True):
    """A ticket that was not merged, and why."""

    ticket_id: int
    error: str


class MergeResult(msgspec.Struct, rename="camel", frozen=True):
    """What was merged and what not; `success` when at least one was. executionTime is in milliseconds."""

    success: bool
    primary_ticket_id: int
    merged_ticket_ids: list[int]
    comments_merged: int
    attachments_merged: int
    secondary_tickets_closed: int
    comments_turned_internal: int
    merge_note: MergeNote | None
    errors: list[MergeError]
    execution_time: int


class NewMerge(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Tickets by id: the ones to merge go into the primary one."""

    primary_ticket_id: Id
    ticket_ids_to_merge: Annotated[list[Id], Meta(min_length=1, max_length=MOST)]
    merge_comments: Annotated[bool, Meta(description="Comments move to the primary ticket")] = True
    merge_attachments: Annotated[bool, Meta(description="Their files move too; without comments, copies of them")] = True
    close_secondary_tickets: Annotated[bool, Meta(description="Mail to a closed one then goes to the primary")] = True
    add_merge_note: Annotated[bool, Meta(description="An internal note on both sides")] = True
    comment: Annotated[Text, Meta(description="Goes into the notes")] = ""


NewMergeBody = Annotated[
    NewMerge, MediaTypeMetadata(example={"primaryTicketId": 1234, "ticketIdsToMerge": [1235, 1236], "mergeComments": True})
]


class MergeTickets(Resource):
    """Merging."""

    @modify(status_code=HTTPStatus.OK, tags=["Tickets"])
    def post(self, parsed_body: Body[NewMergeBody]) -> MergeResult:
        """Merge tickets into one.

        Each ticket is merged or not on its own; `errors` tells which were not and why. Comments of a requester from
        another company turn internal. Refused as a whole with 409 when the primary ticket is closed or merged itself.
        """
        begin = time.monotonic()
        target = ticket_named(str(parsed_body.primary_ticket_id), self.actor, to="merge")
        options = actions.MergeOptions(
            comments=parsed_body.merge_comments, attachments=parsed_body.merge_attachments,
            close=parsed_body.close_secondary_tickets, note=parsed_body.add_merge_note, comment=parsed_body.comment,
        )  # fmt: skip
        with named_as_sent(sources="ticketIdsToMerge"):
            done = actions.merge(target, sources=parsed_body.ticket_ids_to_merge, by=self.actor, at=self.at, options=options)
        return MergeResult(
            success=bool(done.merges), primary_ticket_id=target.pk,
            merged_ticket_ids=[merge.source_id for merge in done.merges], comments_merged=done.messages,
            attachments_merged=done.files, secondary_tickets_closed=done.closed, comments_turned_internal=done.hidden,
            merge_note=MergeNote(done.note.pk, done.note.text) if done.note else None,
            errors=[MergeError(ticket_id, str(refusal)) for ticket_id, refusal in done.refused.items()],
            execution_time=round((time.monotonic() - begin) * 1000),
        )  # fmt: skip


class Unmerge(Resource):
    """Taking a merge back."""

    @modify(status_code=HTTPStatus.OK, tags=["Tickets"])
    def post(self, parsed_path: Path[TicketPath]) -> TicketShape:
        """Take a merged ticket out of the other again.

        Its comments, files and status come back, whenever that is; what was written on the other ticket since stays there.
        """
        ticket = ticket_named(parsed_path.ticket, self.actor, to="undo_merge")
        return shape(actions.unmerge(ticket, by=self.actor, at=self.at))
