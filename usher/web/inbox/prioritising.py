"""The selection gets a priority."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets.models import priority_named
from usher.web.inbox.selection import changed


@scoped
@require_POST
def prioritise(request: MemberRequest) -> HttpResponse:
    """`priority`: low, medium, high or urgent."""
    priority = priority_named(request.POST.get("priority", ""))
    if priority is None:
        raise Invalid({"priority": _("There is no such priority.")})

    def done(count: int) -> str:
        words = ngettext("%(n)d ticket has priority %(name)s", "%(n)d tickets have priority %(name)s", count)
        return words % {"n": count, "name": _(str(priority.label)).lower()}

    return changed(request, {"do": "prioritise", "to": priority.code}, done, timezone.now())
