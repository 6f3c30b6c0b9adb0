"""Whoever follows the link of an invitation joins: with a new login, or with the one they have."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from usher.base.tenancy import entered
from usher.frame.saving import saved
from usher.organizations.models import Organization
from usher.organizations.queries import current
from usher.people.actions import accept
from usher.people.actions.accepting import NoLongerGood, Way, way_in
from usher.people.logins import invitation_place
from usher.people.models import Invitation, Member, User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TAKES = {Way.NEW: ("name", "password"), Way.PASSWORD: ("password",), Way.SIGN_IN: (), Way.JOIN: ()}


class AcceptForm(forms.Form):
    """Name and password of a new login, the password of one that nobody proved, or nothing."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("Shown to colleagues, and to customers under your replies."),
        error_messages={"required": _("Write your name.")}, widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("New password"), strip=False, error_messages={"required": _("Choose a password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 8 characters, not a common word and not like your name or address."),
    )  # fmt: skip

    def __init__(self, way: Way, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        for name in set(self.fields).difference(TAKES[way]):
            del self.fields[name]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what joining takes, and join by POST. Links that are made up, used, revoked or too old get one answer."""
    place, at = invitation_place(token), timezone.now()
    if place is None:
        return _gone(request)
    with entered(place[0]):
        invitation = _open(place[1], at)
        if invitation is None:
            return _gone(request)
        try:
            member = _joined_or_page(request, invitation, at)
        except NoLongerGood:
            return _gone(request)
        if isinstance(member, HttpResponse):
            return member
        organization = current()
    return _welcome(request, member, organization)


def _open(invitation_id: int, at: datetime) -> Invitation | None:
    rows = Invitation.objects.select_related("role", "invited_by").filter(accepted_at=None, revoked_at=None)
    return rows.filter(pk=invitation_id, expires_at__gt=at).first()


def _joined_or_page(request: HttpRequest, invitation: Invitation, at: datetime) -> Member | HttpResponse:
    signed_in = request.user if request.user.is_authenticated else None
    way = way_in(invitation.email, signed_in)
    form = AcceptForm(way, request.POST if request.method == "POST" else None, initial={"name": invitation.name})

    def deed(values: dict[str, Any]) -> Member:
        given = {"name": "", "password": "", **values}
        return accept(invitation, signed_in=signed_in, **given, at=at)

    if request.method == "POST" and (member := saved(form, deed)):
        return member
    context = {
        "form": form, "invitation": invitation, "organization": current(), "way": way.name, "fields": TAKES[way],
        "here": request.path, "signed_in": signed_in,
    }  # fmt: skip
    return render(request, "account/invitation.html", context, status=422 if form.errors else 200)


def _welcome(request: HttpRequest, member: Member, organization: Organization) -> HttpResponse:
    # Also for who is signed in: a new password ended their session.
    login(request, User.objects.get(pk=member.user_id), backend=BACKEND)
    return HttpResponseRedirect(reverse("start", args=[organization.slug]), status=303)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "account/invitation_gone.html", status=404)
