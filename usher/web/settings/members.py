"""The members of the organization, and adding one."""

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.people.models import Member, Role
from usher.web.settings.sections import done, settings_page


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Everybody, the deactivated ones last."""
    require(request.actor, "team")
    members = Member.objects.select_related("role").prefetch_related("places__team").order_by("-is_active", "name", "pk")
    return settings_page(request, "members", "settings/members.html", {"members": members})


class NewMemberForm(forms.Form):
    """Who, and with which role; a password only where no mail can be sent."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.CharField(label=gettext_lazy("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    password = forms.CharField(
        label=gettext_lazy("First password"), required=False, max_length=128, min_length=8,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Empty: they choose one with “Forgot password?” on the sign-in page."),
    )  # fmt: skip

    def __init__(self, *args: object, **rest: object) -> None:
        super().__init__(*args, **rest)  # type: ignore[arg-type]
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(Role.objects.exclude(key="").order_by("pk").values_list("key", "name"))


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Add a member; an existing login keeps its password."""
    require(request.actor, "team")
    form = NewMemberForm(request.POST or None, initial={"role": "agent"})
    if request.method == "POST":
        member = saved(
            form,
            lambda values: actions.add_member(
                email=values["email"], name=values["name"], role=values["role"], password=values["password"] or None,
                by=request.actor, at=timezone.now(),
            ),
        )  # fmt: skip
        if member:
            return done(request, "members", _("%(name)s is a member now.") % {"name": member.name})
    context = {"form": form, "fields": ("name", "email", "role", "password"), "title": _("New member"), "back": "members"}
    return settings_page(request, "members", "settings/form.html", context, status=422 if form.errors else 200)
