"""What all verbs on a pending reply begin with."""

from typing import Any

from django.db.models import QuerySet

from usher.base.refusals import Forbidden, Refused
from usher.people.actors import Actor
from usher.tickets.actions.locking import locked_together
from usher.tickets.models import PendingReply


class Left(Refused):
    """It was sent, or called back in another window."""

    code = "reply_left"


def taken(pending: PendingReply) -> PendingReply:
    """The row, locked: who has it decides whether it leaves. Raises Left when somebody was faster."""
    row = find_locked(pk=pending.pk)
    if row is None:
        raise Left("The reply has been sent, or was called back already.")
    return row


def find_locked(**lookup: Any) -> PendingReply | None:
    """The row, if there is one, locked after its ticket: that is the order of all locks (`locking.py`)."""
    rows: QuerySet[PendingReply] = PendingReply.objects.filter(**lookup)
    locked_together(rows.values_list("ticket_id", flat=True))
    return rows.select_for_update(of=("self",)).select_related("ticket").first()


def refuse_others(row: PendingReply, by: Actor) -> None:
    """Forbidden unless they wrote it."""
    if (by.kind, by.id) != (row.author_kind, row.author_id):
        raise Forbidden(f"Only {row.author_name} may do this: it is their reply.")
