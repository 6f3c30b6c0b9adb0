"""The order of a list of tickets, and the cursors that lead through it without counting rows."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from usher.api.fields import LARGEST, Id
from usher.api.paging import PageNumber
from usher.api.tickets.query import TicketQuery
from usher.base.refusals import Invalid
from usher.tickets.representation import TicketShape

PRIORITY = {"low": 1, "medium": 2, "high": 3, "urgent": 4}

# field → (column, its type if a cursor can go by it: never null). Text begins at A when nothing is said, the rest on top.
FIELDS: dict[str, tuple[str, str]] = {
    "id": ("t.id", "bigint"), "ticketNumber": ("t.number", ""), "createdAt": ("t.created_at", "timestamptz"),
    "updatedAt": ("t.updated_at", "timestamptz"), "priority": ("t.priority", "smallint"), "subject": ("t.subject", "text"),
    "status": ("t.status", ""), "state": ("t.state", "text"), "source": ("t.source", "text"),
    "visibility": ("t.visibility", "text"), "firstResponseAt": ("t.first_response_at", ""),
    "lastResponseAt": ("t.last_response_at", ""), "lastCustomerResponseAt": ("t.last_requester_at", ""),
    "resolvedAt": ("t.resolved_at", ""), "closedAt": ("t.closed_at", ""), "typeId": ("t.type_id", ""),
    "categoryId": ("t.category_id", ""), "requesterId": ("t.requester_id", ""), "companyId": ("t.company_id", ""),
    "assignedToUserId": ("t.assignee_id", ""), "assignedToTeamId": ("t.team_id", ""),
    "responseCount": ("t.response_count", "bigint"), "internalNoteCount": ("t.note_count", "bigint"),
    "attachmentCount": ("t.attachment_count", "bigint"), "reopenCount": ("t.reopen_count", "bigint"),
    "externalSource": ("t.external_source", ""), "externalTicketId": ("t.external_id", ""),
}  # fmt: skip
ASCENDS = {"subject", "status", "state", "source", "visibility", "externalSource", "externalTicketId"}
NEVER_NULL = {"ticketNumber", "status"}
NEWEST_FIRST = [("updatedAt", True)]
# What a cursor holds: order, page, value by its type, id. Anybody can write one, so nothing in it may surprise the database.
CURSORS: dict[str, msgspec.json.Decoder[tuple[str, int, Any, int]]] = {
    "timestamptz": msgspec.json.Decoder(tuple[str, PageNumber, Annotated[datetime, Meta(tz=True)], Id]),
    "text": msgspec.json.Decoder(tuple[str, PageNumber, Annotated[str, Meta(pattern=r"^[^\x00]*$")], Id]),
    "smallint": msgspec.json.Decoder(tuple[str, PageNumber, Annotated[int, Meta(ge=0, le=9)], Id]),
    "bigint": msgspec.json.Decoder(tuple[str, PageNumber, Annotated[int, Meta(ge=0, le=LARGEST)], Id]),
}


@dataclass(frozen=True)
class Order:
    """Fields with whether they descend; the id decides between equals, in the direction of the last."""

    keys: list[tuple[str, bool]]

    @property
    def sql(self) -> str:
        return ", ".join(self._terms())

    def _terms(self) -> list[str]:
        terms = []
        for name, descends in self.keys:
            column, kind = FIELDS[name]
            last = "" if kind or name in NEVER_NULL else " NULLS LAST"
            terms.append(f"{column} {'DESC' if descends else 'ASC'}{last}")
        if self.keys[-1][0] != "id":
            terms.append(f"t.id {'DESC' if self.keys[-1][1] else 'ASC'}")
        return terms

    @property
    def text(self) -> str:
        return ",".join(f"{'-' if descends else ''}{name}" for name, descends in self.keys)

    @property
    def has_cursors(self) -> bool:
        """Cursors follow orders by one field that is never null."""
        return len(self.keys) == 1 and bool(FIELDS[self.keys[0][0]][1])

    def cursor_after(self, last: TicketShape, page: int) -> str:
        """Where the next page begins; opaque to clients."""
        name = self.keys[0][0]
        value = getattr(last, _snake(name))
        value = PRIORITY[value] if name == "priority" else value
        return base64.urlsafe_b64encode(msgspec.json.encode([self.text, page, value, last.id])).decode().rstrip("=")

    def after(self, cursor: str) -> tuple[str, dict[str, Any], int]:
        """(condition, its values, number of the page) that a cursor stands for; Invalid when it is not of this list."""
        name, descends = self.keys[0]
        column, kind = FIELDS[name]
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            text, page, value, last_id = CURSORS[kind or "text"].decode(base64.urlsafe_b64decode(padded))
        except (ValueError, binascii.Error, msgspec.MsgspecError) as error:
            raise Invalid({"cursor": "is not one that this list gave."}) from error
        if text != self.text or not self.has_cursors:
            raise Invalid({"cursor": "belongs to another order; begin again without it."})
        condition = f"({column}, t.id) {'<' if descends else '>'} (%(after)s::{kind}, %(after_id)s::bigint)"
        return condition, {"after": value, "after_id": last_id}, page + 1


def order_of(query: TicketQuery) -> Order:
    """The order asked for, by default the last changed first; Invalid names fields that do not exist."""
    if query.sort and query.sort_by:
        raise Invalid({"sortBy": "cannot be combined with sort."})
    if query.sort:
        parts = [part.strip() for part in query.sort.split(",") if part.strip()]
        keys = [(part.lstrip("-+"), part.startswith("-")) for part in parts]
        return Order(_known(list(dict(keys).items()) or NEWEST_FIRST, "sort"))
    if query.sort_order and query.sort_order.lower() not in {"asc", "desc"}:
        raise Invalid({"sortOrder": "is asc or desc."})
    name = query.sort_by or "updatedAt"
    descends = query.sort_order.lower() == "desc" if query.sort_order else name not in ASCENDS
    return Order(_known([(name, descends)], "sortBy"))


def _known(keys: list[tuple[str, bool]], parameter: str) -> list[tuple[str, bool]]:
    if unknown := [name for name, _ in keys if name not in FIELDS]:
        raise Invalid({parameter: f"“{unknown[0][:40]}” is no field to sort by; choose from {', '.join(FIELDS)}."})
    return keys


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
