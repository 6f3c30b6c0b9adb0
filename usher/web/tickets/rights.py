"""What the reader of a ticket's page may do there: controls for the rest are drawn as plain values."""

from dataclasses import dataclass

from usher.organizations.models import Organization
from usher.people.actors import Actor
from usher.tickets.access import may
from usher.tickets.models import STATUSES, Status, Ticket


@dataclass(frozen=True, slots=True)
class Rights:
    """One answer per control."""

    reply: bool
    note: bool
    assign: bool  # to others and to teams
    take: bool
    edit: bool
    delete: bool
    open: bool  # new tickets, follow-ups
    moves: tuple[Status, ...]  # the statuses it can be moved to, its own included; empty: none

    @property
    def write(self) -> bool:
        return self.reply or self.note


def rights_of(actor: Actor, ticket: Ticket, organization: Organization) -> Rights:
    """The same rule that every deed asks again (`tickets/access.py`)."""
    edit = may(actor, "edit", ticket).allowed
    stuck = ticket.is_closed and not (organization.reopens_closed and "organization" in actor.permissions)
    moves = tuple(status for status in STATUSES.values() if status.code != "draft" or status.code == ticket.status)
    return Rights(
        reply=may(actor, "reply", ticket).allowed and not ticket.is_closed,
        note=may(actor, "note", ticket).allowed and not ticket.is_closed,
        assign=may(actor, "assign", ticket).allowed and not ticket.is_closed,
        take=may(actor, "take", ticket).allowed and not ticket.is_closed and ticket.assignee_id != actor.member_id,
        edit=edit,
        delete=may(actor, "delete", ticket).allowed,
        open="create" in actor.permissions,
        moves=moves if edit and not stuck else (),
    )
