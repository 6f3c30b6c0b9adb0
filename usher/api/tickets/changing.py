"""PATCH /api/tickets/{ticket}: any subset of the fields, each by its own verb, all or nothing."""

from datetime import datetime
from typing import Any

from usher.api.fields import given
from usher.api.tickets.bodies import TicketChanges
from usher.api.tickets.references import References, labels_of, references_of
from usher.base.refusals import Forbidden
from usher.people.actors import Actor
from usher.tickets import actions
from usher.tickets.access import may
from usher.tickets.lifecycles.flow import spelt
from usher.tickets.models import PRIORITIES, Ticket
from usher.tickets.representation import SHOWN_STATUS


def change_ticket(ticket: Ticket, body: TicketChanges, *, by: Actor, at: datetime) -> None:
    """Apply the changes inside the transaction we are in. A field that says what is so already changes nothing.

    The status comes last, so that one request can both finish a ticket and say who did; where a closed ticket is
    to be opened, it comes first, because closed tickets refuse everything else.
    """
    rows = references_of(body)
    wanted = _status(ticket, body)
    if wanted and ticket.is_closed:
        actions.move(ticket, to=wanted, by=by, at=at)
    if isinstance(body.visibility, str):
        actions.set_visibility(ticket, to=body.visibility, by=by, at=at)
    if edits := _edits(body, rows):
        actions.edit(ticket, by=by, at=at, changes=edits)
    if isinstance(body.custom_fields, dict):
        actions.set_fields(ticket, values=body.custom_fields, by=by, at=at)
    if given(body.priority):
        actions.prioritise(ticket, to=PRIORITIES[str(body.priority)], by=by, at=at)
    if isinstance(body.tags, list):
        actions.set_labels(ticket, labels=labels_of(body.tags, by=by, at=at), by=by, at=at)
    _assign(ticket, rows, by, at)
    if wanted and not ticket.is_closed:
        actions.move(ticket, to=wanted, by=by, at=at)


def _status(ticket: Ticket, body: TicketChanges) -> str | None:
    if not isinstance(body.status, str) or SHOWN_STATUS[ticket.status] == spelt(body.status):
        return None  # "open" written over an assigned ticket, which is shown as open, says nothing new
    return body.status


def _edits(body: TicketChanges, rows: References) -> dict[str, Any]:
    edits = {
        "subject": body.subject, "type": rows.type, "category": rows.category, "requester": rows.requester,
        "external_source": _stored(body.external_source),
        "external_id": _stored(body.external_ticket_id),
    }  # fmt: skip
    return {name: value for name, value in edits.items() if given(value)}


def _assign(ticket: Ticket, rows: References, by: Actor, at: datetime) -> None:
    if not given(rows.assignee) and not given(rows.team):
        return
    takes = not given(rows.team) and rows.assignee and rows.assignee.pk == by.own_id
    verdict = may(by, "take" if takes else "assign", ticket)
    if not verdict.allowed:
        raise Forbidden(f"This token may not assign: {verdict.because}.")
    if given(rows.team):
        actions.assign_team(ticket, to=rows.team, by=by, at=at)
    if given(rows.assignee):
        actions.assign(ticket, to=rows.assignee, by=by, at=at)


def _stored(value: Any) -> Any:
    return value.replace("\x00", "") if isinstance(value, str) else "" if value is None else value
