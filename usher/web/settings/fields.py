"""Custom fields: what is asked beside subject and message."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets.models import CustomField
from usher.web.settings.field_form import KIND_NAMES
from usher.web.settings.sections import settings_page


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """All fields in their order, each with the types that ask for it."""
    require(request.actor, "organization")
    asking = Count("type_fields", filter=Q(type_fields__type__is_active=True))
    fields = CustomField.objects.annotate(types=asking).order_by("sort_order", "pk")
    return settings_page(request, "fields", "settings/fields.html", {"fields": fields, "kinds": KIND_NAMES})
