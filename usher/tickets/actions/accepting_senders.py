"""Somebody who had no part in a ticket wrote on it, and a member lets them in."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.events.bus import record
from usher.mail.models.incoming import DISOWNED
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.carrying import COUNTED, STAMPED, recount, restamp
from usher.tickets.actions.locking import locked, save
from usher.tickets.actions.participating import add_participants
from usher.tickets.actions.writing import refuse_closed
from usher.tickets.models import Message


class NothingToAccept(Refused):
    """The message is from nobody who waits to be let in."""

    code = "nothing_to_accept"


@transaction.atomic
def accept_sender(message: Message, *, by: Actor, at: datetime) -> Message:
    """Show what an unknown sender wrote, all of it on this ticket, and give them copies from now on.

    What others wrote in their name (their domain disowns it) is shown only if it is this very message. The requester stays
    who they are. Refuses messages that are no unknown sender's, and closed tickets.
    """
    row = locked(message.ticket)
    refuse_closed(row)
    found = row.messages.filter(pk=message.pk).select_related("author_contact").first()
    if found is None or not is_unconfirmed(found):
        raise NothingToAccept("There is nobody to accept: the message was confirmed, or a member wrote it.")
    theirs = row.messages.filter(
        author_contact=found.author_contact_id, author_email=found.author_email, kind="reply", is_public=False
    ).exclude(flag="")
    shown = {found.pk, *theirs.exclude(incoming__authentication__contains=DISOWNED).values_list("pk", flat=True)}
    row.messages.filter(pk__in=shown).update(is_public=not row.is_internal, flag="")
    if found.author_contact_id != row.requester_id:
        add_participants(row, {found.author_email: found.author_name})
    recount(row)
    restamp(row)
    save(row, at, *COUNTED, *STAMPED)
    record(events.SENDER_ACCEPTED, row, by=by, at=at, data={"message": found.pk, "email": found.author_email})
    found.refresh_from_db()
    return found


def is_unconfirmed(message: Message) -> bool:
    """Whether somebody outside wrote it whom nobody has let in yet."""
    waits = not message.is_public and message.kind == "reply" and bool(message.flag)
    return waits and message.author_kind == "contact" and "@" in message.author_email
