"""Kinds of values that many bodies and queries share, with what OpenAPI says of them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from django.db.models import Model
from msgspec import UNSET, Meta, UnsetType

from usher.base.refusals import NotFound
from usher.tickets.models import priority_named, status_named
from usher.tickets.representation import SHOWN_STATUS

LARGEST = 2**63 - 1  # of PostgreSQL's bigint

Id = Annotated[int, Meta(ge=1, le=LARGEST)]
Subject = Annotated[str, Meta(min_length=1, max_length=500, examples=["Printer is offline"])]
Text = Annotated[str, Meta(max_length=1_000_000)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Short = Annotated[str, Meta(max_length=200)]
Version = Annotated[
    int, Meta(ge=0, le=LARGEST, description="The one that you read: refuses with 409 when there is another by now")
]
Moment = Annotated[datetime, Meta(tz=True, examples=["2026-11-02T12:00:00Z"])]


class PriorityName(StrEnum):
    """How urgent; normal and med are taken as medium, emergency as urgent."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    URGENT = "urgent"

    @classmethod
    def _missing_(cls, value: object) -> "PriorityName | None":
        priority = priority_named(value) if isinstance(value, str) else None
        return cls(priority.code) if priority else None


class StatusName(StrEnum):
    """The five statuses that tickets show here, and the finer ones behind them, which can be written and asked for too."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    WAITING_CUSTOMER = "waiting_customer"
    RESOLVED = "resolved"
    CLOSED = "closed"
    DRAFT = "draft"
    ASSIGNED = "assigned"
    ON_HOLD = "on_hold"
    AUTO_CLOSE = "auto_close"
    CANCELLED = "cancelled"

    @classmethod
    def _missing_(cls, value: object) -> "StatusName | None":
        status = status_named(value) if isinstance(value, str) else None
        return cls(status.code) if status else None

    @property
    def stands_for(self) -> list[str]:
        """The statuses that are shown under this name; a finer one stands for itself."""
        return [code for code, shown in SHOWN_STATUS.items() if shown == self.value] or [self.value]


StatusText = Annotated[
    str,
    Meta(
        min_length=1, max_length=60, examples=["resolved"],
        description="One of the ten statuses (open, in_progress, waiting_customer, resolved, closed, assigned, on_hold,"
        " auto_close, cancelled; nothing moves into draft), or the code or name of one that the organization added."
        " What a ticket can be moved to is decided by its lifecycle.",
    ),
]  # fmt: skip


class Visibility(StrEnum):
    """Internal tickets exist for members only."""

    PUBLIC = "public"
    INTERNAL = "internal"


def given(value: Any) -> bool:
    """Whether the field was in the body at all (null counts)."""
    return value is not UNSET


def found(rows: Any, value: int | UnsetType | None, name: str, errors: dict[str, str]) -> Any:
    """The row with this id among `rows`, None when none is named; another organization's is as unknown as any."""
    if not value:
        return None
    row: Model | None = rows.filter(pk=value).first()
    if row is None:
        errors[name] = f"There is none with the id {value}."
    return row


class IdPath(msgspec.Struct):
    """The address of a row by its id."""

    id: Annotated[str, Meta(description="A whole number", examples=["3"])]


def row_named(rows: Any, text: str, noun: str) -> Any:
    """The row with this id among `rows`; what is no id at all is not found either."""
    digits = text if text.isascii() and text.isdigit() and len(text) < 20 else "0"
    row = rows.filter(pk=int(digits)).first() if 0 < int(digits) <= LARGEST else None
    if row is None:
        raise NotFound(f"There is no such {noun}.")
    return row
