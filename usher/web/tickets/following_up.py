"""A closed ticket gets a successor."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.web.tickets.addresses import addresses_of


@require_POST
@scoped
def open_follow_up(request: MemberRequest, number: int) -> HttpResponse:
    """Open a ticket that is linked to this one and go there."""
    ticket = get_ticket(request.actor, number=number)
    require(request.actor, "create")
    new = actions.open_follow_up(ticket, None, by=request.actor, at=timezone.now(), source="web")
    return answer(
        request, page="", context={}, to=addresses_of(request.organization.slug, new).page,
        toast=_("%(code)s follows %(old)s up") % {"code": new.code, "old": ticket.code},
    )  # fmt: skip
