"""Answering a mail of the sink as the customer who would have got it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.frame import answer as answering
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.web.mail.sunk import AnswerForm, drawn, sunk_of


@scoped
@require_POST
def answer(request: MemberRequest, id: int) -> HttpResponse:
    """Let the answer arrive; the ledger's page of it shows what becomes of it."""
    row = sunk_of(request, id)
    form = AnswerForm(request.POST, row.recipients)
    arrived = saved(form, lambda values: actions.answer_sunk(row, **values, by=request.actor, at=timezone.now()))
    if arrived is None:
        return drawn(request, row, form)
    to = reverse("ledger-message", args=[request.organization.slug, arrived.pk])
    return answering.answer(request, page="", context={}, to=to, toast=_("The answer has arrived."))
