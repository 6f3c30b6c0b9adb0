"""The statuses of the organization in their order."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from usher.base.refusals import Invalid
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets import actions
from usher.tickets.lifecycles import catalogue
from usher.web.settings.sections import settings_page


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Every status, hidden ones too."""
    require(request.actor, "organization")
    return settings_page(request, "statuses", "settings/statuses.html", _context())


@scoped
@require_POST
def reorder(request: MemberRequest) -> HttpResponse:
    """Move the status `up` or `down` (its code) by one place."""
    require(request.actor, "organization")
    codes = list(catalogue().statuses)
    code, step = (request.POST["up"], -1) if "up" in request.POST else (request.POST.get("down", ""), 1)
    if code not in codes:
        raise Invalid({"status": _("There is no such status.")})
    place = codes.index(code)
    codes.insert(max(place + step, 0), codes.pop(place))
    actions.order_statuses(codes, by=request.actor, at=timezone.now())
    return answer(
        request, page="settings/statuses.html", swap="settings/statuses.swap.html", context=_context(),
        to=reverse("statuses", args=[request.organization.slug]),
    )  # fmt: skip


def _context() -> dict[str, object]:
    return {"statuses": list(catalogue().statuses.values())}
