"""Having read a ticket."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.access import get_ticket


@require_POST
@scoped
def see(request: MemberRequest, number: int) -> HttpResponse:
    """The page says that its reader has the newest message before their eyes. Nothing comes back."""
    ticket = get_ticket(request.actor, number=number)
    actions.see(ticket, member=request.membership, at=timezone.now())
    return HttpResponse(status=204)
