"""Letting mail to somebody on a ticket go again."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import NotFound
from usher.frame.scoping import MemberRequest, scoped
from usher.mail.actions import lift
from usher.mail.outgoing.suspending import troubles
from usher.people.access import require
from usher.realtime import publish
from usher.tickets.models import Ticket
from usher.tickets.queries import addresses_on
from usher.web.tickets.answering import change


@require_POST
@scoped
def lift_stop(request: MemberRequest, number: int, stop: int) -> HttpResponse:
    """Lift what stops mail to one of the ticket's people; the brake of everybody needs the right to look after mail."""

    def verb(ticket: Ticket, at: datetime) -> None:
        row = next((each for each in troubles(addresses_on(ticket), at) if each.pk == stop), None)
        if row is None:
            raise NotFound(_("Mail to nobody on this ticket is stopped any more."))
        if row.is_everybody:
            require(request.actor, "mailboxes")
        lift(row, by=request.actor, at=at)
        publish(f"ticket:{ticket.pk}")

    return change(request, number, verb, to="reply", control="stops", toast=_("Mail goes there again."))
