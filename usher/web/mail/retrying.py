"""Trying a quarantined message again, or making a ticket of one that was ignored."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.realtime import publish
from usher.web.mail.message import message_of


@scoped
@require_POST
def retry(request: MemberRequest, id: int) -> HttpResponse:
    """Read it once more; its page shows what becomes of it."""
    mail = message_of(request, id)
    actions.retry(mail, by=request.actor, at=timezone.now())
    publish("mail")
    to = reverse("ledger-message", args=[request.organization.slug, mail.pk])
    return answer(request, page="", context={}, to=to, toast=_("It is read once more."))
