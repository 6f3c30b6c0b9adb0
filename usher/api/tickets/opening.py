"""POST /api/tickets."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from usher.api.fields import given
from usher.api.tickets.bodies import NewTicket
from usher.api.tickets.drafting import draft_fields
from usher.api.tickets.references import labels_of, references_of
from usher.base.refusals import Invalid
from usher.people.actions import contact_for
from usher.people.actors import Actor
from usher.people.models import Contact
from usher.tickets import actions
from usher.tickets.access import require_to_give
from usher.tickets.lifecycles.flow import spelt
from usher.tickets.models import PRIORITIES, Ticket
from usher.tickets.models.ticket import SOURCES


def open_ticket(body: NewTicket, *, by: Actor, at: datetime) -> Ticket:
    """Open a ticket as the body says, or with the status draft keep it; in the transaction we are in."""
    rows = references_of(body)
    require_to_give(by, assignee=rows.assignee or None, team=rows.team or None)
    source = body.source if isinstance(body.source, str) else "api"
    if source not in SOURCES:
        raise Invalid({"source": f"“{source}” is not known; choose from {', '.join(SOURCES)}."})
    if isinstance(body.status, str) and spelt(body.status) == "draft":
        wanted = draft_fields(body, rows, by=by, at=at) | {"requester": _requester(body, rows.requester, by, at)}
        return actions.save_draft(None, wanted=wanted, by=by, at=at, source=source)
    ticket = actions.open_ticket(
        subject=body.subject, written=actions.Written(text=body.description or ""), by=by, at=at, source=source,
        requester=_requester(body, rows.requester, by, at),
        priority=PRIORITIES[body.priority if given(body.priority) else "medium"],  # type: ignore[index]
        assignee=rows.assignee or None, team=rows.team or None, type=rows.type or None, category=rows.category or None,
        labels=labels_of(body.tags, by=by, at=at) if isinstance(body.tags, list) else (),
        visibility=_text(body.visibility) or "public", external_source=_text(body.external_source),
        external_id=_text(body.external_ticket_id),
        custom_fields=body.custom_fields if isinstance(body.custom_fields, dict) else None,
    )  # fmt: skip
    if isinstance(body.status, str) and spelt(body.status) != "open":
        ticket = actions.move(ticket, to=body.status, by=by, at=at)
    return ticket


def _requester(body: NewTicket, known: Any, by: Actor, at: datetime) -> Contact | None:
    email = _text(body.requester_email).strip()
    if known or not email:
        if not known and given(body.requester_name):
            raise Invalid({"requesterEmail": "is needed with requesterName, unless requesterId names a contact."})
        return known or None
    try:
        validate_email(email)
    except ValidationError as error:
        text = f"“{email[:80]}” is not an e-mail address; write one like carl@bakery.example."
        raise Invalid({"requesterEmail": text}) from error
    return contact_for(email=email, name=_text(body.requester_name), by=by, at=at)


def _text(value: Any) -> str:
    return value.replace("\x00", "") if isinstance(value, str) else ""
