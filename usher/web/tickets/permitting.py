"""What the reader may do to a ticket, and why not the rest."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from usher.frame.scoping import MemberRequest, scoped
from usher.tickets.access import get_ticket
from usher.tickets.explaining import explained
from usher.web.tickets.asking import ask


@require_safe
@scoped
def permissions(request: MemberRequest, number: int) -> HttpResponse:
    """Every deed with its answer and the reason, for whoever sees the ticket."""
    ticket = get_ticket(request.actor, number=number)
    context = {"answers": explained(request.actor, ticket)}
    return ask(request, ticket, title=_("What you may do here"), form="tickets/_permissions.html", context=context)
