"""A merge is taken back."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from usher.base.refusals import NotFound, Refused
from usher.events.bus import record
from usher.people.actors import SYSTEM, Actor
from usher.tickets import events
from usher.tickets.access import get_ticket
from usher.tickets.actions.carrying import COUNTED, STAMPED, carry, recount, restamp
from usher.tickets.actions.locking import locked_together, save
from usher.tickets.actions.moving import put
from usher.tickets.lifecycles import catalogue
from usher.tickets.models import Draft, Merge, Message, MessageFile, Ticket, TicketLink


class NotMerged(Refused):
    """There is no merge to take back, or another one has to be taken back first."""

    code = "not_merged"


@transaction.atomic
def unmerge(source: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """Give the ticket back what its last merge took: messages, files, status; and the target what it was given with it.

    What was written on the target since stays there. There is no term. Refuses when the target lies in the bin or went
    into a third one since; the right to merge is needed on both.
    """
    found = Merge.objects.filter(source=source, undone_at=None).order_by("-pk").first()
    if found is None:
        raise NotMerged(f"{source.code} is not merged.")
    rows = locked_together([source.pk, found.target_id])
    merge = Merge.objects.select_for_update().get(pk=found.pk)
    row, target = rows[source.pk], rows[found.target_id]
    _refuse(merge, target, by)
    _give_back(merge, row)
    _take_from(merge, target)
    _reopen(merge, row, at)
    merge.undone_at = at
    merge.save(update_fields=["undone_at"])
    for ticket in (row, target):
        recount(ticket)
        restamp(ticket)
        save(ticket, at, *COUNTED, *STAMPED)
    record(events.UNMERGED, row, by=by, at=at, data={"from": target.pk, "code": target.code})
    record(events.RELEASED, target, by=by, at=at, data={"source": row.pk, "code": row.code})
    return row


def _refuse(merge: Merge, target: Ticket, by: Actor) -> None:
    if merge.undone_at:
        raise NotMerged("Somebody has taken this merge back already.")
    try:
        get_ticket(by, to="undo_merge", pk=target.pk)
    except NotFound:
        raise NotMerged("The ticket it was merged into is in the bin, or you cannot see it.") from None
    if target.merged_into_id:
        raise NotMerged(f"{target.code} was itself merged into {target.merged_into.code} since; take that back first.")


def _give_back(merge: Merge, row: Ticket) -> None:
    """Messages as they were. They turn public again only for the requester and the company that had them."""
    ids = list(Message.objects.filter(pk__in=merge.message_ids, ticket=merge.target).values_list("pk", flat=True))
    carry(ids, to=row)
    if (row.requester_id, row.company_id) == (merge.before["requester"], merge.before["company"]):
        Message.objects.filter(pk__in=set(merge.before["public"]) & set(ids)).update(is_public=True)
    else:  # the ticket went to others while its messages were away
        Message.objects.filter(pk__in=ids).update(is_public=False)
    for file_id, message_id in merge.added.get("kept_files", ()):
        MessageFile.objects.filter(pk=file_id, message=merge.added["source_note"]).update(message_id=message_id)
    Message.objects.filter(pk=merge.added["source_note"] or 0, ticket=row).delete()


def _take_from(merge: Merge, target: Ticket) -> None:
    added = merge.added
    target.ticket_labels.filter(label__in=added["labels"]).delete()
    target.followers.filter(member__in=added["followers"]).delete()
    target.participants.filter(email__in=added["participants"]).delete()
    TicketLink.objects.filter(pk=added["link"] or 0).delete()
    Draft.objects.filter(pk__in=added.get("drafts", ()), ticket=target).update(ticket=merge.source)
    MessageFile.objects.filter(pk__in=added.get("copied_files", ())).delete()
    # One note tells of all that were merged at once: it goes with the last of them.
    told = Merge.objects.filter(Q(added__note=added["note"]), target=target, undone_at=None).exclude(pk=merge.pk)
    if added["note"] and not told.exists():
        Message.objects.filter(pk=added["note"], ticket=target).delete()


def _reopen(merge: Merge, row: Ticket, at: datetime) -> None:
    if row.merged_into_id is None:
        return
    row.merged_into, before = None, merge.before
    put(row, catalogue().shown(before["status"], before["own_status"], row.type_id), by=SYSTEM, at=at, takes_back=True)
    row.resolved_at, row.closed_at = (datetime.fromisoformat(before[name]) if before[name] else None
                                      for name in ("resolved_at", "closed_at"))  # fmt: skip
    save(row, at, "merged_into", "resolved_at", "closed_at")
