"""The members of the organization: who is in, who was asked, who left; and adding one by hand."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.people.lists import members_page
from usher.people.models import Invitation, Member, Role
from usher.web.people.asking import after_of, words_of
from usher.web.settings.sections import done, settings_page


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Everybody who may enter; with `show=left` those who no longer may."""
    require(request.actor, "team")
    words, is_active = words_of(request), request.GET.get("show") != "left"
    page = members_page(words, after_of(request), is_active=is_active)
    more = {"show": "" if is_active else "left", "q": words, "after": page.next_after}
    context = {
        "members": page.rows, "asked": words, "tabs": tabs(request, "in" if is_active else "left"), "is_active": is_active,
        "next_url": f"?{urlencode(more)}" if page.next_after else "",
    }  # fmt: skip
    return settings_page(request, "members", "settings/members.html", context)


def tabs(request: MemberRequest, current: str) -> list[tuple[str, str, bool]]:
    """The three lists with their lengths; two queries."""
    states = list(Member.objects.values_list("is_active", flat=True))
    asked = Invitation.objects.filter(accepted_at=None, revoked_at=None).count()
    here, invited = (reverse(name, args=[request.organization.slug]) for name in ("members", "invitations"))
    return [
        (f"{_('Members')} {states.count(True)}", here, current == "in"),
        (f"{_('Invited')} {asked}", invited, current == "asked"),
        (f"{_('Deactivated')} {states.count(False)}", f"{here}?show=left", current == "left"),
    ]


class NewMemberForm(forms.Form):
    """Who, and with which role; the password is for where no mail can be sent."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.CharField(label=gettext_lazy("E-mail address"), max_length=254)
    role: Any = forms.ModelChoiceField(None, label=gettext_lazy("Role"), empty_label=None)
    password = forms.CharField(
        label=gettext_lazy("First password"), required=False, max_length=128, min_length=8,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Tell it to them. Empty: they choose one with “Forgot password?” on the sign-in page."),
    )  # fmt: skip

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        field = self.fields["role"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Role.objects.order_by("pk")


def usual_role() -> Role | None:
    """The role that most get."""
    return Role.objects.filter(key="agent").first()


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Add a member with a login of their own; whoever has one is invited instead."""
    require(request.actor, "team")
    form = NewMemberForm(request.POST or None, initial={"role": usual_role()})
    if request.method == "POST":
        member = saved(
            form,
            lambda values: actions.add_member(
                **{**values, "password": values["password"] or None}, by=request.actor, at=timezone.now()
            ),
        )
        if member:
            return done(request, "members", _("%(name)s is a member now.") % {"name": member.name})
    context = {"form": form, "fields": ("name", "email", "role", "password"), "title": _("New member"), "back": "members"}
    return settings_page(request, "members", "settings/form.html", context, status=422 if form.errors else 200)
