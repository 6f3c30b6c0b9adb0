"""The bin."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.web.shell import view_url
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.answering import done


@require_POST
@scoped
def delete(request: MemberRequest, number: int) -> HttpResponse:
    """Put the ticket into the bin and go back to the list; the toast takes it back."""
    ticket = get_ticket(request.actor, to="delete", number=number)
    actions.delete(ticket, by=request.actor, at=timezone.now())
    slug = request.organization.slug
    return answer(
        request, page="", context={}, to=view_url(slug, "open"), undo=addresses_of(slug, ticket).at("restore"),
        toast=_("%(code)s is in the bin for 30 days") % {"code": ticket.code},
    )  # fmt: skip


@require_POST
@scoped
def restore(request: MemberRequest, number: int) -> HttpResponse:
    """Take it out of the bin again and open it. A ticket that is not there is 404."""
    ticket = get_ticket(request.actor, to="restore", number=number, deleted=True)
    actions.restore(ticket, by=request.actor, at=timezone.now())
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": addresses_of(request.organization.slug, ticket).page})
    return done(request, number)


@require_POST
@scoped
def purge(request: MemberRequest, number: int) -> HttpResponse:
    """Remove a ticket in the bin for good, and go back to the bin."""
    ticket = get_ticket(request.actor, to="purge", number=number, deleted=True)
    actions.purge(ticket, by=request.actor, at=timezone.now())
    toast = _("%(code)s is gone for good") % {"code": ticket.code}
    return answer(request, page="", context={}, to=f"/{request.organization.slug}/bin", toast=toast)
