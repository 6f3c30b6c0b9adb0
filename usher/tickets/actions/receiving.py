"""Somebody outside writes on a ticket."""

from datetime import datetime, timedelta

from django.db import transaction

from usher.events.bus import record
from usher.events.models import Event
from usher.mail.models import IncomingMail
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.assigning import is_assigned
from usher.tickets.actions.locking import locked, save
from usher.tickets.actions.moving import move_along
from usher.tickets.actions.snoozing import end_snooze
from usher.tickets.actions.writing import Written, refuse_closed, write
from usher.tickets.lifecycles import flow_of
from usher.tickets.models import Message, Ticket

DAY = timedelta(days=1)
MOST_REOPENED = 20  # by messages, in a day
WAKES = {"waiting_customer", "on_hold", "auto_close"}


@transaction.atomic
def receive(
    ticket: Ticket, written: Written, *, by: Actor, at: datetime, source: str, email: str = "", trusted: bool = True,
    wakes: bool = True, flag: str = "", incoming: IncomingMail | None = None,
) -> Message:  # fmt: skip
    """Add a contact's message.

    `trusted=False` (a stranger who knows the thread): stored internal with a `flag`. It only ends a snooze, for a member
    has to look at it and a ticket that sleeps is looked at by nobody; status, people and times stay.
    `wakes=False` (automatic mail): added, but status and requester's time stay. Otherwise a waiting ticket goes on
    (in progress; open if nobody is assigned, unless its lifecycle says in progress always) and a resolved one is
    reopened, but 20 times a day at most.
    Closed ones refuse.
    """
    written.refuse_empty()
    row = locked(ticket)
    refuse_closed(row)
    message = write(
        row, written, kind="reply", is_public=trusted, by=by, at=at, source=source, email=email, flag=flag,
        incoming=incoming,
    )  # fmt: skip
    if trusted and wakes:
        row.last_requester_at = at
    row.response_count += message.is_public
    row.note_count += not message.is_public
    save(row, at, "last_requester_at", "response_count", "note_count", "preview", "attachment_count")
    told = {"message": message.pk, "trusted": trusted, "wakes": wakes, "has_hands": trusted and wakes and _has_hands(row)}
    record(events.RECEIVED, row, by=by, at=at, data=told)
    if wakes:
        end_snooze(row, by=by, at=at, why="answer")
    if trusted and wakes:
        _wake(row, at)
    return message


def _has_hands(row: Ticket) -> bool:
    """Whether any member has the ticket or follows it."""
    return row.assignee_id is not None or row.followers.exists()


def _wake(row: Ticket, at: datetime) -> None:
    if row.status in WAKES:
        goes_on = flow_of(row).wakes_to_in_progress or is_assigned(row)
        move_along(row, "in_progress" if goes_on else "open", at=at)
    elif row.status == "resolved" and not _is_a_machine(row, at):
        move_along(row, "open", at=at)


def _is_a_machine(row: Ticket, at: datetime) -> bool:
    """Whether it was reopened so often within a day that no person can be at it: the message is there, that is enough."""
    reopened = Event.objects.filter(subject_type="ticket", subject_id=row.pk, name=events.REOPENED, at__gt=at - DAY)
    return row.reopen_count >= MOST_REOPENED and reopened.count() >= MOST_REOPENED
