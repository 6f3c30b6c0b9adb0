"""What allauth asks of us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from usher.base.tenancy import entered
from usher.people.models import User
from usher.people.queries import places_of
from usher.realtime import publish

COOKIE_AGE = 60 * 60 * 24 * 365  # seconds


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: members are created or invited. Errors in our words, links on our address."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail address and password do not fit together. Check both, or reset the password."),
        "account_inactive": _("This sign-in is switched off. Ask an administrator of your organization."),
        "too_many_login_attempts": _("Too many failed tries. Wait a few minutes, or reset the password."),
        "incorrect_password": _("This is not your present password."),
        "enter_current_password": _("This is not your present password."),
        "invalid_password_reset": _("This link was used already or is too old."),
        "rate_limited": _("Too many tries. Wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return subject

    def get_reset_password_from_key_url(self, key: str) -> str:
        # Never from the Host header: whoever asks for the reset could choose it.
        user, _dash, token = key.partition("-")
        return str(settings.USHER_URL) + reverse("account_reset_password_from_key", kwargs={"uidb36": user, "key": token})

    def logout(self, request: HttpRequest) -> None:
        user_id = request.user.pk
        super().logout(request)
        _end_streams(user_id)

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        _end_streams(user.pk)  # of the sessions that the new password ended

    def post_login(self, request: HttpRequest, user: User, **rest: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **rest)
        remember_choices(response, user)
        return response


def remember_choices(response: HttpResponse, user: User) -> None:
    """Tell the browser the user's theme and language: pages are drawn from its cookies, before anything is asked of us."""
    for name, value in (("theme", user.theme), (settings.LANGUAGE_COOKIE_NAME, user.language)):
        if value:
            response.set_cookie(name, value, max_age=COOKIE_AGE, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
        else:
            response.delete_cookie(name, samesite="Lax")


def _end_streams(user_id: int | None) -> None:
    """The user's open pages look again whether their session is good; those of other sessions stay."""
    for place in places_of(user_id) if user_id else ():
        with entered(place.organization_id):
            publish(f"member:{place.member_id}")
