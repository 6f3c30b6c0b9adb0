"""Wanting to hear of a ticket, or no longer."""

from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.models import Ticket
from usher.web.tickets.answering import change


@require_POST
@scoped
def follow(request: MemberRequest, number: int) -> HttpResponse:
    """The member follows the ticket. Whoever sees it may."""

    def verb(ticket: Ticket, at: datetime) -> None:
        actions.follow(ticket, member=request.membership, by=request.actor, at=at)

    return change(request, number, verb, to="view", control="followers")


@require_POST
@scoped
def unfollow(request: MemberRequest, number: int) -> HttpResponse:
    """The member no longer follows it."""

    def verb(ticket: Ticket, at: datetime) -> None:
        actions.unfollow(ticket, member=request.membership, by=request.actor, at=at)

    return change(request, number, verb, to="view", control="followers")
