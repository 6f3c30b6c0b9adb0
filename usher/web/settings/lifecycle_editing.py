"""Changing and deleting a lifecycle."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import NotFound, Refused
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets import actions
from usher.tickets.models import Lifecycle
from usher.web.settings.lifecycle_form import Drawn, LifecycleForm, kept, posted
from usher.web.settings.sections import done, settings_page


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Name, statuses with their names and order, moves, rules. Arrows and `redraw` draw the form again and save nothing."""
    require(request.actor, "organization")
    row = _row(id)
    initial = {name: getattr(row, name) for name in LifecycleForm.base_fields}
    form = LifecycleForm(request.POST or None, initial=initial)
    drawn = posted(request.POST) if request.POST else kept(row)

    def deed(values: dict[str, Any]) -> Lifecycle:
        return actions.change_lifecycle(row, **values, **drawn.values, by=request.actor, at=timezone.now())

    if {"up", "down", "redraw"} & set(request.POST):
        form.full_clean()
        form.errors.clear()
        return _page(request, form, row, drawn, swap="settings/lifecycle.swap.html")
    if request.method == "POST" and saved(form, deed) is not None:
        return done(request, "lifecycles", _("Saved."))
    return _page(request, form, row, drawn)


@scoped
@require_POST
def delete(request: MemberRequest, id: int) -> HttpResponse:
    """Remove it; refused while types use it or it is the default."""
    require(request.actor, "organization")
    row = _row(id)
    try:
        actions.delete_lifecycle(row, by=request.actor, at=timezone.now())
    except Refused as refusal:
        form = LifecycleForm({name: getattr(row, name) for name in LifecycleForm.base_fields})
        form.full_clean()
        form.add_error(None, str(refusal))
        return _page(request, form, row, kept(row))
    return done(request, "lifecycles", _("%(name)s is gone.") % {"name": row.name})


def _row(id: int) -> Lifecycle:
    row = Lifecycle.objects.filter(pk=id).first()
    if row is None:
        raise NotFound("There is no such lifecycle.")
    return row


def _page(
    request: MemberRequest, form: LifecycleForm, row: Lifecycle, drawn: Drawn, swap: str | None = None
) -> HttpResponse:
    context, status = {"form": form, "lifecycle": row, "drawn": drawn}, 422 if form.errors else 200
    return settings_page(request, "lifecycles", "settings/lifecycle.html", context, status=status, swap=swap)
