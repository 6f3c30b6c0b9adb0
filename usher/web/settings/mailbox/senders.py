"""Who may write to a mailbox, and how its senders are proved."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from usher.frame.scoping import MemberRequest, scoped
from usher.mail.incoming.authenticity.suggesting import seen_servers
from usher.mail.models import Mailbox
from usher.mail.models.mailbox import UnknownSenders
from usher.people.domains import own_letters
from usher.web.settings.mailbox.page import SectionForm, edit_section


class SendersForm(SectionForm):
    """What becomes of mail from somebody new, and whose word is taken for who they are."""

    unknown_senders = forms.ChoiceField(
        label=gettext_lazy("A first mail from somebody unknown"), choices=UnknownSenders.choices, widget=forms.RadioSelect
    )
    welcome_domains = forms.CharField(
        label=gettext_lazy("Domains that may always write"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false", "placeholder": "example.com"}),
        help_text=gettext_lazy("One to a line. Domains of companies count without being named here."),
    )  # fmt: skip
    trusted_authserv_id = forms.CharField(
        label=gettext_lazy("Server whose check is believed"), required=False, max_length=320,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "placeholder": "mx.example.com"}),
        help_text=gettext_lazy(
            "The name with which your mail server signs its findings (Authentication-Results). "
            "Empty: senders count as unproved, unless the mail is fetched from Gmail, Microsoft, Yahoo or Fastmail, "
            "or came to Usher's own port: then Usher checks it."
        ),
    )  # fmt: skip
    believes_member_addresses = forms.BooleanField(
        label=gettext_lazy("Members may answer notices where nobody checks senders"), required=False,
        help_text=gettext_lazy(
            "Each notice has an answer address of its own. For two weeks, and until somebody outside was put in copy, an "
            "answer from the member's address counts as theirs even if no server says who sent it. Off: such answers "
            "are kept for members only, and their author is told."
        ),
    )  # fmt: skip

    def __init__(self, data: Any, mailbox: Mailbox) -> None:
        super().__init__(data, mailbox)
        self.initial["welcome_domains"] = "\n".join(map(own_letters, mailbox.welcome_domains))
        self.seen = seen_servers(mailbox)[:3]


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def senders(request: MemberRequest, id: int) -> HttpResponse:
    """Show and save who may write."""
    return edit_section(request, id, "mailbox-senders", SendersForm, "settings/mailbox/senders.html")
