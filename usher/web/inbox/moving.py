"""The selection gets a status."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets.lifecycles import catalogue
from usher.web.inbox.selection import changed


@scoped
@require_POST
def move(request: MemberRequest) -> HttpResponse:
    """`status`: a status code. Tickets whose lifecycle has no such move refuse, each on its own.

    What is to be resolved goes where its own lifecycle resolves.
    """
    status = catalogue().named(request.POST.get("status", ""))
    if status is None:
        raise Invalid({"status": _("There is no such status.")})

    def done(count: int) -> str:
        words = ngettext("%(n)d ticket is now “%(status)s”", "%(n)d tickets are now “%(status)s”", count)
        return words % {"n": count, "status": status.title}

    return changed(request, {"do": "move", "to": status.code}, done, timezone.now())
