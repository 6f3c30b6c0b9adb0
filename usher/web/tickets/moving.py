"""Moving a ticket between statuses."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.models import STATUSES, Ticket
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.answering import change


@require_POST
@scoped
def move(request: MemberRequest, number: int) -> HttpResponse:
    """Set `status`; Resolve and its undo are the same deed. Says what was done when the ticket is finished by it."""
    to = request.POST.get("status") or request.GET.get("status", "")

    def verb(ticket: Ticket, at: datetime) -> None:
        actions.move(ticket, to=to, by=request.actor, at=at)

    def back(ticket: Ticket) -> str:
        return f"{addresses_of(request.organization.slug, ticket).at('move')}?status={ticket.status}"

    status = STATUSES.get(to)
    toast = None
    if status and status.state == "resolved":
        toast = _("The ticket is %(status)s") % {"status": _(status.name).lower()}
    return change(request, number, verb, to="edit", control="status", toast=toast, undo=back if toast else None)
