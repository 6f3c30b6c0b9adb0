"""Adding, renaming, colouring, hiding and deleting a status."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import NotFound, Refused
from usher.base.text import HUES
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets import actions
from usher.tickets.lifecycles import Shown, catalogue
from usher.tickets.models import STATUSES
from usher.web.settings.sections import done, settings_page


class StatusForm(forms.Form):
    """Reads and draws; the colour is one of the palette's hues, or none for the built-in one."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    hue = forms.TypedChoiceField(
        label=gettext_lazy("Colour"), choices=[("", ""), *((n, n) for n in range(HUES))], coerce=int, required=False,
        empty_value=None, widget=forms.RadioSelect,
    )  # fmt: skip


class NewStatusForm(StatusForm):
    """What it stands for is chosen once."""

    stands_for = forms.ChoiceField(
        label=gettext_lazy("Stands for"),
        help_text=gettext_lazy("Rules, clocks and lists treat it as this one. It cannot be changed later."),
        choices=[(code, status.name) for code, status in STATUSES.items() if code != "draft"], initial="in_progress",
    )  # fmt: skip


class KnownStatusForm(StatusForm):
    """A built-in status takes its own name back when the field is empty."""

    is_hidden = forms.BooleanField(
        label=gettext_lazy("Hidden"), required=False,
        help_text=gettext_lazy("No longer offered anywhere. Tickets that have it keep it until they are moved."),
    )  # fmt: skip


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Add a status that stands for a built-in one."""
    require(request.actor, "organization")
    form = NewStatusForm(request.POST or None)
    if request.method == "POST":
        made = saved(form, lambda values: actions.create_status(**values, by=request.actor, at=timezone.now()))
        if made:
            return done(request, "statuses", _("The status %(name)s is there.") % {"name": made.name})
    return _page(request, form, None)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, code: str) -> HttpResponse:
    """Name, colour, and whether it is offered."""
    require(request.actor, "organization")
    status = _status(code)
    initial = {"name": status.name, "hue": status.hue, "is_hidden": status.is_hidden}
    form = KnownStatusForm(request.POST or None, initial=initial)
    form.fields["name"].required = status.own_id is not None

    def deed(values: dict[str, Any]) -> Shown:
        return actions.change_status(status.code, **values, by=request.actor, at=timezone.now())

    if request.method == "POST" and saved(form, deed) is not None:
        return done(request, "statuses", _("Saved."))
    return _page(request, form, status)


@scoped
@require_POST
def delete(request: MemberRequest, code: str) -> HttpResponse:
    """Remove an added status that nothing rests on."""
    require(request.actor, "organization")
    status = _status(code)
    try:
        actions.delete_status(status.code, by=request.actor, at=timezone.now())
    except Refused as refusal:
        form = KnownStatusForm({"name": status.name, "hue": status.hue, "is_hidden": status.is_hidden})
        form.full_clean()
        form.add_error(None, str(refusal))
        return _page(request, form, status)
    return done(request, "statuses", _("The status %(name)s is gone.") % {"name": status.name})


def _status(code: str) -> Shown:
    status = catalogue().statuses.get(code)
    if status is None:
        raise NotFound("There is no such status.")
    return status


def _page(request: MemberRequest, form: forms.Form, status: Shown | None) -> HttpResponse:
    context = {"form": form, "status": status, "hues": range(HUES)}
    return settings_page(request, "statuses", "settings/status.html", context, status=422 if form.errors else 200)
