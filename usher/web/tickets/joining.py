"""Members beside the assignee."""

from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.people.models import Member
from usher.tickets import actions
from usher.tickets.models import Ticket
from usher.web.tickets.answering import change
from usher.web.tickets.reading import row_named


@require_POST
@scoped
def set_assignees(request: MemberRequest, number: int) -> HttpResponse:
    """The member `add` joins, or the member `remove` leaves. Joining and leaving oneself needs only the right to reply."""
    added, removed = request.POST.get("add", ""), request.POST.get("remove", "")

    def verb(ticket: Ticket, at: datetime) -> None:
        member = row_named(Member, added or removed, "joined")
        if member is None:
            raise Invalid({"joined": "Choose a member."})
        deed = actions.add_assignee if added else actions.remove_assignee
        deed(ticket, member=member, by=request.actor, at=at)

    is_oneself = (added or removed) == str(request.membership.pk)
    return change(request, number, verb, to="take" if is_oneself else "assign", control="joined")
