"""Sending a reply once more to somebody it did not, or perhaps did not, reach."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import NotFound
from usher.frame.scoping import MemberRequest, scoped
from usher.mail.models import Recipient
from usher.mail.outgoing.again import send_again as queue_again
from usher.realtime import publish
from usher.tickets.models import Ticket
from usher.web.tickets.answering import change
from usher.web.tickets.messages import message_of


@require_POST
@scoped
def send_again(request: MemberRequest, number: int, message: int, recipient: int) -> HttpResponse:
    """Queue the same mail again for this recipient of this message."""

    def verb(ticket: Ticket, at: datetime) -> None:
        row = Recipient.objects.filter(
            pk=recipient, mail__message_key=message_of(ticket, message).pk, mail__purpose="reply"
        ).first()
        if row is None:
            raise NotFound("This message was not sent to such a recipient.")
        queue_again(row, by=request.actor, at=at)
        publish(f"ticket:{ticket.pk}")

    return change(request, number, verb, to="reply", control=f"delivery-{recipient}", toast=_("It is sent once more"))
