"""Mail that a provider hands over by HTTP: which provider, its secret, and the address it posts to."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.mail.incoming.hooks import PROVIDERS
from usher.mail.models import Mailbox
from usher.web.settings.mailbox.page import SectionForm, edit_section, section_page
from usher.web.settings.mailboxes import mailbox_of

NAME, TEMPLATE = "mailbox-provider", "settings/mailbox/provider.html"
CHOICES = [("", gettext_lazy("None")), *((code, each.name) for code, each in PROVIDERS.items())]


class ProviderForm(SectionForm):
    """The secret goes in and never out."""

    webhook_provider = forms.ChoiceField(label=gettext_lazy("Provider"), choices=CHOICES, required=False)
    webhook_secret = forms.CharField(
        label=gettext_lazy("Secret"), max_length=1000, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, data: object, mailbox: Mailbox) -> None:
        super().__init__(data, mailbox)
        self.initial["webhook_secret"] = ""
        provider = PROVIDERS.get(mailbox.webhook_provider)
        kept = _("One is kept. Write here only to change it.") if mailbox.webhook_secret else ""
        self.fields["webhook_secret"].help_text = f"{provider.help if provider else ''} {kept}".strip()


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def provider(request: MemberRequest, id: int) -> HttpResponse:
    """Show and save who hands mail over."""
    return edit_section(request, id, NAME, ProviderForm, TEMPLATE, address="", providers=PROVIDERS)


@scoped
@require_POST
def make_address(request: MemberRequest, id: int) -> HttpResponse:
    """A new address, shown this once."""
    mailbox = mailbox_of(request, id)
    address = actions.make_webhook_address(mailbox, by=request.actor, at=timezone.now())
    mailbox.refresh_from_db()
    context: dict[str, Any] = {"form": ProviderForm(None, mailbox), "address": address, "providers": PROVIDERS}
    return section_page(request, mailbox, NAME, TEMPLATE, context)
