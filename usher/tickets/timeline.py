"""The conversation of a ticket and what happened around it, read in pages: a ticket may hold thousands of messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from usher.events.models import Event
from usher.tickets import events
from usher.tickets.models import Message, MessageFile, Ticket

PAGE = 50  # messages
MOST = 300  # messages or events that one page ever holds

# Their message stands in the thread itself.
_WRITTEN = (events.OPENED, events.REPLIED, events.RECEIVED, events.NOTED)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of the conversation, oldest first; `earlier` messages lie before it, `later` says whether some follow."""

    messages: Sequence[Message]
    changes: Sequence[Event]
    earlier: int
    later: bool

    @property
    def first_id(self) -> int | None:
        """The id of the oldest message here: the anchor of a page that grows at its end."""
        return self.messages[0].pk if self.messages else None


def stretch_of(ticket: Ticket, *, since: int | None = None, before: int | None = None) -> Stretch:
    """The newest page; or the page that ends before the message `before`; or all from the message `since` on.

    Four queries, whatever the number of messages; two more are not needed for their files.
    """
    rows = messages_of(ticket)
    if before is not None:
        found = list(rows.filter(id__lt=before).order_by("-id")[:PAGE])
    elif since is not None:
        found = list(rows.filter(id__gte=since).order_by("-id")[:MOST])
    else:
        found = list(rows.order_by("-id")[:PAGE])
    found.reverse()
    earlier = ticket.messages.filter(id__lt=found[0].pk).count() if found else 0
    until = found[-1].created_at if found and before is not None else None
    begin = found[0].created_at if found and earlier else None
    return Stretch(found, changes_of(ticket, begin=begin, until=until), earlier, later=until is not None)


def messages_of(ticket: Ticket) -> QuerySet[Message]:
    """Its messages with authors and files."""
    files = Prefetch("files", MessageFile.objects.select_related("file").order_by("id"))
    rows: QuerySet[Message] = ticket.messages.select_related("author_member", "author_contact").prefetch_related(files)
    return rows


def changes_of(ticket: Ticket, *, begin: datetime | None, until: datetime | None) -> list[Event]:
    """What happened beside the messages, oldest first, between two moments (None: without bound), the newest 300."""
    rows = _events(ticket).exclude(name__in=_WRITTEN)
    if begin:
        rows = rows.filter(at__gte=begin)
    if until:
        rows = rows.filter(at__lt=until)
    return list(rows.order_by("-id")[:MOST])[::-1]


def activity_of(ticket: Ticket, limit: int = 12) -> list[Event]:
    """The newest of everything that happened, newest first."""
    return list(_events(ticket).order_by("-id")[:limit])


def _events(ticket: Ticket) -> QuerySet[Event]:
    rows: QuerySet[Event] = Event.objects.filter(subject_type="ticket", subject_id=ticket.pk)
    return rows
