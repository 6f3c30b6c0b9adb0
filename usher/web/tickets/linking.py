"""Links between tickets."""

from datetime import datetime

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import Forbidden, NotFound, Refused
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.tickets.models import Ticket, TicketLink
from usher.tickets.queries import links_of
from usher.web.tickets.answering import change, done, words_of
from usher.web.tickets.asking import ask
from usher.web.tickets.linked import kind_names
from usher.web.tickets.picking import named, offers


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def link(request: MemberRequest, number: int) -> HttpResponse:
    """Link this ticket, as the `kind` says, with the one named."""
    ticket = get_ticket(request.actor, to="link", number=number)
    if request.method != "POST":
        return _ask(request, ticket)
    try:
        with transaction.atomic():
            for other in named(request.POST.get("other", ""), request.POST.getlist("chosen"), request.actor):
                actions.link(ticket, to=other, kind=request.POST.get("kind", ""), by=request.actor, at=timezone.now())
    except (Forbidden, NotFound):
        raise
    except Refused as refusal:
        return _ask(request, ticket, words_of(refusal))
    return done(request, number, toast=_("Linked"))


@require_POST
@scoped
def unlink(request: MemberRequest, number: int, link: int) -> HttpResponse:
    """Take a link of this ticket away; one to a ticket that the actor may not see is not found."""

    def verb(ticket: Ticket, at: datetime) -> None:
        if link not in {each.id for each in links_of(ticket, request.actor)}:
            raise NotFound(_("There is no such link."))
        actions.unlink(ticket, link=TicketLink.objects.get(pk=link), by=request.actor, at=at)

    return change(request, number, verb, to="link", control="links")


def _ask(request: MemberRequest, ticket: Ticket, problem: str = "") -> HttpResponse:
    words, chosen = request.POST.get("other", ""), request.POST.getlist("chosen")
    context = {
        "kinds": kind_names(), "kind": request.POST.get("kind", "relates"), "q": words,
        "found": offers(ticket, words, chosen, request.actor),
    }  # fmt: skip
    return ask(request, ticket, title=_("Link a ticket"), form="tickets/_link.html", context=context, problem=problem)
