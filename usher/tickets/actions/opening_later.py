"""A ticket whose first message is mailed waits some seconds, in which its author may undo it."""

from datetime import datetime

from django.db import transaction

from usher.people.actors import Actor, present_actor
from usher.people.models import Member
from usher.realtime import publish
from usher.tickets import jobs
from usher.tickets.access import may
from usher.tickets.actions.drafting import draft_locked, finish_draft, refuse_unfinished
from usher.tickets.actions.pending import Left, find_locked, refuse_others
from usher.tickets.actions.seeing import see
from usher.tickets.actions.sending_later import checked_time
from usher.tickets.models import PendingReply, Ticket

NOT_MAILED = "Not mailed: {name} may do nothing here any more."


@transaction.atomic
def open_later(draft: Ticket, *, send_at: datetime, by: Actor, at: datetime) -> PendingReply:
    """Open a draft at that time, when nobody undoes it before: until then it stays its author's alone (field failure S04).

    Refuses what `finish_draft` refuses, at once.
    """
    row = draft_locked(draft)
    refuse_unfinished(row, by=by, at=at)
    row.pending.all().delete()  # what was held
    pending = PendingReply.objects.create(
        ticket=row, opens=True, is_undo=True, holds_on_answer=False, author_kind=by.kind, author_id=by.id,
        author_name=by.name, text="", meant_for=row.requester_id, send_at=checked_time(send_at, at), created_at=at,
    )  # fmt: skip
    publish(f"ticket:{row.pk}")
    jobs.send_pending_soon(pending)
    return pending


@transaction.atomic
def call_opening_back(draft: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """Undo it: the ticket is a draft as before, nothing was mailed or announced. Raises Left when it waits no more."""
    row = _taken(draft)
    refuse_others(row, by)
    row.delete()
    publish(f"ticket:{draft.pk}")
    return draft


@transaction.atomic
def open_now(draft: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """Do not wait any longer. Raises Left when it waits no more."""
    row = _taken(draft)
    refuse_others(row, by)
    return open_waiting(row, at)


def _taken(draft: Ticket) -> PendingReply:
    row = find_locked(ticket=draft, opens=True)
    if row:
        return row
    if Ticket.objects.filter(pk=draft.pk, state="draft").exists():
        raise Left(f"It was undone already: {draft.code} is a draft.")
    raise Left(f"{draft.code} is open already: its mail is on its way.")


def open_waiting(row: PendingReply, at: datetime) -> Ticket:
    """Its time has come. Opened it is in any case, for a draft of somebody who left would be seen by nobody."""
    draft, by = row.ticket, present_actor(row.author_kind, row.author_id, at)
    if by is None or not may(by, "finish", draft).allowed:
        by = Actor("member", row.author_id, row.author_name)  # as it was when they opened it
        draft.messages.update(notifies=False, flag=NOT_MAILED.format(name=row.author_name))
    PendingReply.objects.filter(pk=row.pk).delete()  # `row` keeps its id: what is refused now is undone, and held
    ticket = finish_draft(draft, by=by, at=at)
    member = Member.objects.filter(pk=by.member_id or 0).first()
    if member:
        see(ticket, member=member, at=at)
    return ticket
