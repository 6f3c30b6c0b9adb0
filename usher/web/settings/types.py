"""Types of requests."""

from django.db.models import Count
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets.models import TicketType
from usher.web.settings.sections import settings_page


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """All types in their order."""
    require(request.actor, "organization")
    rows = TicketType.objects.select_related("team", "category", "lifecycle")
    types = rows.annotate(count=Count("tickets")).order_by("sort_order", "pk")
    return settings_page(request, "types", "settings/types.html", {"types": types})
