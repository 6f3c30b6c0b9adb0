"""One ticket goes into another: the part of a merge that is done for each source."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from usher.events.bus import record
from usher.people.actors import SYSTEM, Actor
from usher.tickets import events
from usher.tickets.actions.carrying import COUNTED, STAMPED, carry, recount, restamp
from usher.tickets.actions.keeping import keep_inside
from usher.tickets.actions.linking import leads_to
from usher.tickets.actions.locking import save
from usher.tickets.actions.moving import put
from usher.tickets.actions.participating import add_participants
from usher.tickets.actions.writing import Written, write
from usher.tickets.models import Draft, Follower, Merge, Message, MessageFile, Ticket, TicketLabel, TicketLink


@dataclass(frozen=True, slots=True)
class Options:
    """What a merge does. `comments` moves the messages; `attachments` their files, or copies them where messages stay.

    `close` closes the sources; `note` writes on both sides what happened, with `comment`.
    """

    comments: bool = True
    attachments: bool = True
    close: bool = True
    note: bool = True
    comment: str = ""

    @property
    def copies_files(self) -> bool:
        return self.attachments and not self.comments

    @property
    def leaves_files(self) -> bool:
        return self.comments and not self.attachments


@dataclass(frozen=True, slots=True)
class Taken:
    """What went over with one source."""

    merge: Merge
    files: int
    hidden: int
    closed: bool


def mixes(source: Ticket, target: Ticket) -> bool:
    """Whether the messages of one may be read by who reads the other: both asked by one person, or within one company.

    Everything else would show a customer's words to another customer.
    """
    if source.is_internal or target.is_internal or source.company_id != target.company_id:
        return False
    if source.requester_id == target.requester_id:
        return True
    asked = source.requester, target.requester
    return source.company_id is not None and all(one and one.company_id == source.company_id for one in asked)


def absorb(source: Ticket, *, into: Ticket, note: Message | None, by: Actor, at: datetime, options: Options) -> Taken:
    """Move what `options` say from one locked ticket into another, close the source, and keep what an undo needs."""
    before: dict[str, Any] = {
        "status": source.status, "own_status": source.own_status_id, "resolved_at": _iso(source.resolved_at),
        "closed_at": _iso(source.closed_at), "requester": source.requester_id, "company": source.company_id,
    }  # fmt: skip
    mixed = mixes(source, into)
    messages = Message.objects.filter(ticket=source)
    ids = list(messages.order_by("pk").values_list("pk", flat=True)) if options.comments else []
    before["public"] = list(messages.filter(pk__in=ids, is_public=True).values_list("pk", flat=True))
    hidden = 0 if mixed else Message.objects.filter(pk__in=before["public"]).update(is_public=False)
    carry(ids, to=into)
    added = _people(source, into, mixed) | {"labels": _labels(source, into), "note": note.pk if note else None}
    own_note = _tell_source(source, into, by, at, options)
    added |= _files(ids, source, note, own_note, options) | {"source_note": own_note.pk if own_note else None}
    closed = options.close and not source.is_closed
    added["link"] = None if options.close else _linked(source, into)
    if options.close and not mixed:
        keep_inside(source, at=at)
    added["drafts"] = _drafts(source, into) if options.close else []
    merge = Merge.objects.create(
        source=source, target=into, message_ids=ids, before=before, added=added, by_member_id=by.member_id, created_at=at
    )
    if options.close:
        source.merged_into = into
        put(source, "closed", by=SYSTEM, at=at)
    recount(source)
    restamp(source)
    save(source, at, "merged_into", *COUNTED, *STAMPED)
    record(events.MERGED, source, by=by, at=at, data={"into": into.pk, "code": into.code})
    return Taken(merge, _file_count(ids, added, options), hidden, closed)


def _labels(source: Ticket, into: Ticket) -> list[int]:
    present = set(into.ticket_labels.values_list("label_id", flat=True))
    new = [pk for pk in source.ticket_labels.values_list("label_id", flat=True) if pk not in present]
    TicketLabel.objects.bulk_create(TicketLabel(ticket=into, label_id=pk) for pk in new)
    return new


def _people(source: Ticket, into: Ticket, mixed: bool) -> dict[str, Any]:
    """Whoever followed the source or had it follows the target; people outside get copies only if they may read it."""
    members = {*source.followers.values_list("member_id", flat=True), source.assignee_id}
    present = {into.assignee_id, *into.followers.values_list("member_id", flat=True)}
    new = sorted(member for member in members - present if member)
    Follower.objects.bulk_create(Follower(ticket=into, member_id=pk) for pk in new)
    if not mixed:
        return {"followers": new, "participants": []}
    people = dict(source.participants.order_by("pk").values_list("email", "name"))
    if source.requester and source.requester_id != into.requester_id and source.requester.email:
        people.setdefault(source.requester.email, source.requester.name)
    known = set(into.participants.values_list("email", flat=True)) | {into.requester.email if into.requester else ""}
    joining = {email: name for email, name in people.items() if email not in known}
    add_participants(into, joining)
    return {"followers": new, "participants": list(joining)}


def _tell_source(source: Ticket, into: Ticket, by: Actor, at: datetime, options: Options) -> Message | None:
    if not options.note and not options.leaves_files:
        return None
    lines = [f"Merged into {into.code} “{into.subject}”.", options.comment.strip()]
    written = Written(text="\n\n".join(filter(None, lines)))
    return write(source, written, kind="note", is_public=False, by=by, at=at, source="web")


def _files(
    ids: list[int], source: Ticket, note: Message | None, own_note: Message | None, options: Options
) -> dict[str, Any]:
    """Files that stay behind hang on the source's note; files whose messages stay are copied to the target's."""
    if options.leaves_files and own_note:
        staying = MessageFile.objects.filter(message__in=ids, is_inline=False)
        kept = list(staying.values_list("pk", "message_id"))
        staying.update(message=own_note)
        return {"kept_files": kept}
    if options.copies_files and note:
        parts = MessageFile.objects.filter(message__ticket=source, is_inline=False).exclude(message=own_note)
        copies = [MessageFile(message=note, file_id=part.file_id) for part in parts.order_by("pk")]
        return {"copied_files": [part.pk for part in MessageFile.objects.bulk_create(copies)]}
    return {}


def _file_count(ids: list[int], added: dict[str, Any], options: Options) -> int:
    if options.comments:
        return MessageFile.objects.filter(message__in=ids, is_inline=False).count()
    return len(added.get("copied_files", ()))


def _drafts(source: Ticket, into: Ticket) -> list[int]:
    """What members have begun to write goes on where it can be sent; who writes the same on the target keeps both apart."""
    there = set(into.drafts.values_list("member_id", "kind"))
    rows = source.drafts.values_list("pk", "member_id", "kind")
    moving = [pk for pk, member_id, kind in rows if (member_id, kind) not in there]
    Draft.objects.filter(pk__in=moving).update(ticket=into)
    return moving


def _linked(source: Ticket, into: Ticket) -> int | None:
    """A source that stays open is at least marked as a duplicate, unless the target is one of it."""
    if leads_to(into, source, "duplicates"):
        return None
    link, new = TicketLink.objects.get_or_create(ticket=source, target=into, kind="duplicates")
    return link.pk if new else None


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
