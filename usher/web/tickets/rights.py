"""What the reader of a ticket's page may do there: controls for the rest are drawn as plain values."""

from dataclasses import dataclass

from usher.people.actors import Actor
from usher.tickets.access import may
from usher.tickets.actions.moving import choices_of
from usher.tickets.lifecycles import Flow, Shown, flow_of
from usher.tickets.models import STATUSES, Ticket


@dataclass(frozen=True, slots=True)
class Rights:
    """One answer per control."""

    reply: bool
    call_back: bool  # a reply that waits, also where nothing can be written any more
    note: bool
    assign: bool  # to others and to teams
    take: bool
    edit: bool
    delete: bool
    open: bool  # new tickets, follow-ups
    moves: tuple[Shown, ...]  # the statuses it can be moved to, its own included; empty: none
    resolve: Shown | None  # what “Resolve” and “Reopen” lead to, where the lifecycle lets them
    reopen: Shown | None
    wait: Shown | None  # what an answer that asks back leads to
    start: bool  # work
    snooze: bool
    merge: bool
    unmerge: bool
    split: bool
    link: bool
    show: bool  # make it internal or public
    move_company: bool
    no_writing: str  # why they cannot reply

    @property
    def write(self) -> bool:
        return self.reply or self.note


def rights_of(actor: Actor, ticket: Ticket) -> Rights:
    """The same rule that every deed asks again (`tickets/access.py`)."""
    edit = may(actor, "edit", ticket).allowed
    moves = choices_of(ticket, actor) if edit else ()
    flow, now = flow_of(ticket), ticket.status_shown
    reply = may(actor, "reply", ticket)
    return Rights(
        reply=reply.allowed and not ticket.is_closed,
        call_back=reply.allowed,
        note=may(actor, "note", ticket).allowed and not ticket.is_closed,
        assign=may(actor, "assign", ticket).allowed and not ticket.is_closed,
        take=may(actor, "take", ticket).allowed and not ticket.is_closed and ticket.assignee_id != actor.member_id,
        edit=edit,
        delete=may(actor, "delete", ticket).allowed,
        open="create" in actor.permissions,
        moves=_with(now, moves, flow) if moves else (),
        resolve=flow.resolving if flow.resolving in moves and not ticket.is_finished else None,
        reopen=flow.reopening if flow.reopening in moves and ticket.state == "resolved" else None,
        wait=_wait(ticket, flow, moves),
        start=may(actor, "start", ticket).allowed and _starts(ticket),
        snooze=may(actor, "snooze", ticket).allowed and ticket.is_unfinished,
        merge=may(actor, "merge", ticket).allowed and ticket.merged_into_id is None,
        unmerge=may(actor, "undo_merge", ticket).allowed and ticket.merged_into_id is not None,
        split=may(actor, "split", ticket).allowed and ticket.merged_into_id is None,
        link=may(actor, "link", ticket).allowed,
        show=may(actor, "change_visibility", ticket).allowed,
        move_company=may(actor, "move_company", ticket).allowed,
        no_writing=reply.because,
    )


def _with(now: Shown, moves: tuple[Shown, ...], flow: Flow) -> tuple[Shown, ...]:
    codes = {now.code, *(status.code for status in moves)}
    return (*(() if flow.by_code(now.code) else (now,)), *(status for status in flow.statuses if status.code in codes))


def _wait(ticket: Ticket, flow: Flow, moves: tuple[Shown, ...]) -> Shown | None:
    goal = flow.nearest("waiting_customer", STATUSES[ticket.status])
    return goal if goal in moves and ticket.state != "waiting" else None


def _starts(ticket: Ticket) -> bool:
    goal = flow_of(ticket).nearest("in_progress", STATUSES[ticket.status])
    return ticket.is_unfinished and goal is not None and "in_progress" == goal.stands_for.code != ticket.status
