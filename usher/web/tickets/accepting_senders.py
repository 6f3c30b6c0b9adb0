"""Letting an unknown sender take part."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import Refused
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.web.tickets.answering import done, told, words_of
from usher.web.tickets.messages import message_of


@require_POST
@scoped
def accept_sender(request: MemberRequest, number: int, message: int) -> HttpResponse:
    """Show what they wrote on this ticket, and give them copies from now on."""
    ticket = get_ticket(request.actor, to="accept_sender", number=number)
    row = message_of(ticket, message)
    try:
        with transaction.atomic():
            actions.accept_sender(row, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return told(request, number, {f"sender-{row.pk}": words_of(refusal)}, refusal.status)
    return done(request, number, toast=_("%(name)s takes part from now on") % {"name": row.author_name})
