"""A request that is begun and kept, to be finished later: until then it exists for its author alone.

It has its code from the beginning: numbers follow each other in the order in which requests were begun. It is opened at
the moment it is finished: that is its created time, and only then is anything announced, offered or mailed.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.base.text import one_line
from usher.events.bus import record
from usher.organizations.models.counter import next_number
from usher.organizations.queries import current
from usher.people.actors import Actor
from usher.tickets import events
from usher.tickets.actions.locking import locked
from usher.tickets.actions.moving import begin
from usher.tickets.actions.opening import SUBJECT_LENGTH, checked_subject, hand_to
from usher.tickets.actions.writing import Attached, Written, add, count
from usher.tickets.fields import check, put_values, write_rows
from usher.tickets.models import Message, Ticket, TicketLabel

COLUMNS = {
    "requester", "priority", "assignee", "team", "type", "category", "visibility", "external_source", "external_id",
}  # fmt: skip
FIELDS = COLUMNS | {"subject", "written", "notifies", "labels", "custom_fields"}


class NotADraft(Refused):
    """It was finished already."""

    code = "not_a_draft"


@transaction.atomic
def save_draft(
    draft: Ticket | None, *, wanted: Mapping[str, Any], by: Actor, at: datetime, source: str = "web", is_kept: bool = True
) -> Ticket:
    """Begin a request, or change one that is begun; `wanted` holds any of FIELDS, and nothing in it is required yet.

    Without `is_kept` it is only there to be opened in a moment, and no event says that it was begun. The files of what is
    written come to those that are there. Refuses wrong custom fields, and tickets that are open.
    """
    if unknown := set(wanted) - FIELDS:
        raise Invalid(dict.fromkeys(sorted(unknown), "is no field of a draft."))
    row = draft_locked(draft) if draft else _begun(by, at, source)
    for name in COLUMNS & set(wanted):
        setattr(row, name, wanted[name])
    if "subject" in wanted:
        row.subject = one_line(str(wanted["subject"]), SUBJECT_LENGTH)
    if "requester" in wanted:
        row.company = row.requester.company if row.requester else None
    values = check(
        wanted.get("custom_fields") or {}, type_id=row.type_id, at=at, stored=row.custom_fields,
        public_only=by.kind == "contact",
    )  # fmt: skip
    put_values(row, values)
    row.updated_at, row.version = at, row.version + bool(draft)
    if not draft:
        row.number = next_number("ticket")
        row.code = f"{(row.company.prefix if row.company else '') or current().prefix}-{row.number}"
    row.save()
    write_rows(row, values, is_new=not draft)
    _keep_rest(row, wanted, by, at, source)
    if not draft and is_kept:
        record(events.DRAFTED, row, by=by, at=at)
    return row


def draft_locked(ticket: Ticket) -> Ticket:
    """The draft's row, locked. Raises NotADraft when it is open, or is being opened."""
    row = locked(ticket)
    if row.state != "draft":
        raise NotADraft(f"{row.code} was finished already: it is no draft any more.")
    if row.pending.filter(opens=True, held_at=None).exists():
        raise NotADraft(f"{row.code} is opened in a moment. Undo that first to change it.")
    return row


def _begun(by: Actor, at: datetime, source: str) -> Ticket:
    return Ticket(
        subject="", status="draft", state="draft", source=source, created_by_kind=by.kind, created_by_id=by.id,
        created_by_name=by.name, created_at=at, updated_at=at,
    )  # fmt: skip


def _keep_rest(row: Ticket, wanted: Mapping[str, Any], by: Actor, at: datetime, source: str) -> None:
    if "labels" in wanted:
        row.ticket_labels.all().delete()
        TicketLabel.objects.bulk_create(TicketLabel(ticket=row, label=label) for label in dict.fromkeys(wanted["labels"]))
    before = row.messages.order_by("id").first()
    written = wanted.get("written") or (Written(before.text, before.html) if before else None)
    if written is None or not (written.text.strip() or written.files or before):
        return
    notifies = wanted.get("notifies", before.notifies if before else True) and by.kind == "member"
    message = add(row, written, kind="reply", is_public=True, by=by, at=at, source=source, notifies=notifies)
    if before:
        before.files.update(message=message)
        before.delete()


@transaction.atomic
def finish_draft(draft: Ticket, *, by: Actor, at: datetime) -> Ticket:
    """Open what was begun, as if it were written this moment: see `open_ticket` for what follows.

    Refuses an empty subject and missing fields that the type requires; then it stays a draft.
    """
    row = draft_locked(draft)
    refuse_unfinished(row, by=by, at=at)
    row.pending.all().delete()  # what was held
    row.team = row.team or (row.type.team if row.type else None)
    row.category = row.category or (row.type.category if row.type else None)
    row.last_requester_at = at if by.kind == "contact" else None
    row.created_at = row.updated_at = at
    row.version += 1
    assignee, row.assignee = row.assignee, None
    begin(row)
    message = row.messages.order_by("id").first()
    if message:
        _open_message(row, message, at)
    row.save()
    told = {"message": message.pk if message else None, "notifies": bool(message and message.notifies)}
    record(events.OPENED, row, by=by, at=at, data={"source": row.source, "requester": row.requester_id, **told})
    if assignee:
        hand_to(row, assignee, by=by, at=at)
    return row


def refuse_unfinished(row: Ticket, *, by: Actor, at: datetime) -> None:
    """Refuse an empty subject and missing fields that the type requires."""
    row.subject = checked_subject(row.subject)
    stored = row.custom_fields
    check(stored, type_id=row.type_id, at=at, stored=stored, complete=True, public_only=by.kind == "contact")


def _open_message(row: Ticket, message: Message, at: datetime) -> None:
    message.created_at, message.is_public = at, not row.is_internal
    message.save(update_fields=["created_at", "is_public"])
    parts = [Attached(part.file, part.is_inline) for part in message.files.select_related("file")]
    count(row, Written(message.text, files=parts), is_public=True)
