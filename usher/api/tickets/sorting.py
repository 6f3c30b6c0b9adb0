"""What lists of tickets are sorted by: every field of a ticket, with what it is in SQL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta

from usher.api.fields import LARGEST
from usher.tickets.fields import Definition, fields
from usher.tickets.fields.comparing import column_of

# What a cursor holds, by the type in SQL. Anybody can write one, so nothing in it may surprise the database.
TYPES: dict[str, Any] = {
    "timestamptz": Annotated[datetime, Meta(tz=True)], "text": Annotated[str, Meta(pattern=r"^[^\x00]*$")],
    "smallint": Annotated[int, Meta(ge=0, le=9)], "bigint": Annotated[int, Meta(ge=-LARGEST, le=LARGEST)],
    "float8": float, "uuid": Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sort:
    """A field to sort by: an expression over the ticket `t` and its type. Text begins at A, the rest on top.

    `attribute` is where the shape of a ticket shows the value; then one statement reads page and cursor together.
    """

    name: str
    sql: str
    type: str
    attribute: str = ""
    is_nullable: bool = True
    other_names: tuple[str, ...] = ()
    field: Definition | None = None  # of a custom field with one value: its rows lie in order
    join: str = ""  # what the expression needs beside `t`

    @property
    def ascends(self) -> bool:
        """The direction when nothing is said."""
        return self.type in {"text", "uuid"}


def _always(name: str, sql: str, type: str, attribute: str, *other_names: str) -> Sort:
    return Sort(name, sql, type, attribute, False, other_names)


def _of(name: str, sql: str, type: str = "bigint", *other_names: str) -> Sort:
    return Sort(name, sql, type, "", True, other_names)


def _name(name: str, table: str, column: str, key: str, *other_names: str) -> Sort:
    join = f" LEFT JOIN {table} {key}_ ON {key}_.organization_id = t.organization_id AND {key}_.id = t.{key}"
    return Sort(name, f"lower({key}_.{column})", "text", "", True, other_names, join=join)


_LABEL = """(SELECT min(lower(l.name)) FROM tickets_ticketlabel tl
    JOIN tickets_label l ON l.organization_id = tl.organization_id AND l.id = tl.label_id
    WHERE tl.organization_id = t.organization_id AND tl.ticket_id = t.id)"""
_OPENING = """(SELECT lower(left(m.text, 200)) FROM tickets_message m
    WHERE m.organization_id = t.organization_id AND m.ticket_id = t.id ORDER BY m.id LIMIT 1)"""
SORTS = (
    _always("id", "t.id", "bigint", "id"),
    _always("ticketNumber", "t.number", "bigint", "", "number", "code", "ticket"),
    _always("uniqueId", "t.unique_id", "uuid", "unique_id"),
    _always("createdAt", "t.created_at", "timestamptz", "created_at", "created", "createdDate", "date"),
    _always("updatedAt", "t.updated_at", "timestamptz", "updated_at", "updated", "lastActivity", "modifiedAt"),
    _always("priority", "t.priority", "smallint", "priority"),
    _always("subject", "lower(t.subject)", "text", "", "title", "summary"),
    _of("description", _OPENING, "text", "body"),
    _always("status", "t.status", "text", "exact_status", "exactStatus"),
    _name("ownStatus", "tickets_organizationstatus", "code", "own_status_id"),
    _always("state", "t.state", "text", "state"),
    _always("source", "t.source", "text", "source", "channel"),
    _always("visibility", "t.visibility", "text", "visibility"),
    _of("firstResponseAt", "t.first_response_at", "timestamptz"),
    _of("lastResponseAt", "t.last_response_at", "timestamptz"),
    _of("lastCustomerResponseAt", "t.last_requester_at", "timestamptz", "lastRequesterAt"),
    _of("resolvedAt", "t.resolved_at", "timestamptz", "resolved"),
    _of("closedAt", "t.closed_at", "timestamptz", "closed"),
    _of("reopenedAt", "t.reopened_at", "timestamptz", "reopened"),
    _of("snoozedUntil", "t.snoozed_until", "timestamptz"),
    _of("firstResponseTime", "extract(epoch FROM t.first_response_at - t.created_at)::float8", "float8"),
    _of("resolutionTime", "extract(epoch FROM t.resolved_at - t.created_at)::float8", "float8"),
    _of("typeId", "t.type_id", "bigint", "ticketTypeId"),
    _name("type", "tickets_tickettype", "name", "type_id", "typeName", "ticketType"),
    _of("categoryId", "t.category_id"),
    _name("category", "tickets_category", "name", "category_id", "categoryName"),
    _of("assignedToUserId", "t.assignee_id", "bigint", "assignedTo", "assigneeId"),
    _name("assigneeName", "people_member", "name", "assignee_id", "assignee", "assignedToName"),
    _of("assignedToTeamId", "t.team_id", "bigint", "assignedTeamId", "teamId"),
    _name("team", "people_team", "name", "team_id", "teamName"),
    _of("requesterId", "t.requester_id", "bigint", "contactId"),
    _name("requesterName", "people_contact", "name", "requester_id", "requester", "contactName"),
    _name("requesterEmail", "people_contact", "email", "requester_id", "contactEmail"),
    _name("requesterPhone", "people_contact", "phone", "requester_id"),
    _of("companyId", "t.company_id", "bigint", "merchantId", "clientId"),
    _name("language", "people_contact", "language", "requester_id"),
    _name("companyName", "people_company", "name", "company_id", "company", "merchantName"),
    _name("companyTier", "people_company", "tier", "company_id", "tier"),
    _of("tags", _LABEL, "text", "labels", "tag", "label"),
    _always("responseCount", "t.response_count", "bigint", "response_count", "responses"),
    _always("internalNoteCount", "t.note_count", "bigint", "internal_note_count", "noteCount"),
    _always("attachmentCount", "t.attachment_count", "bigint", "attachment_count", "attachments"),
    _always("reopenCount", "t.reopen_count", "bigint", "reopen_count"),
    _of("createdBy", "CASE WHEN t.created_by_kind = 'member' THEN t.created_by_id END"),
    _always("createdByName", "lower(t.created_by_name)", "text", ""),
    _always("createdByType", "t.created_by_kind", "text", "created_by_type"),
    _of("externalSource", "nullif(t.external_source, '')", "text"),
    _of("externalTicketId", "nullif(t.external_id, '')", "text", "externalId"),
    _of("mailboxId", "t.mailbox_id"),
    _of("mergedIntoId", "t.merged_into_id", "bigint", "mergedInto"),
    _always("version", "t.version", "bigint", "version"),
)


def _key(name: str) -> str:
    return name.replace("_", "").lower()


_SORTS = {_key(name): sort for sort in SORTS for name in (sort.name, *sort.other_names)}
NAMES = ", ".join(sort.name for sort in SORTS)
CUSTOM = ("customfields.", "custom_fields.", "cf_")


def sort_named(name: str) -> Sort | None:
    """The sort of this name or alias, in camelCase or snake_case; custom fields are those of the organization entered."""
    prefix = custom_prefix(name)
    if not prefix:
        return _SORTS.get(_key(name))
    field = fields().by_key.get(name[len(prefix) :])
    return _custom(field) if field else None


def custom_prefix(name: str) -> str:
    """What says that the rest of the name is the key of a custom field; empty when nothing does."""
    return next((prefix for prefix in CUSTOM if name.lower().startswith(prefix)), "")


def _custom(field: Definition) -> Sort:
    column = column_of(field)
    sql = (
        f"(SELECT min(v.{column}) FROM tickets_customvalue v"
        f" WHERE v.organization_id = t.organization_id AND v.ticket_id = t.id AND v.field_id = {field.id})"
    )
    type = {"text": "text", "number": "bigint", "moment": "timestamptz"}[column]
    return Sort(f"customFields.{field.key}", sql, type, field=None if field.kind == "choices" else field)
