"""/api/tickets/bulk: one change of many tickets, as a job."""

from datetime import datetime
from http import HTTPStatus

import msgspec
from django.db.models import QuerySet
from django.http import HttpResponse
from dmr import Body, Path, modify, validate

from usher.api.bulk.bodies import BulkAction, NewBulk, NewBulkBody, steps_of
from usher.api.fields import IdPath, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import REFUSALS, HeaderSpec, Resource, ResponseSpec, encode
from usher.api.scopes import READ, require_scope
from usher.base.refusals import Invalid
from usher.conditions import parse, to_query
from usher.people.actors import Actor
from usher.tickets import bulk
from usher.tickets.access import visible_to
from usher.tickets.facts import TICKET
from usher.tickets.models import BulkChange, Ticket


class BulkShape(msgspec.Struct, rename="camel", frozen=True):
    """A bulk change: `state` is running, stopped, done, undoing or undone; the other numbers are tickets.

    `succeeded` are changed or were like that already (`unchanged`); `failed` were refused; `kept` could not be taken back.
    """

    id: int
    state: str
    success: bool
    total: int
    waiting: int
    succeeded: int
    unchanged: int
    failed: int
    undone: int
    kept: int
    created_at: datetime
    finished_at: datetime | None


class BulkPage(msgspec.Struct, rename="camel", frozen=True):
    """A page of bulk changes."""

    bulk_changes: list[BulkShape]
    pagination: Pagination


class BulkResult(msgspec.Struct, rename="camel", frozen=True):
    """What came of one ticket: waiting, changed, unchanged, refused, undone, kept; `error` says why not."""

    ticket_id: int
    outcome: str
    success: bool
    error: str | None


class BulkResultPage(msgspec.Struct, frozen=True):
    """A page of results, by ticket id."""

    results: list[BulkResult]
    pagination: Pagination


class Bulk(Resource):
    """Starting bulk changes, and one's own ones."""

    @modify(tags=["Bulk changes"])
    def get(self, parsed_query: Query[Paged]) -> BulkPage:
        """List bulk changes.

        Those that this token started, the newest first.
        """
        require_scope(self.actor, READ)
        rows, where = page_of(_own(self.actor).order_by("-pk"), parsed_query)
        return BulkPage([_shape(row) for row in rows], where)

    @validate(
        ResponseSpec(
            BulkShape, status_code=HTTPStatus.ACCEPTED,
            headers={"Location": HeaderSpec(description="Where its progress can be read")},
        ),
        *REFUSALS, tags=["Bulk changes"],
    )  # fmt: skip
    def post(self, parsed_body: Body[NewBulkBody]) -> HttpResponse:
        """Change many tickets.

        Those with the ids, or all that a condition finds (at most 100,000). Answered at once; a job
        changes one ticket after the other, as PATCH would. What one refuses stops no other.
        """
        tickets, steps = _wanted(parsed_body, self.actor, self.at), steps_of(parsed_body, by=self.actor, at=self.at)
        try:
            change = bulk.start(tickets, steps, by=self.actor, at=self.at)
        except Invalid as invalid:
            raise Invalid({_as_sent(name): text for name, text in invalid.errors.items()}) from invalid
        location = {"Location": f"/api/tickets/bulk/{change.pk}"}
        return HttpResponse(
            encode(_shape(change)), status=HTTPStatus.ACCEPTED, content_type="application/json", headers=location
        )


class OneBulk(Resource):
    """One bulk change."""

    @modify(tags=["Bulk changes"])
    def get(self, parsed_path: Path[IdPath]) -> BulkShape:
        """Read a bulk change.

        How far it has come.
        """
        return _shape(_named(parsed_path.id, self.actor))


class BulkResults(Resource):
    """What came of each ticket."""

    @modify(tags=["Bulk changes"])
    def get(self, parsed_path: Path[IdPath], parsed_query: Query[Paged]) -> BulkResultPage:
        """List the results of a bulk change.

        What came of each ticket.
        """
        change = _named(parsed_path.id, self.actor)
        rows, where = page_of(change.items.order_by("pk"), parsed_query)
        results = [
            BulkResult(row.ticket_id, row.outcome, row.outcome in {"changed", "unchanged", "undone"}, row.reason or None)
            for row in rows
        ]
        return BulkResultPage(results, where)


class BulkStop(Resource):
    """Stopping."""

    @modify(status_code=HTTPStatus.OK, tags=["Bulk changes"])
    def post(self, parsed_path: Path[IdPath]) -> BulkShape:
        """Stop a bulk change.

        What is done stays and can be undone, the rest is left as it is.
        """
        return _shape(bulk.stop(_named(parsed_path.id, self.actor), by=self.actor, at=self.at))


class BulkUndo(Resource):
    """Taking back."""

    @modify(status_code=HTTPStatus.ACCEPTED, tags=["Bulk changes"])
    def post(self, parsed_path: Path[IdPath]) -> BulkShape:
        """Undo a bulk change.

        On every ticket that was not changed again since, as a job; within a day after it finished.
        """
        return _shape(bulk.undo(_named(parsed_path.id, self.actor), by=self.actor, at=self.at))


def _own(actor: Actor) -> QuerySet[BulkChange]:
    rows: QuerySet[BulkChange] = BulkChange.objects.filter(by_kind=actor.kind, by_id=actor.id)
    return rows


def _named(id: str, actor: Actor) -> BulkChange:
    change: BulkChange = row_named(_own(actor), id, "bulk change")
    return change


def _wanted(body: NewBulk, actor: Actor, at: datetime) -> QuerySet[Ticket]:
    ids, has_filter = body.ticket_ids, body.filter not in (None, {}, [])
    if isinstance(ids, list) == has_filter:
        raise Invalid({"ticketIds": "Name the tickets by ticketIds or by a filter, and not by both."})
    tickets = visible_to(actor, deleted=body.action is BulkAction.RESTORE)
    if has_filter:
        return tickets.filter(to_query(parse(body.filter, TICKET, "filter"), at))
    return tickets.filter(pk__in=ids if isinstance(ids, list) else [])


def _as_sent(name: str) -> str:
    """What the verb calls `steps[2].to` is part of the body's changes."""
    return "ticketIds" if name == "tickets" else "changes" if name.startswith("steps") else name


def _shape(change: BulkChange) -> BulkShape:
    progress = bulk.progress_of(change)
    return BulkShape(
        change.pk, change.state, change.state == "done" and not progress.refused, progress.total, progress.waiting,
        progress.changed + progress.unchanged, progress.unchanged, progress.refused, progress.undone, progress.kept,
        change.created_at, change.finished_at,
    )  # fmt: skip
