"""Making and changing a type."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from usher.base.refusals import NotFound
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.people.models import Team
from usher.tickets import actions
from usher.tickets.models import TicketType
from usher.web.settings.sections import done, settings_page

FIELDS = ("name", "description", "team", "is_active")


class TypeForm(forms.Form):
    """Reads and draws."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    description = forms.CharField(label=gettext_lazy("Description"), required=False, max_length=500)
    team: Any = forms.ModelChoiceField(
        None, label=gettext_lazy("Team"), required=False, empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("New tickets of this type go to it."),
    )  # fmt: skip
    is_active = forms.BooleanField(label=gettext_lazy("Offered for new tickets"), required=False, initial=True)

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        field = self.fields["team"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Team.objects.filter(is_active=True).order_by("name", "pk")


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A new type."""
    require(request.actor, "organization")
    form = TypeForm(request.POST or None)

    def deed(values: dict[str, Any]) -> TicketType:
        told = {name: values[name] for name in FIELDS[:3]}
        return actions.create_type(**told, by=request.actor, at=timezone.now())

    made = saved(form, deed) if request.method == "POST" else None
    if made:
        return done(request, "types", _("The type %(name)s is there.") % {"name": made.name})
    return _form(request, form, _("New type"), FIELDS[:3])


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Change a type."""
    require(request.actor, "organization")
    type = TicketType.objects.select_related("team").filter(pk=id).first()
    if type is None:
        raise NotFound("There is no such type.")
    form = TypeForm(request.POST or None, initial={name: getattr(type, name) for name in FIELDS})

    def deed(values: dict[str, Any]) -> TicketType:
        return actions.change_type(type, **values, by=request.actor, at=timezone.now())

    if request.method == "POST" and saved(form, deed) is not None:
        return done(request, "types", _("Saved."))
    return _form(request, form, type.name, FIELDS)


def _form(request: MemberRequest, form: TypeForm, title: str, fields: tuple[str, ...]) -> HttpResponse:
    context = {"form": form, "fields": fields, "title": title, "back": "types"}
    return settings_page(request, "types", "settings/form.html", context, status=422 if form.errors else 200)
