"""The selection is put off."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.web.inbox.selection import changed
from usher.web.tickets.snooze_times import quick_choices


@scoped
@require_POST
def snooze(request: MemberRequest) -> HttpResponse:
    """`until`: one of the quick choices, like tomorrow."""
    at = timezone.now()
    chosen = next((choice for choice in quick_choices(at) if choice.code == request.POST.get("until")), None)
    if chosen is None:
        raise Invalid({"until": _("Choose one of the times that are offered.")})

    def done(count: int) -> str:
        return ngettext("%(n)d ticket is snoozed", "%(n)d tickets are snoozed", count) % {"n": count}

    return changed(request, {"do": "snooze", "until": chosen.until.isoformat()}, done, at)
