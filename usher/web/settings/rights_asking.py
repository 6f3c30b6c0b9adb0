"""May this member do that to this ticket? The policy's own answers, for whoever looks after the members."""

import re

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from usher.base.refusals import NotFound
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.people.actors import member_actor
from usher.people.models import Member
from usher.tickets.access import get_ticket
from usher.tickets.explaining import explained
from usher.tickets.models import Ticket
from usher.web.settings.sections import settings_page

_NUMBER = re.compile(r"[0-9]{1,18}\Z")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}-[0-9]{1,18}\Z")


class QuestionForm(forms.Form):
    """Reads and draws."""

    member = forms.ModelChoiceField(None, label=gettext_lazy("Member"), empty_label=None)  # type: ignore[var-annotated]
    ticket = forms.CharField(label=gettext_lazy("Ticket"), max_length=30, help_text=gettext_lazy("Its code or number."))

    def __init__(self, *args: object, **rest: object) -> None:
        super().__init__(*args, **rest)  # type: ignore[arg-type]
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Member.objects.filter(is_active=True).select_related("role").order_by("name", "pk")


@scoped
@require_safe
def ask(request: MemberRequest) -> HttpResponse:
    """The form, and below it every deed with the answer and its reason. The reader needs to see the ticket too."""
    require(request.actor, "team")
    form = QuestionForm(request.GET if "ticket" in request.GET else None)
    answers, ticket, member = [], None, None
    if form.is_valid():
        member = form.cleaned_data["member"]
        try:
            ticket = _ticket(request, form.cleaned_data["ticket"])
            answers = explained(member_actor(member), ticket)
        except NotFound:
            form.add_error("ticket", _("There is no such ticket, or you may not see it."))
    context = {"form": form, "answers": answers, "ticket": ticket, "member": member}
    return settings_page(request, "roles", "settings/rights.html", context, status=422 if form.errors else 200)


def _ticket(request: MemberRequest, text: str) -> Ticket:
    text = text.strip().removeprefix("#").upper()
    if _NUMBER.match(text):
        return get_ticket(request.actor, number=int(text))
    if _CODE.match(text):
        return get_ticket(request.actor, code=text)
    raise NotFound("There is no such ticket.")
