"""Giving a ticket to a member or a team."""

from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from usher.frame.scoping import MemberRequest, scoped
from usher.people.models import Member, Team
from usher.tickets import actions
from usher.tickets.models import Ticket
from usher.web.tickets.answering import change
from usher.web.tickets.reading import row_named


@require_POST
@scoped
def assign(request: MemberRequest, number: int) -> HttpResponse:
    """Give it to the member `assignee`, or to nobody. Taking it oneself needs only the right to reply."""
    chosen = request.POST.get("assignee", "")

    def verb(ticket: Ticket, at: datetime) -> None:
        actions.assign(ticket, to=row_named(Member, chosen, "assignee"), by=request.actor, at=at)

    to_oneself = chosen == str(request.membership.pk)
    return change(request, number, verb, to="take" if to_oneself else "assign", control="assignee")


@require_POST
@scoped
def assign_team(request: MemberRequest, number: int) -> HttpResponse:
    """Put it into the queue of the team `team`, or of none."""

    def verb(ticket: Ticket, at: datetime) -> None:
        actions.assign_team(ticket, to=row_named(Team, request.POST.get("team", ""), "team"), by=request.actor, at=at)

    return change(request, number, verb, to="assign", control="team")
