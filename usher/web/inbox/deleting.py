"""The selection goes into the bin."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from usher.frame.scoping import MemberRequest, scoped
from usher.web.inbox.selection import changed


@scoped
@require_POST
def delete(request: MemberRequest) -> HttpResponse:
    """Each ticket can be restored from the bin for 30 days, and all of them by the undo."""

    def done(count: int) -> str:
        return ngettext("%(n)d ticket deleted", "%(n)d tickets deleted", count) % {"n": count}

    return changed(request, {"do": "delete"}, done, timezone.now())
