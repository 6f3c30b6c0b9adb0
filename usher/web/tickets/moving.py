"""Moving a ticket between statuses."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import NotFound
from usher.events.models import Event
from usher.frame.scoping import MemberRequest, scoped
from usher.people.actors import Actor
from usher.tickets import actions, events
from usher.tickets.lifecycles import catalogue
from usher.tickets.models import Ticket
from usher.tickets.models.status import FINISHED
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.answering import change


@require_POST
@scoped
def move(request: MemberRequest, number: int) -> HttpResponse:
    """Set `status`, or take the own last move back (`back` in the address). Says when the ticket is finished by it."""
    to = request.POST.get("status", "")

    def verb(ticket: Ticket, at: datetime) -> None:
        if "back" in request.GET:
            actions.undo(_last_move(ticket, request.actor), by=request.actor, at=at)
        else:
            actions.move(ticket, to=to, by=request.actor, at=at)

    def back(ticket: Ticket) -> str:
        return f"{addresses_of(request.organization.slug, ticket).at('move')}?back"

    status = catalogue().named(to)
    toast = None
    if status and status.state in FINISHED:
        toast = _("The ticket is %(status)s") % {"status": status.title.lower()}
    return change(request, number, verb, to="move", control="status", toast=toast, undo=back if toast else None)


def _last_move(ticket: Ticket, by: Actor) -> Event:
    moves = Event.objects.filter(
        subject_type="ticket", subject_id=ticket.pk, name=events.STATUS_CHANGED, actor_kind=by.kind, actor_id=by.id
    )
    found = moves.order_by("-pk").first()
    if found is None:
        raise NotFound(_("There is nothing to take back."))
    return found
