"""Labels: coloured tags."""

from typing import Any

from django import forms
from django.db.models import Count
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import NotFound
from usher.base.text import HUES
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets import actions
from usher.tickets.models import Label
from usher.web.settings.sections import done, settings_page


class LabelForm(forms.Form):
    """Reads and draws; the colour is one of the palette's hues."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    hue = forms.TypedChoiceField(
        label=gettext_lazy("Colour"), choices=[(n, n) for n in range(HUES)], coerce=int, widget=forms.RadioSelect,
        required=False, empty_value=None,
    )  # fmt: skip


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: MemberRequest) -> HttpResponse:
    """All labels, and adding one."""
    require(request.actor, "labels")
    form = LabelForm(request.POST or None)
    if request.method == "POST":
        label = saved(form, lambda values: actions.create_label(**values, by=request.actor, at=timezone.now()))
        if label:
            return done(request, "labels", _("The label %(name)s is there.") % {"name": label.name})
    labels = Label.objects.annotate(count=Count("ticket_labels")).order_by("name", "pk")
    context = {"form": form, "labels": labels, "hues": range(HUES)}
    return settings_page(request, "labels", "settings/labels.html", context, status=422 if form.errors else 200)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Name and colour."""
    require(request.actor, "labels")
    label = _label(id)
    form = LabelForm(request.POST or None, initial={"name": label.name, "hue": label.hue})

    def deed(values: dict[str, Any]) -> Label:
        hue = label.hue if values["hue"] is None else values["hue"]
        return actions.change_label(label, name=values["name"], hue=hue, by=request.actor, at=timezone.now())

    if request.method == "POST" and saved(form, deed) is not None:
        return done(request, "labels", _("Saved."))
    context = {"form": form, "label": label, "hues": range(HUES)}
    return settings_page(request, "labels", "settings/label.html", context, status=422 if form.errors else 200)


@scoped
@require_POST
def delete(request: MemberRequest, id: int) -> HttpResponse:
    """Take it away from all tickets."""
    require(request.actor, "labels")
    label = _label(id)
    actions.delete_label(label, by=request.actor, at=timezone.now())
    return done(request, "labels", _("The label %(name)s is gone.") % {"name": label.name})


def _label(id: int) -> Label:
    label = Label.objects.filter(pk=id).first()
    if label is None:
        raise NotFound("There is no such label.")
    return label
