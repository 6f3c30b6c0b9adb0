"""What all verbs on a pending reply begin with."""

from usher.base.refusals import Forbidden, Refused
from usher.people.actors import Actor
from usher.tickets.models import PendingReply


class Left(Refused):
    """It was sent, or called back in another window."""

    code = "reply_left"


def taken(pending: PendingReply) -> PendingReply:
    """The row, locked: who has it decides whether it leaves. Raises Left when somebody was faster."""
    rows = PendingReply.objects.select_for_update(of=("self",)).select_related("ticket")
    row: PendingReply | None = rows.filter(pk=pending.pk).first()
    if row is None:
        raise Left("The reply has been sent, or was called back already.")
    return row


def refuse_others(row: PendingReply, by: Actor) -> None:
    """Forbidden unless they wrote it."""
    if (by.kind, by.id) != (row.author_kind, row.author_id):
        raise Forbidden(f"Only {row.author_name} may do this: it is their reply.")
