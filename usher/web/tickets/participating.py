"""Who outside gets copies."""

from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.models import Ticket
from usher.web.tickets.answering import change
from usher.web.tickets.reading import addresses_in


@require_POST
@scoped
def set_participants(request: MemberRequest, number: int) -> HttpResponse:
    """Add the addresses in `add` (separated by commas or blanks), or take out the one in `remove`."""

    def verb(ticket: Ticket, at: datetime) -> None:
        people = dict(ticket.participants.values_list("email", "name"))
        added = addresses_in(request.POST.get("add", ""))
        removed = request.POST.get("remove", "")
        if not added and removed not in people:
            raise Invalid({"participants": "Write an e-mail address like carl@example.com."})
        people.pop(removed, None)
        actions.set_participants(ticket, people={**dict.fromkeys(added, ""), **people}, by=request.actor, at=at)

    return change(request, number, verb, to="edit", control="participants")
