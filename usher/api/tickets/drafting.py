"""Requests that are begun and kept: POST with the status draft, changed and finished by PATCH."""

from datetime import datetime
from typing import Any

from usher.api.fields import given
from usher.api.tickets.bodies import NewTicket, TicketChanges, TicketFields
from usher.api.tickets.references import References, labels_of, references_of
from usher.base.refusals import Refused
from usher.people.actors import Actor
from usher.tickets import actions
from usher.tickets.access import require_to_give
from usher.tickets.lifecycles.flow import spelt
from usher.tickets.models import PRIORITIES, Ticket


class DraftFirst(Refused):
    """A draft is finished by opening it; other statuses follow then."""

    code = "draft"


def change_draft(draft: Ticket, body: TicketChanges, *, by: Actor, at: datetime) -> None:
    """Change what was begun; the status open finishes it. All or nothing, and announced only when it is finished."""
    status = spelt(body.status) if isinstance(body.status, str) else "draft"
    if status not in ("draft", "open"):
        raise DraftFirst(f"{draft.code} is a draft: set its status to open first.")
    rows = references_of(body)
    require_to_give(by, assignee=rows.assignee or None, team=rows.team or None)
    wanted = draft_fields(body, rows, by=by, at=at)
    if wanted:
        actions.save_draft(draft, wanted=wanted, by=by, at=at)
    if status == "open":
        actions.finish_draft(draft, by=by, at=at)


def draft_fields(body: TicketFields, rows: References, *, by: Actor, at: datetime) -> dict[str, Any]:
    """What the body says, as `save_draft` takes it; nothing for what it does not speak of."""
    named = {
        "subject": getattr(body, "subject", None), "requester": rows.requester, "assignee": rows.assignee, "team": rows.team,
        "type": rows.type, "category": rows.category, "visibility": body.visibility, "custom_fields": body.custom_fields,
        "external_source": _stored(body.external_source), "external_id": _stored(body.external_ticket_id),
    }  # fmt: skip
    wanted = {name: value for name, value in named.items() if given(value)}
    if given(body.priority):
        wanted["priority"] = PRIORITIES[str(body.priority)]
    if isinstance(body.tags, list):
        wanted["labels"] = labels_of(body.tags, by=by, at=at)
    if isinstance(body, NewTicket) and body.description:
        wanted["written"] = actions.Written(text=body.description)
    return wanted


def _stored(value: Any) -> Any:
    return value.replace("\x00", "") if isinstance(value, str) else "" if value is None else value
