"""The selection gets or loses a label."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets.models import Label
from usher.web.inbox.selection import changed


@scoped
@require_POST
def label(request: MemberRequest) -> HttpResponse:
    """`add` or `remove`: a label's id."""
    adds = "add" in request.POST
    chosen = _label(request.POST.get("add") or request.POST.get("remove") or "")

    def done(count: int) -> str:
        if adds:
            words = ngettext("%(n)d ticket labelled %(name)s", "%(n)d tickets labelled %(name)s", count)
        else:
            words = ngettext("%(name)s removed from %(n)d ticket", "%(name)s removed from %(n)d tickets", count)
        return words % {"n": count, "name": chosen.name}

    step = {"do": "add_labels" if adds else "remove_labels", "labels": [chosen.pk]}
    return changed(request, step, done, timezone.now())


def _label(wanted: str) -> Label:
    found = Label.objects.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 19 else None
    if found is None:
        raise Invalid({"label": _("There is no such label.")})
    return found
