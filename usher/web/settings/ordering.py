"""The order of fields, types and categories, one step at a time."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid, NotFound
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets import actions
from usher.tickets.models import Category, CustomField, TicketType
from usher.web.settings.sections import done


def _stepping(model: Any, page: str) -> Any:
    @scoped
    @require_POST
    def step(request: MemberRequest, id: int) -> HttpResponse:
        require(request.actor, "organization")
        rows = list(model.objects.order_by("sort_order", "pk"))
        here = next((place for place, row in enumerate(rows) if row.pk == id), None)
        if here is None:
            raise NotFound("There is no such row.")
        if request.POST.get("to") not in ("up", "down"):
            raise Invalid({"to": "Move it up or down."})
        there = min(max(here + (1 if request.POST["to"] == "down" else -1), 0), len(rows) - 1)
        rows.insert(there, rows.pop(here))
        actions.put_in_order(rows, by=request.actor, at=timezone.now())
        return done(request, page, _("Saved."))

    return step


move_field = _stepping(CustomField, "fields")
move_type = _stepping(TicketType, "types")
move_category = _stepping(Category, "categories")
