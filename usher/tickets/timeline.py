"""The conversation of a ticket and what happened around it, read in pages: a ticket may hold thousands of messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from usher.events.models import Event
from usher.tickets import events
from usher.tickets.models import Message, MessageFile, Ticket

# One thread, three ways to read it: all of it, what the requester sees, what only members see.
TABS: dict[str, Q] = {
    "": Q(),
    "updates": Q(is_public=True) & ~Q(kind="chat"),
    "internal": Q(is_public=False) & ~Q(kind="chat"),
}
PAGE = 50  # messages
MOST = 300  # messages or events that one page ever holds
ACTIVITY = 12  # events in the timeline beside the conversation

# Their message stands in the thread itself.
_WRITTEN = (events.OPENED, events.REPLIED, events.RECEIVED, events.NOTED, events.UPDATE_ADDED)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of the conversation, oldest first; `earlier` messages lie before it, `later` says whether some follow.

    `changes` is what happened beside the messages in that time, `newest` the newest events of all kinds, newest first.
    """

    messages: Sequence[Message]
    changes: Sequence[Event]
    newest: Sequence[Event]
    earlier: int
    later: bool

    @property
    def first_id(self) -> int | None:
        """The id of the oldest message here: the anchor of a page that grows at its end."""
        return self.messages[0].pk if self.messages else None


def stretch_of(ticket: Ticket, *, since: int | None = None, before: int | None = None, tab: str = "") -> Stretch:
    """The newest page; or the page that ends before the message `before`; or all from the message `since` on.

    With a `tab` (one of TABS) its messages only, and no changes between them. At most four queries, whatever the number of
    messages.
    """
    rows = messages_of(ticket).filter(TABS[tab]).order_by("-id")
    if before is not None:
        found = list(rows.filter(id__lt=before)[:PAGE])
    elif since is not None:
        found = list(rows.filter(id__gte=since)[:MOST])
    else:
        found = list(rows[:PAGE])
    found.reverse()
    is_all = len(found) < (PAGE if since is None else MOST) and not since
    earlier = ticket.messages.filter(TABS[tab], id__lt=found[0].pk).count() if found and not is_all else 0
    begin = found[0].created_at if found and earlier else None
    until = found[-1].created_at if found and before is not None else None
    happened = _happened(ticket, begin if until else None, until)
    between = happened if not tab else []
    changes = [event for event in between if event.name not in _WRITTEN and (begin is None or event.at >= begin)]
    return Stretch(found, changes, happened[: -ACTIVITY - 1 : -1], earlier, later=until is not None)


def messages_of(ticket: Ticket) -> QuerySet[Message]:
    """Its messages with authors, files and the mails they came by."""
    files = Prefetch("files", MessageFile.objects.select_related("file").order_by("id"))
    rows: QuerySet[Message] = ticket.messages.select_related("author_member", "author_contact", "came_from", "incoming")
    return rows.prefetch_related(files)


def _happened(ticket: Ticket, begin: datetime | None, until: datetime | None) -> list[Event]:
    """The newest 300 events between two moments (None: without bound), oldest first."""
    rows = Event.objects.filter(subject_type="ticket", subject_id=ticket.pk)
    if begin:
        rows = rows.filter(at__gte=begin)
    if until:
        rows = rows.filter(at__lt=until)
    return list(rows.order_by("-id")[:MOST])[::-1]
