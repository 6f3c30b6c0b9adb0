"""What the mails of a mailbox look like."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from usher.frame.scoping import MemberRequest, scoped
from usher.mail.models.mailbox import Quoting
from usher.web.settings.mailbox.page import SectionForm, edit_section


class LooksForm(SectionForm):
    """The line above which people answer, and what is repeated below the reply."""

    marks_replies = forms.BooleanField(
        label=gettext_lazy("Ask people to write above a line"), required=False,
        help_text=gettext_lazy("A grey line on top of each mail. What an answer repeats below it is surely recognised."),
    )  # fmt: skip
    quoting = forms.ChoiceField(
        label=gettext_lazy("Below a reply stands"), choices=Quoting.choices, widget=forms.RadioSelect
    )


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def looks(request: MemberRequest, id: int) -> HttpResponse:
    """Show and save how mails look."""
    return edit_section(request, id, "mailbox-looks", LooksForm, "settings/mailbox/looks.html")
