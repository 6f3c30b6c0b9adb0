"""The selection gets a status."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.lifecycles import catalogue, flow_of
from usher.tickets.models import Ticket
from usher.web.inbox.selection import each_selected, told


@scoped
@require_POST
def move(request: MemberRequest) -> HttpResponse:
    """`status`: a status code. Tickets whose lifecycle has no such move refuse, each on its own.

    What is to be resolved goes where its own lifecycle resolves.
    """
    now = timezone.now()
    status = catalogue().named(request.POST.get("status", ""))
    if status is None:
        raise Invalid({"status": _("There is no such status.")})

    def verb(ticket: Ticket) -> Ticket:
        wanted = flow_of(ticket).resolving if status.code == "resolved" else None
        return actions.move(ticket, to=(wanted or status).code, by=request.actor, at=now)

    outcome = each_selected(request, "move", verb)
    count = len(outcome.changed)
    done = ngettext("%(n)d ticket is now “%(status)s”", "%(n)d tickets are now “%(status)s”", count)
    return told(request, outcome, done % {"n": count, "status": _(status.name)}, now)
