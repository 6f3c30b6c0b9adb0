"""A bulk change at work: some tickets per transaction, so that progress shows and a killed worker loses little."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Refused
from usher.base.tenancy import entered
from usher.base.text import one_line
from usher.events.bus import caused_by, record
from usher.people.actors import SYSTEM, Actor, present_actor
from usher.realtime import publish
from usher.tickets.access import get_ticket
from usher.tickets.bulk.steps import STEPS, deed_of
from usher.tickets.bulk.undoing import put_back
from usher.tickets.models import BulkChange, BulkItem, Ticket
from usher.tickets.models.bulk import BulkState

CHUNK = 20  # tickets in one transaction: hints to open pages are sent once for all of them
Treatment = Callable[[BulkChange, BulkItem, Actor, datetime], str]
# What waits in which state, how it is treated, and what the change is afterwards.
STAGES: dict[str, tuple[str, Treatment, str]] = {
    BulkState.RUNNING: ("waiting", lambda bulk, item, by, at: _change(bulk, item, by, at), BulkState.DONE),
    BulkState.UNDOING: ("changed", lambda bulk, item, by, at: put_back(bulk, item, by, at), BulkState.UNDONE),
}


def work(organization_id: int, bulk_id: int, now: Callable[[], datetime]) -> None:
    """Go on with the change until nothing of it waits. Safe to run twice: what is done is seen in the items."""
    while _chunk(organization_id, bulk_id, now()):
        pass


def _chunk(organization_id: int, bulk_id: int, at: datetime) -> bool:
    """Treat the next tickets; false when there are none, or the change was stopped."""
    with entered(organization_id):
        bulk = BulkChange.objects.select_for_update(of=("self",), no_key=True).filter(pk=bulk_id).first()
        if bulk is None or bulk.state not in STAGES:
            return False
        waiting, treat, after = STAGES[bulk.state]
        items = list(bulk.items.filter(outcome=waiting).order_by("id")[:CHUNK])
        by = present_actor(bulk.by_kind, bulk.by_id, at)
        with caused_by(bulk.event_id):
            for item in items:
                _treat(bulk, item, by, at, treat, failed="refused" if waiting == "waiting" else "kept")
        if len(items) < CHUNK:
            bulk.state, bulk.finished_at = after, at
            bulk.save(update_fields=["state", "finished_at"])
            record(f"bulk.{bulk.state}", bulk, by=by or SYSTEM, at=at)
        publish(f"bulk:{bulk.pk}")
        return len(items) == CHUNK


def _treat(bulk: BulkChange, item: BulkItem, by: Actor | None, at: datetime, treat: Treatment, *, failed: str) -> None:
    try:
        with transaction.atomic():
            if by is None:
                raise Refused(f"{bulk.by_name} no longer has access.")
            item.outcome, item.reason = treat(bulk, item, by, at), ""
    except Refused as refusal:
        item.outcome, item.reason = failed, one_line(str(refusal), 500)
    item.save(update_fields=["outcome", "reason"])


def _change(bulk: BulkChange, item: BulkItem, by: Actor, at: datetime) -> str:
    return "changed" if change_one(bulk.steps, item.ticket_id, by=by, at=at) else "unchanged"


def change_one(steps: Sequence[Mapping[str, Any]], ticket_id: int, *, by: Actor, at: datetime) -> Ticket | None:
    """Do the steps to one ticket, in the transaction we are in; the ticket when they changed it. Refused like the verbs."""
    changed = None
    for step in steps:
        known = STEPS[step["do"]]
        ticket = get_ticket(by, to=deed_of(step, by), pk=ticket_id, deleted=known.takes_deleted)
        before = ticket.version
        after = known.do(ticket, step, by, at)
        changed = after if after.version != before else changed
    return changed
