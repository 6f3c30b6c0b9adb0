"""A message that is about something else becomes a ticket of its own."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from usher.base.refusals import Invalid
from usher.events.bus import record
from usher.mail.models.incoming import DISOWNED
from usher.people.actors import Actor
from usher.people.models import Contact
from usher.tickets import events
from usher.tickets.actions.carrying import COUNTED, STAMPED, carry, recount, restamp
from usher.tickets.actions.locking import locked, save
from usher.tickets.actions.opening import open_ticket
from usher.tickets.models import Message, MessageFile, Priority, Ticket, TicketLink, description_of

MOST = 100  # messages at once


@transaction.atomic
def split(ticket: Ticket, *, messages: Sequence[int], subject: str, by: Actor, at: datetime, keeps: bool = False) -> Ticket:
    """Open a ticket with these messages, linked to the old one, and return it. Nobody is mailed.

    The author of the first of them is its requester, if that is a contact. The messages move with their files, or are
    copied with `keeps`; the description can only be copied. What the new requester has not written and could not read
    before is internal there. Refuses messages of other tickets.
    """
    row = locked(ticket)
    chosen = _chosen(row, messages, keeps)
    requester: Contact | None = chosen[0].author_contact or row.requester
    new = open_ticket(
        subject=subject, by=by, at=at, source=row.source, requester=requester, team=row.team, type=row.type,
        category=row.category, priority=Priority(row.priority), visibility=row.visibility, mailbox=row.mailbox,
        asks=False,
    )  # fmt: skip
    ids = _copied(chosen, new, at) if keeps else [message.pk for message in chosen]
    if not keeps:
        carry(ids, to=new)
    _show(ids, row, new)
    TicketLink.objects.create(ticket=new, target=row, kind="relates")
    for changed in (row, new):
        recount(changed)
        restamp(changed)
        save(changed, at, *COUNTED, *STAMPED)
    told = {"to": new.pk, "code": new.code, "messages": len(ids), "is_copy": keeps}
    record(events.SPLIT, row, by=by, at=at, data=told)
    record(events.SPLIT_OFF, new, by=by, at=at, data={"from": row.pk, "code": row.code, "messages": len(ids)})
    return new


def _chosen(row: Ticket, ids: Sequence[int], keeps: bool) -> list[Message]:
    wanted = set(ids)
    if not 1 <= len(wanted) <= MOST:
        raise Invalid({"messages": f"Choose one message, or up to {MOST}."})
    found = list(row.messages.filter(pk__in=wanted).select_related("author_contact__company").order_by("pk"))
    if len(found) != len(wanted):
        raise Invalid({"messages": f"One of these messages is not on {row.code}, or no longer. Choose again."})
    first = description_of(row)
    if not keeps and first and first.pk in wanted:
        raise Invalid({"messages": f"The first message is the description of {row.code} and stays there; copy it instead."})
    return found


def _copied(chosen: list[Message], new: Ticket, at: datetime) -> list[int]:
    ids = []
    for message in chosen:
        files = list(message.files.order_by("pk"))
        message.came_from_id, message.ticket, message.pk = message.came_from_id or message.ticket_id, new, None
        message.save(force_insert=True)
        ids.append(message.pk)
        for part in files:
            part.message, part.pk = message, None
        MessageFile.objects.bulk_create(files)
    return ids


def _show(ids: Sequence[int], row: Ticket, new: Ticket) -> None:
    """A requester sees what they wrote, and what they could see before; a stranger's message was internal until now.

    What only claims to be theirs (DMARC failed) stays as it was.
    """
    messages = Message.objects.filter(pk__in=ids)
    own = messages.filter(author_contact=new.requester) if new.requester_id else messages.none()
    if new.requester_id != row.requester_id or new.company_id != row.company_id:
        messages.exclude(pk__in=own.values("pk")).update(is_public=False)
    if not new.is_internal:
        own.filter(kind="reply").exclude(incoming__authentication__contains=DISOWNED).update(is_public=True, flag="")
