"""A member's reply that is not sent at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from usher.base.refusals import Invalid
from usher.events.bus import record
from usher.people.actors import Actor
from usher.realtime import publish
from usher.tickets import events, jobs
from usher.tickets.actions.locking import locked
from usher.tickets.actions.participating import refuse_bad
from usher.tickets.actions.pending import refuse_others, taken
from usher.tickets.actions.writing import Written, refuse_closed
from usher.tickets.models import PendingFile, PendingReply, Ticket

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Plan:
    """When a reply is sent and what goes with it.

    `is_undo`: it waits only for its author to think again, and nobody else sees it. `holds_on_answer`: it is not sent by
    itself when the requester writes before. `added` become participants with it; `then` is a built-in status.
    """

    send_at: datetime
    is_undo: bool = False
    holds_on_answer: bool = True
    sent_to: Sequence[str] = ()
    added: Sequence[str] = ()
    then: str = ""
    source: str = "web"


@transaction.atomic
def send_later(ticket: Ticket, written: Written, plan: Plan, *, by: Actor, at: datetime) -> PendingReply:
    """Keep a reply and send it at its time, with the rights that its author has then; see `send_due`.

    Refuses empty ones, closed and internal tickets, and times that are over or more than a year away.
    """
    written.refuse_empty()
    for address in plan.added:
        refuse_bad(address)
    row = locked(ticket)
    refuse_closed(row)
    if row.is_internal:
        raise Invalid({"send_at": "The ticket is internal: there is nobody outside to send it to."})
    pending = PendingReply.objects.create(
        ticket=row, author_kind=by.kind, author_id=by.id, author_name=by.name, text=written.text.replace("\x00", ""),
        html=written.html.replace("\x00", ""), sent_to=list(plan.sent_to), added=list(plan.added), then=plan.then,
        source=plan.source, meant_for=row.requester_id, is_undo=plan.is_undo,
        holds_on_answer=plan.holds_on_answer and not plan.is_undo,
        send_at=checked_time(plan.send_at, at), created_at=at,
    )  # fmt: skip
    PendingFile.objects.bulk_create(
        PendingFile(pending=pending, file=part.file, is_inline=part.is_inline, content_id=part.content_id)
        for part in written.files
    )
    if plan.is_undo:
        publish(f"ticket:{row.pk}")
    else:
        data = {"pending": pending.pk, "from": None, "to": pending.send_at.isoformat()}
        record(events.REPLY_PLANNED, row, by=by, at=at, data=data)
    jobs.send_pending_soon(pending)
    return pending


@transaction.atomic
def send_at_other_time(
    pending: PendingReply, *, send_at: datetime, by: Actor, at: datetime, holds_on_answer: bool | None = None
) -> PendingReply:
    """Plan it anew; one that was held waits again. Its author alone may, while it is there.

    `holds_on_answer`: None leaves it as it was.
    """
    row = taken(pending)
    refuse_others(row, by)
    before, row.send_at = row.send_at, checked_time(send_at, at)
    row.created_at, row.meant_for = at, row.ticket.requester_id  # its author has seen what happened until now
    row.held_at, row.held_because = None, ""
    row.holds_on_answer = row.holds_on_answer if holds_on_answer is None else holds_on_answer
    row.save(update_fields=["send_at", "created_at", "meant_for", "held_at", "held_because", "holds_on_answer"])
    data = {"pending": row.pk, "from": before.isoformat(), "to": row.send_at.isoformat()}
    record(events.REPLY_PLANNED, row.ticket, by=by, at=at, data=data)
    jobs.send_pending_soon(row)
    return row


def checked_time(send_at: datetime, at: datetime) -> datetime:
    """The time in UTC. Invalid when it is over or more than a year away."""
    if not at < send_at <= at + LONGEST:
        raise Invalid({"send_at": "Choose a time between now and a year from now."})
    return send_at.astimezone(UTC)
