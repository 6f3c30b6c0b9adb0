"""A bulk change begins: what shall be done to which tickets is written down, and a job does it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from usher.base.refusals import Forbidden, Invalid
from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import jobs
from usher.tickets.bulk.steps import checked, may_ever
from usher.tickets.models import BulkChange, BulkItem, Ticket

MOST = 100_000  # tickets of one change
CHUNK = 5000  # items written in one statement


@transaction.atomic
def start(tickets: QuerySet[Ticket], steps: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime) -> BulkChange:
    """Do the steps to each of the tickets (that `by` may see; the caller narrowed them), as a job, in the order of ids.

    The tickets are those that the list holds now. Each one is changed by the verbs under the rights that `by` has when
    its turn comes; what is refused is told per ticket and stops no other. Refuses steps that make no sense, an empty
    list, and one of more than 100,000.
    """
    wanted = checked(steps)
    if refused := [step["do"] for step in wanted if not may_ever(step, by)]:
        raise Forbidden(f"{by.name} may not do this to tickets: {refused[0].replace('_', ' ')}.")
    ids = list(tickets.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    if not ids:
        raise Invalid({"tickets": "None of these tickets is there, or none may be seen."})
    if len(ids) > MOST:
        raise Invalid({"tickets": f"A change takes at most {MOST} tickets; narrow the list."})
    bulk = BulkChange.objects.create(
        steps=wanted, total=len(ids), by_kind=by.kind, by_id=by.id, by_name=by.name, by_member_id=by.own_id, created_at=at
    )
    BulkItem.objects.bulk_create((BulkItem(bulk=bulk, ticket_id=pk) for pk in ids), batch_size=CHUNK)
    event = record("bulk.started", bulk, by=by, at=at, data={"steps": wanted, "total": len(ids)})
    bulk.event_id = event.pk
    bulk.save(update_fields=["event_id"])
    jobs.work_soon(bulk)
    return bulk
