"""One's own name, theme, language and shortcuts, the same in every organization."""

from typing import cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from usher.base.tenancy import entered
from usher.people.actions import change_member, change_user
from usher.people.actors import member_actor
from usher.people.models import User
from usher.people.queries import active_member, places_of
from usher.people.sign_in import remember_choices


class ProfileForm(forms.Form):
    """What a person chooses for themselves."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("Shown to colleagues, and to customers under your replies."),
        error_messages={"required": _("Write your name.")}, widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    theme = forms.ChoiceField(
        label=_("Theme"), required=False,
        choices=[("", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("As the browser")), *settings.LANGUAGES]
    )
    hotkeys = forms.BooleanField(
        label=_("Single-key shortcuts"), required=False,
        help_text=_("J, K, R and the like. Ctrl or ⌘ with a key always works."),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and save."""
    user = cast(User, request.user)
    fields = ("name", "theme", "language", "hotkeys")
    form = ProfileForm(
        request.POST or None, initial={name: getattr(user, name) for name in fields} | {"name": _shown_name(user)}
    )
    if request.method == "POST" and form.is_valid():
        _save(user, form.cleaned_data)
        response = HttpResponseRedirect(reverse("profile"), status=303)
        remember_choices(response, user)
        with override(user.language or None):
            messages.success(request, str(_("Your profile is saved.")))
        return response
    return render(request, "account/profile.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def _save(user: User, chosen: dict[str, object]) -> None:
    change_user(user, changes=chosen)
    for place in places_of(user.pk):
        with entered(place.organization_id):
            member = active_member(user.pk)
            if member:
                change_member(member, by=member_actor(member), at=timezone.now(), changes={"name": chosen["name"]})


def _shown_name(user: User) -> str:
    if user.name:
        return user.name
    for place in places_of(user.pk):
        with entered(place.organization_id):
            member = active_member(user.pk)
            return member.name if member else ""
    return ""
