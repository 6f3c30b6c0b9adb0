"""Times, lengths of time and counters."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from usher.conditions import Fact
from usher.conditions.columns import Column, Minutes, Number, Truth

MINUTE = timedelta(minutes=1)


def _time(name: str, label: str, column: str, *other_names: str) -> Fact:
    return Fact(name, label, "time", lambda ticket, at: getattr(ticket, column), Column(column), other_names)


def _count(name: str, label: str, column: str, *other_names: str) -> Fact:
    return Fact(name, label, "number", lambda ticket, at: getattr(ticket, column), Number(column), other_names)


def _between(start: str, end: str | None) -> Callable[[Any, datetime], int | None]:
    def read(ticket: Any, at: datetime) -> int | None:
        since, until = getattr(ticket, start), getattr(ticket, end) if end else at
        return None if since is None or until is None else (until - since) // MINUTE

    return read


def _minutes(name: str, label: str, start: str, end: str | None, *other_names: str) -> Fact:
    return Fact(name, label, "number", _between(start, end), Minutes(start, end), other_names, unit="minutes")


def _is_snoozed(ticket: Any, at: datetime) -> bool:
    return ticket.snoozed_until is not None and ticket.snoozed_until > at


FACTS = (
    _time("createdAt", "Created", "created_at", "created", "createdDate"),
    _time("updatedAt", "Updated", "updated_at", "updated", "lastActivity"),
    _time("firstResponseAt", "First response", "first_response_at"),
    _time("lastResponseAt", "Last response", "last_response_at"),
    _time("lastCustomerResponseAt", "Requester's last message", "last_requester_at", "lastRequesterAt"),
    _time("resolvedAt", "Resolved", "resolved_at", "resolved"),
    _time("closedAt", "Closed", "closed_at", "closed"),
    _time("reopenedAt", "Reopened", "reopened_at", "reopened"),
    _time("snoozedUntil", "Snoozed until", "snoozed_until"),
    Fact("isSnoozed", "Snoozed", "boolean", _is_snoozed, Truth(lambda at: Q(snoozed_until__gt=at)), ("snoozed",)),
    _minutes("age", "Age", "created_at", None, "ageMinutes", "timeElapsed"),
    _minutes("idle", "Time since the last change", "updated_at", None, "idleMinutes"),
    _minutes("sinceCustomerResponse", "Time since the requester wrote", "last_requester_at", None),
    _minutes("firstResponseTime", "Time to the first response", "created_at", "first_response_at"),
    _minutes("resolutionTime", "Time to the resolution", "created_at", "resolved_at"),
    _count("responseCount", "Responses", "response_count", "responses"),
    _count("internalNoteCount", "Notes", "note_count", "noteCount"),
    _count("attachmentCount", "Attachments", "attachment_count", "attachments"),
    _count("reopenCount", "Times reopened", "reopen_count"),
)
