"""What lay in the bin long enough, or is to go at once, goes for good."""

from datetime import datetime, timedelta

from django.db import transaction

from usher.base.refusals import Refused
from usher.events.bus import record
from usher.files.actions import discard
from usher.files.models import StoredFile
from usher.mail.actions import forget
from usher.people.actors import Actor
from usher.search.actions import remove
from usher.tickets import events
from usher.tickets.actions.locking import locked
from usher.tickets.models import DraftFile, Message, MessageFile, PendingFile, Ticket

KEPT = timedelta(days=30)  # in the bin


class NotInBin(Refused):
    """Only what was deleted before can go for good."""

    code = "not_in_bin"


@transaction.atomic
def purge(ticket: Ticket, *, by: Actor, at: datetime) -> None:
    """Remove the ticket with its messages, its mails' contents, its words and the files nothing else shows.

    Its events remain, and the ledger's rows without what they said; its code is never given again. Refuses a ticket that
    is not in the bin.
    """
    row = locked(ticket)
    if row.deleted_at is None:
        raise NotInBin(f"{row.code} is not in the bin; delete it first.")
    messages = Message.objects.filter(ticket=row)
    parts = MessageFile.objects.filter(message__in=messages)
    written = PendingFile.objects.filter(pending__ticket=row), DraftFile.objects.filter(draft__ticket=row)
    files = [file_id for rows in (parts, *written) for file_id in rows.values_list("file_id", flat=True)]
    # Messages that were copied to another ticket still show the mail they came by.
    came_by = messages.exclude(incoming=None).values("incoming")
    copies = Message.objects.exclude(ticket=row).filter(incoming__in=came_by)
    record(events.PURGED, row, by=by, at=at, data={"code": row.code})
    forget(ticket_id=row.pk, keeping=list(copies.values_list("incoming_id", flat=True)))
    remove("ticket", row.pk)
    row.delete()
    shown = MessageFile.objects.filter(file__in=files).values("file")
    discard(StoredFile.objects.filter(pk__in=files).exclude(pk__in=shown))
