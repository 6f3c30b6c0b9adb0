"""Making and changing a team."""

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
from usher.people import actions
from usher.people.access import require
from usher.people.models import Member, Team
from usher.web.settings.sections import done, settings_page


class TeamForm(forms.Form):
    """Reads and draws."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    members: Any = forms.ModelMultipleChoiceField(
        None, label=gettext_lazy("Members"), required=False, widget=forms.CheckboxSelectMultiple
    )
    lead: Any = forms.ModelChoiceField(
        None, label=gettext_lazy("Lead"), required=False, empty_label=gettext_lazy("Nobody"),
        help_text=gettext_lazy("One of the members; escalations can go to them."),
    )  # fmt: skip

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        for name in ("members", "lead"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = Member.objects.filter(is_active=True).order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("lead") and values["lead"] not in list(values.get("members", [])):
            self.add_error("lead", _("The lead is one of the members. Choose them there too."))
        return values


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A new team."""
    require(request.actor, "team")
    form = TeamForm(request.POST or None)
    if request.method == "POST":
        team = saved(form, lambda values: actions.create_team(**_told(values), by=request.actor, at=timezone.now()))
        if team:
            return done(request, "teams", _("The team %(name)s is there.") % {"name": team.name})
    return _form(request, form, _("New team"))


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Name, members and lead."""
    require(request.actor, "team")
    team = Team.objects.prefetch_related("places").filter(pk=id).first()
    if team is None:
        raise NotFound("There is no such team.")
    places = list(team.places.all())
    leads = [place.member_id for place in places if place.is_lead]
    initial = {"name": team.name, "members": [p.member_id for p in places], "lead": leads[0] if leads else None}
    form = TeamForm(request.POST or None, initial=initial)

    def deed(values: dict[str, Any]) -> bool:
        actions.set_team(team, **_told(values), by=request.actor, at=timezone.now())
        return True

    if request.method == "POST" and saved(form, deed):
        return done(request, "teams", _("Saved."))
    return _form(request, form, team.name)


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {"name": values["name"], "members": list(values["members"]), "lead": values["lead"]}


def _form(request: MemberRequest, form: TeamForm, title: str) -> HttpResponse:
    context = {"form": form, "fields": ("name", "members", "lead"), "title": title, "back": "teams"}
    return settings_page(request, "teams", "settings/form.html", context, status=422 if form.errors else 200)
