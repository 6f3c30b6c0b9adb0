"""The selection gets a status."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.models import status_named
from usher.web.inbox.selection import each_selected, told


@scoped
@require_POST
def move(request: MemberRequest) -> HttpResponse:
    """`status`: a status code."""
    now = timezone.now()
    status = status_named(request.POST.get("status", ""))
    if status is None:
        raise Invalid({"status": _("There is no such status.")})
    outcome = each_selected(request, "edit", lambda ticket: actions.move(ticket, to=status.code, by=request.actor, at=now))
    count = len(outcome.changed)
    done = ngettext("%(n)d ticket is now “%(status)s”", "%(n)d tickets are now “%(status)s”", count)
    return told(request, outcome, done % {"n": count, "status": _(status.name)}, now)
