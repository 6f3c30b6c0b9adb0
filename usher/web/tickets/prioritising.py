"""Setting the priority."""

from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.models import PRIORITIES, Ticket, priority_named
from usher.web.tickets.answering import change


@require_POST
@scoped
def prioritise(request: MemberRequest, number: int) -> HttpResponse:
    """Set `priority` by its name."""

    def verb(ticket: Ticket, at: datetime) -> None:
        priority = priority_named(request.POST.get("priority", ""))
        if priority is None:
            raise Invalid({"priority": f"There is no such priority; choose from {', '.join(PRIORITIES)}."})
        actions.prioritise(ticket, to=priority, by=request.actor, at=at)

    return change(request, number, verb, to="edit", control="priority")
