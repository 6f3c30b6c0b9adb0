"""A member answers the requester."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from usher.events.bus import record
from usher.mail.models import IncomingMail
from usher.organizations.queries import current
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked, save
from usher.tickets.actions.moving import move, move_along
from usher.tickets.actions.writing import Written, refuse_closed, write
from usher.tickets.models import Message, Ticket

WAITS = {"open", "assigned", "in_progress"}


@transaction.atomic
def reply(
    ticket: Ticket, written: Written, *, by: Actor, at: datetime, source: str = "web", notifies: bool = True,
    sent_to: Sequence[str] = (), then: str | None = None, incoming: IncomingMail | None = None,
) -> Message:  # fmt: skip
    """Add a public reply; with `notifies` it is mailed to the requester and the participants (or to `sent_to`).

    Stamps the first response. Then moves to the status `then` if given, else to waiting_customer where the
    organization says so for this door. Refuses empty messages, closed tickets and what `move` refuses.
    """
    written.refuse_empty()
    row = locked(ticket)
    refuse_closed(row)
    message = write(
        row, written, kind="reply", is_public=True, by=by, at=at, source=source, notifies=notifies, sent_to=sent_to,
        incoming=incoming,
    )  # fmt: skip
    if message.is_public:
        row.first_response_at = row.first_response_at or at
        row.last_response_at = at
        row.response_count += 1
    else:
        row.note_count += 1
    save(row, at, "first_response_at", "last_response_at", "response_count", "note_count", "preview", "attachment_count")
    record(events.REPLIED, row, by=by, at=at, data={"message": message.pk, "notifies": message.notifies})
    if then:
        move(row, to=then, by=by, at=at)
    elif message.is_public and row.status in WAITS and _waits(source):
        move_along(row, "waiting_customer", at=at)
    return message


def _waits(source: str) -> bool:
    organization = current()
    return organization.reply_waits_by_api if source == "api" else organization.reply_waits_on_screens
