"""Making, changing and deleting a team."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import NotFound, Refused
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.people.models import Member, Team
from usher.web.settings.sections import done, settings_page


class _MembersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # no generic at run time
    """Members; who is deactivated keeps their place and is marked."""

    def label_from_instance(self, obj: Any) -> str:
        return obj.name if obj.is_active else f"{obj.name} {_('(deactivated)')}"


class TeamForm(forms.Form):
    """Reads and draws."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    is_active = forms.BooleanField(
        label=gettext_lazy("Active"), required=False,
        help_text=gettext_lazy("A deactivated team gets no new tickets; what stands in its queue stays."),
    )  # fmt: skip
    members: Any = _MembersField(None, label=gettext_lazy("Members"), required=False, widget=forms.CheckboxSelectMultiple)
    lead: Any = forms.ModelChoiceField(
        None, label=gettext_lazy("Lead"), required=False, empty_label=gettext_lazy("Nobody"),
        help_text=gettext_lazy("One of the members; escalations can go to them."),
    )  # fmt: skip

    def __init__(self, *args: Any, team: Team | None = None, **rest: Any) -> None:
        super().__init__(*args, **rest)
        there = Q(places__team=team) if team else Q(pk=None)
        offered = Member.objects.filter(Q(is_active=True) | there).distinct().order_by("name", "pk")
        for name in ("members", "lead"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = offered
        if team is None:
            del self.fields["is_active"]


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
    return _page(request, form, None)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Name, members, lead, and whether it gets new tickets."""
    require(request.actor, "team")
    team = _team(id)
    form = TeamForm(request.POST or None, team=team, initial=_initial(team))

    def deed(values: dict[str, Any]) -> bool:
        told = _told(values) | {"is_active": values["is_active"]}
        actions.set_team(team, **told, by=request.actor, at=timezone.now())
        return True

    if request.method == "POST" and saved(form, deed):
        return done(request, "teams", _("Saved."))
    return _page(request, form, team)


@scoped
@require_POST
def delete(request: MemberRequest, id: int) -> HttpResponse:
    """Delete a team without tickets; of one with tickets the page says why not."""
    require(request.actor, "team")
    team = _team(id)
    try:
        actions.delete_team(team, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _page(request, TeamForm(team=team, initial=_initial(team)), _team(id), str(refusal), refusal.status)
    return done(request, "teams", _("The team %(name)s is gone.") % {"name": team.name})


def _team(id: int) -> Team:
    team = Team.objects.prefetch_related("places").filter(pk=id).first()
    if team is None:
        raise NotFound("There is no such team.")
    return team


def _initial(team: Team) -> dict[str, Any]:
    places = list(team.places.all())
    lead = next((place.member_id for place in places if place.is_lead), None)
    return {"name": team.name, "is_active": team.is_active, "members": [p.member_id for p in places], "lead": lead}


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {"name": values["name"], "members": list(values["members"]), "lead": values["lead"]}


def _page(request: MemberRequest, form: TeamForm, team: Team | None, problem: str = "", status: int = 200) -> HttpResponse:
    fields = ("name", "is_active", "members", "lead") if team else ("name", "members", "lead")
    title = team.name if team else _("New team")
    context = {"form": form, "fields": fields, "title": title, "back": "teams", "team": team, "problem": problem}
    return settings_page(request, "teams", "settings/team.html", context, status=422 if form.errors else status)
