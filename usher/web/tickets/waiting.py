"""Replies that wait to be sent, as the thread shows them at its end."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from usher.base.html import text_to_html
from usher.base.text import hue_of, initials
from usher.people.actors import Actor
from usher.people.models import Member
from usher.tickets.actions.calling_back import keeps_text
from usher.tickets.actions.sending_pending import is_overtaken
from usher.tickets.models import PendingFile, PendingReply, Ticket
from usher.tickets.queries import pending_on
from usher.web.files.downloading import address_of
from usher.web.tickets.images import placed
from usher.web.tickets.shown import Face


@dataclass(frozen=True)
class Waiting:
    """One reply: `is_own` may be sent now or put off; `left` seconds remain to undo it; `held` says why it stays here.

    `is_adopted`: who calls it back gets its text, for its author is gone. `holds`: it is held when the requester writes
    first; `is_overtaken`: they did.
    """

    id: int
    author: Face
    html: SafeString
    files: Sequence[PendingFile]
    is_own: bool
    is_adopted: bool
    is_undo: bool
    send_at: datetime
    left: int
    held: str
    holds: bool
    is_overtaken: bool


def waiting_on(ticket: Ticket, reader: Actor) -> list[Waiting]:
    """What the reader may see of what waits here, oldest first; one query where nothing waits."""
    rows = pending_on(ticket, reader)
    ids = [row.author_id for row in rows if row.author_kind == "member" and row.author_id]
    authors = Member.objects.in_bulk(ids) if ids else {}
    by_author = {row.author_id: row for row in rows if row.author_kind == "member" and row.author_id != reader.member_id}
    gone = {member_id for member_id, row in by_author.items() if not keeps_text(row, timezone.now())}
    return [_shown(row, reader, authors.get(row.author_id or 0), gone) for row in rows]


def _shown(row: PendingReply, reader: Actor, author: Member | None, gone: Collection[int | None]) -> Waiting:
    is_members = row.author_kind == "member"
    hue = author.hue if author and is_members else hue_of(row.author_name)
    files = list(row.files.all())
    pictures = {part.content_id: address_of(part.file) for part in files if part.content_id}
    return Waiting(
        id=row.pk,
        author=Face(row.author_name, initials(row.author_name), hue),
        html=mark_safe(placed(row.html or text_to_html(row.text), pictures)),  # cleaned when it was written, or escaped
        files=[part for part in files if not part.is_inline],
        is_own=(row.author_kind, row.author_id) == (reader.kind, reader.id),
        is_adopted=not is_members or row.author_id in gone,
        is_undo=row.is_undo,
        send_at=row.send_at,
        left=max(0, round((row.send_at - timezone.now()).total_seconds())),
        held=row.held_because if row.held_at else "",
        holds=row.holds_on_answer,
        is_overtaken=row.holds_on_answer and is_overtaken(row),
    )
