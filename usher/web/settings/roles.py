"""The roles of the organization: who may what, at a glance."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.people.models import Role
from usher.people.permissions import SUBJECTS, implied
from usher.web.settings.sections import settings_page


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Every role beside every permission, the built-in ones first."""
    require(request.actor, "team")
    count = Count("members", filter=Q(members__is_active=True))
    roles = list(Role.objects.annotate(count=count).order_by("pk"))
    roles.sort(key=lambda role: role.key == "")
    context = {"roles": [(role, implied(role.granted)) for role in roles], "subjects": SUBJECTS}
    return settings_page(request, "roles", "settings/roles.html", context)
