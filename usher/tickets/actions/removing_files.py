"""A file that should not have come goes, alone; its message stays."""

from datetime import datetime

from django.db import transaction

from usher.events.bus import record
from usher.files.actions import discard
from usher.files.models import StoredFile
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.models import MessageFile, Ticket


@transaction.atomic
def remove_file(part: MessageFile, *, by: Actor, at: datetime) -> Ticket:
    """Take the file out of its message for good, and delete its bytes unless another message shows them.

    The event keeps its name and size. What was mailed already cannot be called back. Nothing happens where somebody took it
    out a moment ago, or a merge took it elsewhere.
    """
    row = locked(part.message.ticket)
    if not MessageFile.objects.filter(pk=part.pk, message__ticket=row).exists():
        return row
    file = part.file
    part.delete()
    if not part.is_inline:
        row.attachment_count = max(row.attachment_count - 1, 0)
    save(row, at, "attachment_count")
    if not MessageFile.objects.filter(file=file).exists():
        discard(StoredFile.objects.filter(pk=file.pk))
    data = {"message": part.message_id, "name": file.name, "size": file.size}
    record(events.FILE_REMOVED, row, by=by, at=at, data=data)
    return row
