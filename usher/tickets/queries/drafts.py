"""Texts that members have begun and not sent: one's own, and who else is writing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from usher.people.models import Member
from usher.tickets.models import Draft, Ticket

RECENTLY = timedelta(minutes=2)  # whoever changed a text since then is writing


@dataclass(frozen=True, slots=True)
class Writer:
    """A member who is writing a reply, note or update. What they write is theirs alone."""

    member: Member
    kind: str


def writing_on(ticket: Ticket, reader_id: int, at: datetime) -> tuple[dict[str, Draft], list[Writer]]:
    """The reader's own kept texts by kind, the newest first, and who else is writing at this moment.

    One query; two more for the files of kept texts.
    """
    rows = Draft.objects.filter(Q(member_id=reader_id) | Q(updated_at__gt=at - RECENTLY), ticket=ticket)
    found = list(rows.select_related("member").prefetch_related("files__file").order_by("-updated_at"))
    own = {row.kind: row for row in found if row.member_id == reader_id}
    return own, [Writer(row.member, row.kind) for row in found if row.member_id != reader_id]


def newest_texts(ticket_ids: Sequence[int], member_id: int) -> dict[int, str]:
    """Ticket id → the beginning of what the member wrote there last; one query for a page of a list."""
    rows = Draft.objects.filter(ticket__in=ticket_ids, member_id=member_id).order_by("updated_at")
    return {ticket_id: " ".join(text[:400].split())[:200] for ticket_id, text in rows.values_list("ticket_id", "text")}
