"""allauth's forms in our words."""

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.LoginForm):  # type: ignore[misc]
    """Address and password; staying signed in is the rule, so nothing asks for it."""

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["login"].label = _("E-mail address")
        self.fields["password"].help_text = ""  # the link to the reset stands below the form
