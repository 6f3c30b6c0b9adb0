"""Messages go from one ticket to another: what merge, its undo and split have in common."""

from collections.abc import Sequence

from django.db.models import Count, F, Max, Min, Q, Value
from django.db.models.functions import Coalesce, NullIf

from usher.base.text import preview
from usher.mail.models import IncomingMail, OutgoingMail
from usher.tickets.models import Message, MessageFile, Ticket, description_of

COUNTED = ("response_count", "note_count", "attachment_count", "preview")
STAMPED = ("first_response_at", "last_response_at", "last_requester_at")


def carry(message_ids: Sequence[int], *, to: Ticket) -> None:
    """Put the messages onto another ticket, with the mails they came by or left as.

    `came_from` keeps the ticket where each was written, and is empty again for one that comes home.
    """
    origin = NullIf(Coalesce(F("came_from_id"), F("ticket_id")), Value(to.pk))
    Message.objects.filter(pk__in=message_ids).update(came_from_id=origin, ticket_id=to.pk)
    OutgoingMail.objects.filter(message_key__in=message_ids, purpose="reply").update(ticket_id=to.pk)
    IncomingMail.objects.filter(pk__in=Message.objects.filter(pk__in=message_ids).values("incoming")).update(ticket_id=to.pk)


def recount(row: Ticket) -> None:
    """Count replies, notes and files of the locked ticket anew, and take its preview from the newest public message."""
    first = description_of(row)
    counts = row.messages.exclude(pk=first.pk if first else 0).aggregate(
        public=Count("pk", filter=Q(is_public=True)), internal=Count("pk", filter=Q(is_public=False))
    )
    row.response_count, row.note_count = counts["public"], counts["internal"]
    row.attachment_count = MessageFile.objects.filter(message__ticket=row, is_inline=False).count()
    newest = row.messages.filter(is_public=True).order_by("-pk").values_list("text", flat=True).first()
    row.preview = preview(newest or "")


def restamp(row: Ticket) -> None:
    """Read from its messages when the locked ticket was first and last answered, and when its requester last wrote.

    Answers from before the ticket existed (of an older one merged into it) are no first response to it. What counted as an
    answer and turned internal since, because the ticket moved to another company, counts all the same.
    """
    first = description_of(row)
    counted = [at for at in (row.first_response_at, row.last_response_at) if at]
    read = Q(is_public=True) | Q(created_at__in=counted) if counted else Q(is_public=True)
    answered = Q(kind="reply") & read & ~Q(author_kind="contact") & ~Q(pk=first.pk if first else 0)
    asked = Q(author_kind="contact") if row.is_internal else Q(author_kind="contact", is_public=True)
    times = row.messages.aggregate(
        first=Min("created_at", filter=answered & Q(created_at__gte=row.created_at)),
        last=Max("created_at", filter=answered),
        asked=Max("created_at", filter=asked),
    )
    row.first_response_at, row.last_response_at = times["first"], times["last"]
    row.last_requester_at = times["asked"] or (row.created_at if row.created_by_kind == "contact" else None)
