"""Labels on a ticket."""

from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.models import Label, Ticket
from usher.web.tickets.answering import change
from usher.web.tickets.reading import rows_named


@require_POST
@scoped
def set_labels(request: MemberRequest, number: int) -> HttpResponse:
    """Exactly the chosen `labels`; none when nothing is chosen."""

    def verb(ticket: Ticket, at: datetime) -> None:
        chosen = rows_named(Label, request.POST.getlist("labels"), "labels")
        actions.set_labels(ticket, labels=chosen, by=request.actor, at=at)

    return change(request, number, verb, to="edit", control="labels")
