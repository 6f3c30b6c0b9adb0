"""Making and changing a custom field."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import Invalid, NotFound, Refused
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets import actions
from usher.tickets.models import CustomField, CustomValue
from usher.web.settings.field_form import KIND_NAMES, FieldForm
from usher.web.settings.sections import done, settings_page


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A new field. Another kind asks other things: `step=kind` draws the form again as it was typed, and saves nothing."""
    require(request.actor, "organization")
    kind = request.POST.get("kind") or request.GET.get("kind", "text")
    if request.method != "POST":
        return _form(request, FieldForm(kind), _("New field"))
    if request.POST.get("step") == "kind":
        return _form(request, _typed(FieldForm(kind), request), _("New field"))
    form = FieldForm(kind, request.POST)
    field = saved(form, lambda values: _kept(lambda: actions.create_field(**form.told(), **_by(request))))
    if field:
        return done(request, "fields", _("The field %(name)s is there.") % {"name": field.name})
    return _form(request, form, _("New field"))


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Change a field; its kind and key stay."""
    require(request.actor, "organization")
    field = _field(id)
    form = FieldForm(field.kind, request.POST if request.method == "POST" else None, row=field)
    if request.POST.get("step") == "kind":
        return _form(request, _typed(FieldForm(field.kind, row=field), request), field.name, field)

    def deed(values: dict[str, Any]) -> CustomField:
        return _kept(lambda: actions.change_field(field, **form.told(), **_by(request)))

    if request.method == "POST" and saved(form, deed) is not None:
        return done(request, "fields", _("Saved."))
    return _form(request, form, field.name, field)


@scoped
@require_POST
def delete(request: MemberRequest, id: int) -> HttpResponse:
    """Remove a field that no ticket has a value of."""
    require(request.actor, "organization")
    field = _field(id)
    try:
        actions.delete_field(field, by=request.actor, at=timezone.now())
    except Refused as refusal:
        form = FieldForm(field.kind, row=field)
        form.full_clean()
        return _form(request, form, field.name, field, problem=str(refusal), status=refusal.status)
    return done(request, "fields", _("The field %(name)s is gone.") % {"name": field.name})


def _by(request: MemberRequest) -> dict[str, Any]:
    return {"by": request.actor, "at": timezone.now()}


def _kept(deed: Callable[[], CustomField]) -> CustomField:
    try:
        return deed()
    except Invalid as refusal:
        raise Invalid({name.removeprefix("rules."): text for name, text in refusal.errors.items()}) from refusal


def _typed(form: FieldForm, request: MemberRequest) -> FieldForm:
    # Not bound: what is not finished yet is not wrong.
    form.initial = {name: request.POST.get(name, "") for name in form.fields}
    return form


def _field(id: int) -> CustomField:
    field = CustomField.objects.filter(pk=id).first()
    if field is None:
        raise NotFound("There is no such field.")
    return field


def _form(
    request: MemberRequest, form: FieldForm, title: str, field: CustomField | None = None, *, problem: str = "",
    status: int | None = None,
) -> HttpResponse:  # fmt: skip
    used = CustomValue.objects.filter(field=field).exists() if field else True
    context = {
        "form": form, "title": title, "field": field, "kinds": KIND_NAMES, "used": used, "problem": problem,
        "preview": form.preview(), "changed": request.POST.get("was") != form.chosen,
    }  # fmt: skip
    status = status or (422 if form.is_bound and form.errors else 200)
    swap = "settings/field.swap.html" if request.POST.get("step") == "kind" else None
    return settings_page(request, "fields", "settings/field.html", context, status=status, swap=swap)
