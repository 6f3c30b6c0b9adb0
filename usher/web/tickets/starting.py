"""Starting to work on a ticket."""

from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.models import Ticket
from usher.web.tickets.answering import change


@require_POST
@scoped
def start_work(request: MemberRequest, number: int) -> HttpResponse:
    """Say that one is at it. Needs only the right to reply."""

    def verb(ticket: Ticket, at: datetime) -> None:
        actions.start_work(ticket, by=request.actor, at=at)

    return change(request, number, verb, to="start", control="status")
