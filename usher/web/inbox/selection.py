"""Doing one thing to every selected ticket: each through its verb and the access rule."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from usher.base.refusals import Invalid, Refused
from usher.events.models import Event
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest
from usher.tickets import queries
from usher.tickets.access import Deed, get_ticket
from usher.tickets.models import Ticket
from usher.web.inbox.asked import Asked, read
from usher.web.inbox.presenting import ticket_rows

MOST = 500  # tickets in one request


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the selection: changed tickets, and a sentence for each that refused."""

    ids: list[int]
    changed: list[Ticket] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def each_selected(request: MemberRequest, deed: Deed, do: Callable[[Ticket], Ticket]) -> Outcome:
    """Run the verb on every posted ticket that the actor may do the deed to, in id order; refusals undo only their own."""
    outcome = Outcome(_selected(request))
    for pk in outcome.ids:
        try:
            with transaction.atomic():
                ticket = get_ticket(request.actor, to=deed, pk=pk)
                before = ticket.version
                after = do(ticket)
            if after.version != before:
                outcome.changed.append(after)
        except Refused as refusal:
            outcome.refused.append(str(refusal))
    return outcome


def _selected(request: MemberRequest) -> list[int]:
    values = request.POST.getlist("ticket")
    if not values:
        raise Invalid({"ticket": _("Select at least one ticket.")})
    if len(values) > MOST:
        raise Invalid({"ticket": _("Select at most %(most)d tickets at a time.") % {"most": MOST}})
    if not all(value.isascii() and value.isdecimal() and len(value) < 19 for value in values):
        raise Invalid({"ticket": _("A selected ticket is given by its id, a whole number.")})
    return sorted({int(value) for value in values})


def told(request: MemberRequest, outcome: Outcome, done: str, at: datetime) -> HttpResponse:
    """Answer with the changed rows of the list that the selection was made in, and what happened in one sentence.

    `done` speaks of those that changed: "3 tickets assigned to Ada".
    """
    asked = read(request.organization.slug, request.POST.get("view") or "open", request.GET)
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
