"""How the mail of a mailbox leaves."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from usher.frame.scoping import MemberRequest, scoped
from usher.web.settings.mailbox.page import SectionForm, edit_section


class SendingForm(SectionForm):
    """How long a reply can be called back."""

    undo_seconds = forms.IntegerField(
        label=gettext_lazy("Seconds to undo a reply"), min_value=0, max_value=60,
        help_text=gettext_lazy("A reply waits so long, and its author can take it back. 0: it leaves at once."),
    )  # fmt: skip


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def sending(request: MemberRequest, id: int) -> HttpResponse:
    """Show and save how mail leaves."""
    return edit_section(request, id, "mailbox-sending", SendingForm, "settings/mailbox/sending.html")
