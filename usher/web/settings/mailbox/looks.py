"""What the mails of a mailbox look like."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from usher.base.html import html_to_text, text_to_html, tidy
from usher.base.placeholders import filled, filled_html
from usher.frame.scoping import MemberRequest, scoped
from usher.mail.marker import marker
from usher.mail.models import Mailbox
from usher.mail.models.mailbox import Quoting
from usher.mail.wording.finding import short
from usher.web.settings.mailbox.page import SectionForm, edit_section
from usher.web.settings.mailboxes import mailbox_of

MEANINGS = {
    "member.name": gettext_lazy("Who answers"),
    "team.name": gettext_lazy("The ticket's team, else the mailbox's name"),
    "organization.name": gettext_lazy("Name of your organization"),
    "mailbox.name": gettext_lazy("Shown name of this mailbox"),
    "mailbox.address": gettext_lazy("Its address"),
    "ticket.code": gettext_lazy("The ticket's code"),
}


class LooksForm(SectionForm):
    """The line above which people answer, and what is repeated below the reply."""

    marks_replies = forms.BooleanField(
        label=gettext_lazy("Ask people to write above a line"), required=False,
        help_text=gettext_lazy("A grey line on top of each mail. What an answer repeats below it is surely recognised."),
    )  # fmt: skip
    quoting = forms.ChoiceField(
        label=gettext_lazy("Below a reply stands"), choices=Quoting.choices, widget=forms.RadioSelect
    )
    # Two fields of one thing: the editor writes both, a page without script only the text.
    signature_html = forms.CharField(required=False, max_length=50_000)
    signature_text = forms.CharField(required=False, max_length=10_000)

    def clean(self) -> dict[str, Any]:
        """One signature: that of the editor, the one that was there, or what was typed."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        html, text, before = values.get("signature_html", ""), values.pop("signature_text", ""), self.mailbox.signature_html
        if not html and text:
            values["signature_html"] = before if tidy(text) == html_to_text(before) else text_to_html(text)
        return values

    @property
    def signature(self) -> dict[str, str]:
        """What the editor begins with."""
        html = self.data.get("signature_html", "") if self.is_bound else self.mailbox.signature_html
        return {"html": html, "text": self.data.get("signature_text", "") if self.is_bound else html_to_text(html)}


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def looks(request: MemberRequest, id: int) -> HttpResponse:
    """Show and save how mails look."""
    shown = [{"name": name, "text": text} for name, text in MEANINGS.items()]
    preview = _preview(request, mailbox_of(request, id))
    return edit_section(
        request, id, "mailbox-looks", LooksForm, "settings/mailbox/looks.html", placeholders=shown, preview=preview
    )  # fmt: skip


def _preview(request: MemberRequest, mailbox: Mailbox) -> dict[str, Any]:
    """A sample reply with the settings as they are saved."""
    values = {
        "member.name": request.membership.name, "team.name": mailbox.name or request.organization.name,
        "organization.name": request.organization.name, "mailbox.name": mailbox.name, "mailbox.address": mailbox.address,
        "ticket.code": f"{request.organization.prefix}-12",
    }  # fmt: skip
    own = text_to_html(filled(request.membership.signature, values))
    return {
        "line": marker(short(request.organization.language)) if mailbox.marks_replies else "",
        "signature": mark_safe(own + filled_html(mailbox.signature_html, values)),  # escaped and cleaned by them
        "quotes": {"none": 0, "last": 1, "all": 2}[mailbox.quoting],
    }
