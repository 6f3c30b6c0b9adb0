"""allauth's forms in our words."""

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

from usher.people.actions import prove
from usher.people.logins import home_of


class SignInForm(forms.LoginForm):  # type: ignore[misc]
    """Address and password; staying signed in is the rule, so nothing asks for it."""

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["login"].label = _("E-mail address")
        self.fields["password"].help_text = ""  # the link to the reset stands below the form


class ResetForm(forms.ResetPasswordForm):  # type: ignore[misc]
    """Asking for the link to a new password."""

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["email"].label = _("E-mail address")


class _NewPassword:
    """A new password, written twice. The library's help is a list in HTML; ours is one sentence."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = _("At least 8 characters, not a common word and not like your name or address.")
        self.fields["password2"].label = _("New password again")
        if "oldpassword" in self.fields:
            self.fields["oldpassword"].label = _("Current password")


class ResetKeyForm(_NewPassword, forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """By the mailed link, which proves whose login it is."""

    def save(self) -> None:
        super().save()
        prove(self.user, through=home_of(self.user))


class ChangeForm(_NewPassword, forms.ChangePasswordForm):  # type: ignore[misc]
    """While signed in."""


class SetForm(_NewPassword, forms.SetPasswordForm):  # type: ignore[misc]
    """While signed in, for those who have none yet."""
