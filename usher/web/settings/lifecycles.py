"""The lifecycles of the organization, the presets to copy, and which one is the default."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import Invalid, NotFound
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets import actions
from usher.tickets.lifecycles import PRESETS, Flow, catalogue
from usher.tickets.models import Lifecycle, TicketType
from usher.web.settings.sections import done, settings_page


class PresetForm(forms.Form):
    """Reads; the template draws cards."""

    preset = forms.ChoiceField(choices=[(key, preset.name) for key, preset in PRESETS.items()], initial="usher")
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=60, required=False,
        help_text=gettext_lazy("Empty: as the chosen one is called."),
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A lifecycle in the list, and the types that use it; all others use the default one."""

    flow: Flow
    is_default: bool
    types: Sequence[str]


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: MemberRequest) -> HttpResponse:
    """All lifecycles, and adding one."""
    require(request.actor, "organization")
    form = PresetForm(request.POST or None)

    def deed(values: dict[str, str]) -> Lifecycle:
        return actions.install_preset(values["preset"], name=values["name"], by=request.actor, at=timezone.now())

    if request.method == "POST":
        made = saved(form, deed)
        if made:
            return done(request, "edit-lifecycle", _("%(name)s is there. Make it yours.") % {"name": made.name}, made.pk)
    context = {"form": form, "lines": _lines(), "presets": PRESETS.values()}
    return settings_page(request, "lifecycles", "settings/lifecycles.html", context, status=422 if form.errors else 200)


@scoped
@require_POST
def choose_default(request: MemberRequest) -> HttpResponse:
    """`lifecycle`: the id of the one that types without a lifecycle use; empty: our own with every status."""
    require(request.actor, "organization")
    text = request.POST.get("lifecycle")
    if text is None or (text and not (text.isascii() and text.isdecimal() and len(text) < 19)):
        raise Invalid({"lifecycle": _("Choose a lifecycle.")})
    row = Lifecycle.objects.filter(pk=int(text)).first() if text else None
    if text and row is None:
        raise NotFound("There is no such lifecycle.")
    actions.choose_default(row, by=request.actor, at=timezone.now())
    return done(request, "lifecycles", _("%(name)s is the default now.") % {"name": catalogue().default.name})


def _lines() -> list[Line]:
    known = catalogue()
    types: dict[int | None, list[str]] = {}
    for name, lifecycle_id in TicketType.objects.order_by("sort_order", "name").values_list("name", "lifecycle_id"):
        types.setdefault(lifecycle_id, []).append(name)
    flows = [known.built_in, *known.flows.values()]
    return [Line(flow, flow.id == known.default.id, types.get(flow.id, []) if flow.id else []) for flow in flows]
