"""Opening a ticket, and the parts of its page that are asked for alone."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from usher.base.refusals import Invalid, NotFound
from usher.frame.answer import answer, nothing, wants_piece
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets.access import get_ticket
from usher.tickets.models import Ticket
from usher.tickets.timeline import stretch_of
from usher.web.shell import shell
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.answering import page_of
from usher.web.tickets.page import items_of, pieces_of, seen_by, tab_of, view_of
from usher.web.tickets.pane import pane_of


@require_safe
@scoped
def show(request: MemberRequest, number: int) -> HttpResponse:
    """The page of a ticket; for htmx the conversation and details alone, beside a list that stays."""
    ticket = get_ticket(request.actor, number=number)
    if ticket.state == "draft":
        here = reverse("draft-ticket", args=[request.organization.slug, number])
        return HttpResponse(headers={"HX-Redirect": here}) if wants_piece(request) else HttpResponseRedirect(here)
    context = pieces_of(request, ticket) if wants_piece(request) else page_of(request, ticket)
    return answer(request, page="tickets/show.html", swap="tickets/opened.swap.html", context=context)


@require_safe
@scoped
def pieces(request: MemberRequest, number: int) -> HttpResponse:
    """Head, thread and details as they are now, for a page that was told that something changed."""
    ticket = _shown(request, number)
    if ticket.deleted_at:
        return nothing(_("%(code)s is in the bin") % {"code": ticket.code})
    return render(request, "tickets/refreshed.swap.html", pieces_of(request, ticket))


@require_safe
@scoped
def cards(request: MemberRequest, number: int) -> HttpResponse:
    """The list beside the ticket as it is now."""
    ticket = _shown(request, number)
    pane = pane_of(request, view_of(request), ticket)
    return render(request, "tickets/_cards.html", {"pane": pane, "to": addresses_of(request.organization.slug, ticket)})


def _shown(request: MemberRequest, number: int) -> Ticket:
    """The ticket that a page shows: put into the bin, the page still asks about it."""
    try:
        return get_ticket(request.actor, number=number)
    except NotFound:
        return get_ticket(request.actor, number=number, deleted=True)


@require_safe
@scoped
def earlier(request: MemberRequest, number: int) -> HttpResponse:
    """The fifty messages before the message `before`: to put above the thread, or as a page without script."""
    ticket = get_ticket(request.actor, number=number)
    before = request.GET.get("before", "")
    if not (before.isascii() and before.isdigit() and len(before) < 19):
        raise Invalid({"before": "Name the message before which to read, as in ?before=120."})
    addresses = addresses_of(request.organization.slug, ticket)
    tab = tab_of(request)
    stretch = stretch_of(ticket, before=int(before), tab=tab)
    items = items_of(request, ticket, addresses, stretch, seen_by(request, ticket))
    context = {"ticket": ticket, "to": addresses, "items": items, "stretch": stretch, "tab": tab}
    if not wants_piece(request):
        context["shell"] = shell(request)
    return answer(request, page="tickets/earlier.html", swap="tickets/_earlier.html", context=context)
