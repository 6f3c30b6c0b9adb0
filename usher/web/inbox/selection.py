"""Doing one thing to every selected ticket: each through its verb and the access rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from usher.base.refusals import Invalid, Refused
from usher.events.models import Event
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest
from usher.tickets import bulk, queries
from usher.tickets.access import visible_to
from usher.tickets.models import Ticket
from usher.web.inbox.asked import Asked, read
from usher.web.inbox.presenting import ticket_rows

MOST = 500  # tickets named in one request
AT_ONCE = 100  # more are changed by a job


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the selection: changed tickets, and a sentence for each that refused."""

    ids: list[int]
    changed: list[Ticket] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def changed(request: MemberRequest, step: Mapping[str, Any], done: Callable[[int], str], at: datetime) -> HttpResponse:
    """Do the step to every posted ticket, at once, or as a job when they are many or the whole list (`all`).

    `done` says of a number of tickets what became of them: "3 tickets assigned to Ada".
    """
    if request.POST.get("all") == "1":
        return _started(request, _listed(request, at), step, at)
    ids = _selected(request)
    if len(ids) > AT_ONCE:
        return _started(request, visible_to(request.actor).filter(pk__in=ids), step, at)
    outcome = Outcome(ids)
    for pk in ids:
        try:
            with transaction.atomic():
                ticket = bulk.change_one([step], pk, by=request.actor, at=at)
            if ticket:
                outcome.changed.append(ticket)
        except Refused as refusal:
            outcome.refused.append(str(refusal))
    return _told(request, outcome, done(len(outcome.changed)), at)


def _started(request: MemberRequest, tickets: QuerySet[Ticket], step: Mapping[str, Any], at: datetime) -> HttpResponse:
    change = bulk.start(tickets, [step], by=request.actor, at=at)
    page = reverse("bulk-change", args=[request.organization.slug, change.pk])
    return answer(request, page="inbox/bulk_change.html", context={}, to=page)


def _listed(request: MemberRequest, at: datetime) -> QuerySet[Ticket]:
    asked = _asked(request)
    return queries.narrowed(queries.tickets_in(asked.view, request.actor, at), asked.filters, request.actor)


def _asked(request: MemberRequest) -> Asked:
    """The list that the selection was made in."""
    return read(request.organization.slug, request.POST.get("view") or "open", request.GET)


def _selected(request: MemberRequest) -> list[int]:
    values = request.POST.getlist("ticket")
    if not values:
        raise Invalid({"ticket": _("Select at least one ticket.")})
    if len(values) > MOST:
        raise Invalid({"ticket": _("Select at most %(most)d tickets at a time.") % {"most": MOST}})
    if not all(value.isascii() and value.isdecimal() and len(value) < 19 for value in values):
        raise Invalid({"ticket": _("A selected ticket is given by its id, a whole number.")})
    return sorted({int(value) for value in values})


def _told(request: MemberRequest, outcome: Outcome, done: str, at: datetime) -> HttpResponse:
    """Answer with the changed rows of the list, and what happened in one sentence; `done` speaks of those that changed."""
    asked = _asked(request)
    kept = [] if outcome.refused else [_("Nothing to change: the selected tickets are like that already.")]
    sentence = " ".join([f"{done}." if outcome.changed else "", *kept * (not outcome.changed), *_refusals(outcome)]).strip()
    return answer(
        request,
        page="inbox/changed.swap.html",
        swap="inbox/changed.swap.html",
        context=changed_rows(request, asked, outcome.ids, at),
        to=asked.url(),
        toast=sentence,
        undo=_undo_url(request, outcome, at),
    )


def changed_rows(request: MemberRequest, asked: Asked, ids: list[int], at: datetime) -> dict[str, object]:
    """The rows of these tickets as they are now, and the ids of those that no longer belong to the list."""
    tickets = queries.narrowed(queries.tickets_in(asked.view, request.actor, at), asked.filters, request.actor)
    here = set(tickets.filter(pk__in=ids).values_list("pk", flat=True))
    rows = queries.rows_of([pk for pk in ids if pk in here], request.actor)
    return {"rows": ticket_rows(rows, asked.slug, f"?view={asked.view}"), "gone": [pk for pk in ids if pk not in here]}


def _refusals(outcome: Outcome) -> list[str]:
    if not outcome.refused:
        return []
    count = len(outcome.refused)
    return [ngettext("%(n)d was not changed:", "%(n)d were not changed:", count) % {"n": count}, outcome.refused[0]]


def _undo_url(request: MemberRequest, outcome: Outcome, at: datetime) -> str | None:
    ids = [ticket.pk for ticket in outcome.changed]
    mine = Event.objects.filter(subject_type="ticket", subject_id__in=ids, at=at)
    events = mine.filter(actor_kind="member", actor_id=request.actor.id).order_by("pk").values_list("pk", flat=True)
    return undo_url(request.organization.slug, list(events)) if ids else None


def undo_url(slug: str, events: list[int]) -> str:
    """The address that a POST takes these events back at."""
    return f"{reverse('undo', args=[slug])}?events={'-'.join(map(str, events))}"
