"""A reply that has not been sent comes back to its author."""

from datetime import datetime

from django.db import transaction

from usher.base.html import text_to_html
from usher.events.bus import record
from usher.people.actors import Actor, present_actor
from usher.realtime import publish
from usher.tickets import events
from usher.tickets.access import may
from usher.tickets.actions.pending import refuse_others, taken
from usher.tickets.models import Draft, DraftFile, PendingReply


@transaction.atomic
def call_back(pending: PendingReply, *, by: Actor, at: datetime) -> None:
    """Send it to nobody: its text, files and copies lie in the composer of the member who wrote it, before what is there.

    In the time for undoing that is its author's alone and leaves no trace (field failure S04); a planned one may be called
    back by whoever may reply, who gets its text where its author may reply no more or was a program. Raises Left when it
    has been sent.
    """
    row = taken(pending)
    if row.is_undo:
        refuse_others(row, by)
    if keeper := row.author_id if keeps_text(row, at) else by.member_id:
        _give_back(row, keeper, at)
    ticket, number = row.ticket, row.pk
    row.delete()
    if row.is_undo:
        publish(f"ticket:{ticket.pk}")
    else:
        record(events.REPLY_CALLED_BACK, ticket, by=by, at=at, data={"pending": number})


def keeps_text(row: PendingReply, at: datetime) -> bool:
    """Whether its author has a composer in which it can lie again."""
    author = present_actor("member", row.author_id, at) if row.author_kind == "member" else None
    return author is not None and may(author, "reply", row.ticket).allowed


def _give_back(row: PendingReply, member_id: int, at: datetime) -> None:
    mine = {"ticket": row.ticket, "member_id": member_id, "kind": "reply"}
    draft = Draft.objects.select_for_update().filter(**mine).first() or Draft(**mine)
    html = row.html
    if draft.text.strip() and (html or draft.html):
        html = f"{html or text_to_html(row.text)}{draft.html or text_to_html(draft.text)}"
    draft.text, draft.html = "\n\n".join(filter(None, [row.text, draft.text])), html
    draft.cc, draft.updated_at = _copies(row), at
    draft.save()
    DraftFile.objects.bulk_create(
        DraftFile(draft=draft, file_id=part.file_id, content_id=part.content_id) for part in row.files.order_by("id")
    )
    publish(f"typing:{row.ticket_id}", f"member:{member_id}")


def _copies(row: PendingReply) -> str | None:
    """The copies that its author chose, as the composer writes them; None for the ticket's participants."""
    if not row.sent_to and not row.added:
        return None
    ticket = row.ticket
    asking = {ticket.requester.email} if ticket.requester else set()
    chosen = row.sent_to or [*ticket.participants.order_by("id").values_list("email", flat=True), *row.added]
    return ", ".join(each for each in chosen if each not in asking)
