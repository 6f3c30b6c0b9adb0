"""A message that landed on the wrong ticket goes to the right one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid
from usher.events.bus import record
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.absorbing import mixes
from usher.tickets.actions.carrying import COUNTED, STAMPED, carry, recount, restamp
from usher.tickets.actions.locking import locked_together, save
from usher.tickets.actions.merging import merge
from usher.tickets.actions.writing import refuse_closed
from usher.tickets.models import Message, Ticket, description_of


@transaction.atomic
def move_message(message: Message, *, to: Ticket, by: Actor, at: datetime) -> Ticket:
    """Put the message with its files and mails onto another ticket and return that; answers to it follow it there.

    On a ticket of its own author it is shown to them, unless their domain disowns the mail; on one of somebody else it is
    internal, so that nobody reads what was not for them. The only message of a ticket takes the whole ticket along: that is
    a merge. Nobody is mailed.
    Refuses to leave a ticket without its description, and closed tickets.
    """
    rows = locked_together([message.ticket_id, to.pk])
    source, target = rows[message.ticket_id], rows[to.pk]
    moved = source.messages.filter(pk=message.pk).first()
    if moved is None or source.pk == target.pk:
        raise Invalid({"other": f"The message is on {target.code} already, or gone from {source.code}."})
    refuse_closed(target)
    first = description_of(source)
    if first and first.pk == moved.pk:
        return _with_its_ticket(source, target, by, at)
    told = {"message": moved.pk, "was_public": moved.is_public, "had_flag": moved.flag}
    source.messages.filter(pk=moved.pk).update(**_shown(moved, source, target))
    carry([moved.pk], to=target)
    _settle(source, target, at)
    record(events.MESSAGE_MOVED, source, by=by, at=at, data={**told, "to": target.pk, "code": target.code})
    record(events.MESSAGE_BROUGHT, target, by=by, at=at, data={**told, "from": source.pk, "code": source.code})
    return target


def bring_back(moved: Mapping[str, Any], *, to: Ticket, by: Actor, at: datetime) -> Ticket:
    """Take a move (`moved`: the data of its event) back: the message is on its ticket again, as visible as it was."""
    rows = locked_together([to.pk, moved["to"]])
    source, target = rows[to.pk], rows.get(moved["to"])
    message = target.messages.filter(pk=moved["message"]).first() if target else None
    if target is None or message is None:
        raise Invalid({"message": f"The message is no longer on {moved['code']}."})
    carry([message.pk], to=source)
    is_public = moved["was_public"] and not source.is_internal
    Message.objects.filter(pk=message.pk).update(is_public=is_public, flag=moved["had_flag"])
    _settle(source, target, at)
    told = {"message": message.pk, "was_public": message.is_public, "had_flag": message.flag}
    record(events.MESSAGE_MOVED, target, by=by, at=at, data={**told, "to": source.pk, "code": source.code})
    record(events.MESSAGE_BROUGHT, source, by=by, at=at, data={**told, "from": target.pk, "code": target.code})
    return source


def _shown(moved: Message, source: Ticket, target: Ticket) -> dict[str, Any]:
    is_theirs = bool(moved.author_contact_id) and moved.author_contact_id == target.requester_id
    if moved.kind == "reply" and is_theirs and not moved.is_disowned:
        return {"is_public": not target.is_internal, "flag": ""}
    return {"is_public": moved.is_public and mixes(source, target)}


def _with_its_ticket(source: Ticket, target: Ticket, by: Actor, at: datetime) -> Ticket:
    if source.messages.count() > 1:
        raise Invalid({"other": f"It is the description of {source.code}; merge {source.code} into {target.code} instead."})
    merged = merge(target, sources=[source.pk], by=by, at=at)
    if merged.refused:
        raise Invalid({"other": " ".join(map(str, merged.refused.values()))})
    return merged.target


def _settle(source: Ticket, target: Ticket, at: datetime) -> None:
    for row in (source, target):
        recount(row)
        restamp(row)
        save(row, at, *COUNTED, *STAMPED)
