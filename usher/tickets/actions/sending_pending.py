"""The moment of a pending reply: it becomes a message, or is held and says why."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from usher.base.refusals import Forbidden, Invalid, Refused
from usher.events.bus import record
from usher.people.actors import SYSTEM, Actor, present_actor
from usher.realtime import publish
from usher.tickets import events
from usher.tickets.access import get_ticket, may
from usher.tickets.actions.opening_later import open_waiting
from usher.tickets.actions.participating import set_participants
from usher.tickets.actions.pending import find_locked, refuse_others, taken
from usher.tickets.actions.replying import reply
from usher.tickets.actions.writing import Attached, Written
from usher.tickets.lifecycles import flow_of
from usher.tickets.models import STATUSES, Message, PendingReply, Ticket

GONE = "{name} may do nothing here any more."
IN_BIN = "The ticket lies in the bin."
MERGED = "The ticket was merged into {code}: write it there."
INTERNAL = "The ticket became internal: nothing of it is mailed."
OTHERS = "The ticket has another requester by now, for whom this was not written."
ANSWERED = "The requester wrote in the meantime. Read it, then send the reply or change it."

Obstacle = Callable[[PendingReply], str]
_obstacles: list[Obstacle] = []


def stands_in_the_way(obstacle: Obstacle) -> Obstacle:
    """Ask the function before a planned reply is sent by itself: why it would not leave; empty when it would."""
    _obstacles.append(obstacle)
    return obstacle


@transaction.atomic
def send_now(pending: PendingReply, *, by: Actor, at: datetime) -> Message:
    """Send it at once, held or not; its author alone may. Raises Left when it has been sent, and what `reply` refuses."""
    row = taken(pending)
    refuse_others(row, by)
    return _send(row, by=by, at=at)


@transaction.atomic
def send_due(pending_id: int, at: datetime) -> None:
    """Send it if its time has come, with the rights that its author has by now; what is refused is held, with the reason.

    Nothing is left to do when it was called back, sent, held or planned anew: who has the row decides.
    """
    row = find_locked(pk=pending_id, send_at__lte=at, held_at=None)
    if row is None:
        return
    if why := _why_not(row):
        _hold(row, why, at)
        return
    try:
        with transaction.atomic():
            if row.opens:
                open_waiting(row, at)
            else:
                _send_as_author(row, at)
    except Refused as refusal:
        _hold(row, " ".join(refusal.errors.values()) if isinstance(refusal, Invalid) else str(refusal), at)


@transaction.atomic
def hold_all(ticket: Ticket, why: str, at: datetime) -> None:
    """Hold what waits on the ticket at once, with the reason; what was held before keeps its own."""
    rows = PendingReply.objects.select_for_update(of=("self",)).select_related("ticket")
    rows.filter(ticket=ticket, opens=True).delete()  # a draft that its author throws away
    for row in rows.filter(ticket=ticket, held_at=None).order_by("id"):
        _hold(row, why, at)


def _why_not(row: PendingReply) -> str:
    if row.ticket.deleted_at:
        return IN_BIN
    if row.ticket.merged_into:
        return MERGED.format(code=row.ticket.merged_into.code)
    if row.meant_for != row.ticket.requester_id:
        return OTHERS
    if row.holds_on_answer and is_overtaken(row):
        return ANSWERED
    if row.is_undo:  # sent a moment ago: what keeps its mail back is told on the message
        return ""
    return next(filter(None, (obstacle(row) for obstacle in _obstacles)), "")


def _send_as_author(row: PendingReply, at: datetime) -> None:
    actor = present_actor(row.author_kind, row.author_id, at)
    if actor is None or not may(actor, "view", row.ticket).allowed:
        raise Forbidden(GONE.format(name=row.author_name))
    _send(row, by=actor, at=at)


def is_overtaken(row: PendingReply) -> bool:
    """Whether the requester wrote since it was planned."""
    last = row.ticket.last_requester_at
    return last is not None and last > row.created_at


def _send(row: PendingReply, *, by: Actor, at: datetime) -> Message:
    ticket = get_ticket(by, to="reply", pk=row.ticket_id)
    if ticket.is_internal:
        raise Forbidden(INTERNAL)
    goal = flow_of(ticket).nearest(row.then, STATUSES[ticket.status]) if row.then else None
    if goal and not may(by, "edit", ticket).allowed:
        raise Forbidden(f"{by.name} may no longer change the status of {ticket.code}.")
    if row.added:
        known = dict(ticket.participants.values_list("email", "name"))
        set_participants(ticket, people={**dict.fromkeys(row.added, ""), **known}, by=by, at=at)
    files = [
        Attached(part.file, part.is_inline, part.content_id) for part in row.files.select_related("file").order_by("id")
    ]
    message = reply(
        ticket, Written(row.text, row.html, files=files), by=by, at=at, source=row.source, sent_to=row.sent_to,
        then=goal.code if goal else None,
    )  # fmt: skip
    row.delete()
    return message


def _hold(row: PendingReply, why: str, at: datetime) -> None:
    ticket: Ticket = row.ticket
    row.held_at, row.held_because, row.is_undo = at, why, False
    row.save(update_fields=["held_at", "held_because", "is_undo"])
    author = row.author_id if row.author_kind == "member" else None
    record(events.REPLY_HELD, ticket, by=SYSTEM, at=at, data={"pending": row.pk, "why": why, "author": author})
    if row.author_kind == "member":
        publish(f"member:{row.author_id}")
