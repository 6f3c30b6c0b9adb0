"""Putting a ticket off, and taking it up again."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.models import Ticket
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.answering import change
from usher.web.tickets.snooze_times import time_chosen


@require_POST
@scoped
def snooze(request: MemberRequest, number: int) -> HttpResponse:
    """`until`: one of the quick choices, or a day and time in the organization's zone."""
    return _change(request, number, lambda ticket, at: time_chosen(request.POST.get("until", ""), at))


@require_POST
@scoped
def wake(request: MemberRequest, number: int) -> HttpResponse:
    """Back to the lists of work; `until` in the address puts it off again, which is how this is taken back."""
    again = request.GET.get("until", "")
    return _change(request, number, lambda ticket, at: time_chosen(again, at) if again else None)


def _change(request: MemberRequest, number: int, until: Callable[[Ticket, datetime], datetime | None]) -> HttpResponse:
    chosen: list[datetime | None] = []

    def verb(ticket: Ticket, at: datetime) -> None:
        chosen.append(until(ticket, at))
        if chosen[0]:
            actions.snooze(ticket, until=chosen[0], by=request.actor, at=at)
        else:
            actions.wake(ticket, by=request.actor, at=at)

    def back(ticket: Ticket) -> str:
        address = addresses_of(request.organization.slug, ticket).at("wake")
        before = ticket.snoozed_until
        return f"{address}?until={before.strftime('%Y-%m-%dT%H:%M:%S.%fZ')}" if before else address

    is_sleeping = "until" in request.POST or "until" in request.GET
    toast = _("Snoozed. It comes back by itself.") if is_sleeping else _("Back among the open tickets.")
    return change(request, number, verb, to="snooze", control="snooze", toast=toast, undo=back)
