"""Addresses that people type without naming a list."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from usher.frame.scoping import MemberRequest, scoped
from usher.web.shell import view_url


@scoped
@require_safe
def start(request: MemberRequest) -> HttpResponse:
    """Go to what waits for the member, or to all open tickets for those who take none."""
    takes = "reply" in request.actor.permissions
    return HttpResponseRedirect(view_url(request.organization.slug, "mine" if takes else "open"))


@scoped
@require_safe
def all_open(request: MemberRequest) -> HttpResponse:
    """`/tickets` alone: go to all open tickets."""
    return HttpResponseRedirect(view_url(request.organization.slug, "open"))
