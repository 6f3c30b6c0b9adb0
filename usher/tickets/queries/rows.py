"""What a list shows of each ticket: one statement, whatever the number of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from usher.base.tenancy import current_id
from usher.base.text import initials
from usher.people.actors import Actor
from usher.tickets.lifecycles import Shown, catalogue
from usher.tickets.models import Priority

# A ticket is unread for a member who has not looked since its requester last wrote; finished ones no longer ask for a look.
_SQL = """
SELECT t.own_status_id, t.type_id,
       t.id, t.number, t.code, t.subject, t.preview, t.status, t.priority, t.source, t.updated_at,
       t.response_count + t.note_count + 1,
       t.state IN ('open', 'waiting') AND coalesce(
           (SELECT s.seen_at < coalesce(t.last_requester_at, t.created_at) FROM tickets_seen s
             WHERE s.organization_id = t.organization_id AND s.ticket_id = t.id AND s.member_id = %(member)s), true),
       r.id, r.name, r.email, r.hue, c.name, a.id, a.name, a.hue,
       (SELECT json_agg(json_build_array(l.name, l.hue) ORDER BY lower(l.name)) FROM tickets_ticketlabel tl
          JOIN tickets_label l ON l.organization_id = tl.organization_id AND l.id = tl.label_id
         WHERE tl.organization_id = t.organization_id AND tl.ticket_id = t.id),
       (SELECT count(*) FROM tickets_assignment j WHERE j.organization_id = t.organization_id AND j.ticket_id = t.id),
       t.snoozed_until
  FROM tickets_ticket t
  LEFT JOIN people_contact r ON r.organization_id = t.organization_id AND r.id = t.requester_id
  LEFT JOIN people_company c ON c.organization_id = t.organization_id AND c.id = t.company_id
  LEFT JOIN people_member a ON a.organization_id = t.organization_id AND a.id = t.assignee_id
 WHERE t.organization_id = %(organization)s AND t.id = ANY(%(ids)s)
"""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person in a row."""

    id: int
    name: str
    hue: int

    @property
    def initials(self) -> str:
        return initials(self.name)


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket of a list. `labels` are pairs of name and hue; `unread` is the viewing member's.

    `status` is the built-in one; it is shown as `status_name`, in the colour `status_hue` if the organization chose one.
    """

    id: int
    number: int
    code: str
    subject: str
    preview: str
    status: str
    priority: str
    source: str
    updated_at: datetime
    message_count: int
    unread: bool
    requester: Someone | None
    company: str
    assignee: Someone | None
    labels: Sequence[tuple[str, int]]
    joined_count: int  # members beside the assignee
    snoozed_until: datetime | None
    status_name: str
    status_hue: int | None


def rows_of(ids: Sequence[int], viewer: Actor) -> list[Row]:
    """The rows of these tickets in this order. The ids come from a list that the viewer may see: nothing is asked again."""
    if not ids:
        return []
    values: dict[str, Any] = {"organization": current_id(), "ids": list(ids), "member": viewer.member_id or 0}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        found = cursor.fetchall()
    statuses = catalogue()
    rows = {row[2]: _row(row[2:], statuses.shown(row[7], row[0], row[1])) for row in found}
    return [rows[id] for id in ids if id in rows]


def _row(row: tuple[Any, ...], status: Shown) -> Row:
    requester = Someone(row[11], row[12] or row[13] or "Unknown", row[14]) if row[11] else None
    assignee = Someone(row[16], row[17], row[18]) if row[16] else None
    priority = Priority(row[6]).code
    own = (*row[:6], priority, *row[7:11], requester, row[15] or "", assignee, row[19] or (), *row[20:],
           status.name, status.hue)  # fmt: skip
    return Row(*own)
