"""How every deed on a ticket ends: the pieces it touched, or the page; a refusal beside the control it belongs to."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from usher.base.refusals import Forbidden, Invalid, NotFound, Refused
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest
from usher.tickets.access import Deed, get_ticket
from usher.tickets.models import Ticket
from usher.web.shell import shell, view_url
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.page import pieces_of, view_of
from usher.web.tickets.pane import pane_of

Verb = Callable[[Ticket, datetime], object]


def change(
    request: MemberRequest, number: int, verb: Verb, *, to: Deed, control: str, toast: str | None = None,
    undo: Callable[[Ticket], str] | None = None,
) -> HttpResponse:  # fmt: skip
    """Find the ticket with the right to do it, run the verb, answer.

    A refusal undoes the verb and is told beside `control`; no right is 403, an unknown ticket 404.
    """
    at = timezone.now()
    ticket = get_ticket(request.actor, to=to, number=number)
    back = undo(ticket) if undo else None
    try:
        with transaction.atomic():
            verb(ticket, at)
    except (Forbidden, NotFound):
        raise
    except Refused as refusal:
        return told(request, number, {control: words_of(refusal)}, refusal.status)
    return done(request, number, toast=toast, undo=back)


def done(
    request: MemberRequest, number: int, *, toast: str | None = None, undo: str | None = None,
    undo_seconds: int | None = None,
) -> HttpResponse:  # fmt: skip
    """The ticket as it is now; the list, when the change took it out of the actor's sight."""
    try:
        ticket = get_ticket(request.actor, number=number)
    except NotFound:
        inbox = view_url(request.organization.slug, "open")
        return answer(request, page="", context={}, to=inbox, toast=_("Saved. You no longer see this ticket."))
    return answer(
        request, page="tickets/show.html", swap="tickets/changed.swap.html", context=pieces_of(request, ticket),
        to=addresses_of(request.organization.slug, ticket).page, toast=toast, undo=undo, undo_seconds=undo_seconds,
    )  # fmt: skip


def told(request: MemberRequest, number: int, problems: dict[str, str], status: int, **kept: Any) -> HttpResponse:
    """The page or its pieces again, with what was refused; `kept` is what the person had typed."""
    ticket = get_ticket(request.actor, number=number)
    return answer(
        request, page="tickets/show.html", swap="tickets/changed.swap.html", status=status,
        context=page_of(request, ticket, problems, **kept),
    )  # fmt: skip


def page_of(request: MemberRequest, ticket: Ticket, problems: dict[str, str] | None = None, **kept: Any) -> dict[str, Any]:
    """The context of the whole page: list pane, conversation, details, and the shell around them."""
    view = view_of(request)
    return {
        **pieces_of(request, ticket, problems),
        "kept": kept,
        "pane": pane_of(request, view, ticket),
        "shell": shell(request, current=view),
    }


def words_of(refusal: Refused) -> str:
    """The sentence of a refusal, without the names of fields."""
    return " ".join(refusal.errors.values()) if isinstance(refusal, Invalid) else str(refusal)
