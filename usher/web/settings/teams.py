"""The teams of the organization."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.people.models import Team
from usher.web.settings.sections import settings_page


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Every team with its members and lead."""
    require(request.actor, "team")
    teams = Team.objects.prefetch_related("places__member").order_by("name", "pk")
    return settings_page(request, "teams", "settings/teams.html", {"teams": teams})
