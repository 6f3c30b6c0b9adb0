"""How Usher signs in to a mailbox's servers: the application registered with the provider."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from usher.frame.scoping import MemberRequest, scoped
from usher.mail.models import Mailbox
from usher.mail.models.mailbox import SignIn
from usher.web.settings.mailbox.page import SectionForm, edit_section, section_page

TEMPLATE = "settings/mailbox/sign_in.html"
CHOICES = [
    (SignIn.PASSWORD, gettext_lazy("User name and password")), (SignIn.GOOGLE, "Google"), (SignIn.MICROSOFT, "Microsoft"),
]  # fmt: skip


class SignInForm(SectionForm):
    """Password or provider; the secret goes in and never out."""

    sign_in = forms.ChoiceField(label=gettext_lazy("Usher signs in with"), choices=CHOICES, widget=forms.RadioSelect)
    oauth_client_id = forms.CharField(
        label=gettext_lazy("Client ID"), max_length=320, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    oauth_client_secret = forms.CharField(
        label=gettext_lazy("Client secret"), max_length=320, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    oauth_tenant = forms.CharField(
        label=gettext_lazy("Directory (tenant)"), max_length=320, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Only for Microsoft, and only where the application is for one directory."),
    )  # fmt: skip

    def __init__(self, data: object, mailbox: Mailbox) -> None:
        super().__init__(data, mailbox)
        self.initial["oauth_client_secret"] = ""
        if mailbox.oauth_client_secret:
            self.fields["oauth_client_secret"].help_text = _("One is kept. Write here only to change it.")


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: MemberRequest, id: int) -> HttpResponse:
    """Show and save how Usher signs in."""
    return edit_section(request, id, "mailbox-sign-in", SignInForm, TEMPLATE, redirect_uri=redirect_uri(), problem="")


def told(request: MemberRequest, mailbox: Mailbox, problem: str) -> HttpResponse:
    """The page again, with what went wrong at the provider."""
    context = {"form": SignInForm(None, mailbox), "redirect_uri": redirect_uri(), "problem": problem}
    return section_page(request, mailbox, "mailbox-sign-in", TEMPLATE, context, status=422)


def redirect_uri() -> str:
    """Where the provider sends people back to; it must be registered there letter by letter."""
    return f"{settings.USHER_URL}{reverse('mailbox-consent')}"
