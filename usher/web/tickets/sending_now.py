"""Sending a reply that waits, now or at another time."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import Forbidden, NotFound, Refused
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.tickets.models import PendingReply
from usher.web.tickets.answering import done, told, words_of
from usher.web.tickets.calling_back import pending_of, too_late
from usher.web.tickets.composed import holds
from usher.web.tickets.snooze_times import time_chosen


@require_POST
@scoped
def send_now(request: MemberRequest, number: int, pending: int) -> HttpResponse:
    """Send it at once."""
    return _change(request, number, pending, lambda row, at: actions.send_now(row, by=request.actor, at=at), toast=_("Sent"))


@require_POST
@scoped
def send_at_other_time(request: MemberRequest, number: int, pending: int) -> HttpResponse:
    """Plan it anew: `send_at` is one of the quick choices, or a day and time; `holds_on_answer` where the form asks."""

    def verb(row: PendingReply, at: datetime) -> object:
        wanted = time_chosen(request.POST.get("send_at", ""), at)
        return actions.send_at_other_time(row, send_at=wanted, by=request.actor, at=at, holds_on_answer=holds(request))

    return _change(request, number, pending, verb, toast=_("It is sent at the other time."))


def _change(
    request: MemberRequest, number: int, pending: int, verb: Callable[[PendingReply, datetime], object], *, toast: str
) -> HttpResponse:
    ticket = get_ticket(request.actor, to="reply", number=number)
    try:
        with transaction.atomic():
            verb(pending_of(ticket, pending), timezone.now())
    except (Forbidden, NotFound):
        raise
    except actions.Left as refusal:
        return too_late(request, ticket, refusal)
    except Refused as refusal:
        return told(request, number, {f"pending-{pending}": words_of(refusal)}, refusal.status)
    return done(request, number, toast=toast)
