"""The selection gets or loses a label."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.models import Label, Ticket
from usher.web.inbox.selection import each_selected, told


@scoped
@require_POST
def label(request: MemberRequest) -> HttpResponse:
    """`add` or `remove`: a label's id."""
    now = timezone.now()
    adds = "add" in request.POST
    chosen = _label(request.POST.get("add") or request.POST.get("remove") or "")

    def change(ticket: Ticket) -> Ticket:
        others = [row for row in ticket.labels.all() if row.pk != chosen.pk]
        return actions.set_labels(ticket, labels=[*others, chosen] if adds else others, by=request.actor, at=now)

    outcome = each_selected(request, "edit", change)
    count = len(outcome.changed)
    if adds:
        done = ngettext("%(n)d ticket labelled %(name)s", "%(n)d tickets labelled %(name)s", count)
    else:
        done = ngettext("%(name)s removed from %(n)d ticket", "%(name)s removed from %(n)d tickets", count)
    return told(request, outcome, done % {"n": count, "name": chosen.name}, now)


def _label(wanted: str) -> Label:
    found = Label.objects.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 19 else None
    if found is None:
        raise Invalid({"label": _("There is no such label.")})
    return found
