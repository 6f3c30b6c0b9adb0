"""A reply goes out once more, or to another address, where it did not, or perhaps did not, reach somebody."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import NotFound
from usher.channels.email.leaving.failing import mail_again as queue_mail
from usher.frame.scoping import MemberRequest, scoped
from usher.mail.actions import correct as correct_address
from usher.mail.models import Recipient
from usher.mail.outgoing.again import send_again as queue_again
from usher.realtime import publish
from usher.tickets import actions
from usher.tickets.models import Ticket
from usher.web.tickets.answering import change
from usher.web.tickets.messages import message_of


@require_POST
@scoped
def send_again(request: MemberRequest, number: int, message: int, recipient: int) -> HttpResponse:
    """Queue the same mail again for this recipient of this message."""

    def verb(ticket: Ticket, at: datetime) -> None:
        queue_again(_recipient(ticket, message, recipient), by=request.actor, at=at)
        publish(f"ticket:{ticket.pk}")

    return change(request, number, verb, to="send_again", control=f"delivery-{recipient}", toast=_("It is sent once more"))


@require_POST
@scoped
def correct(request: MemberRequest, number: int, message: int, recipient: int) -> HttpResponse:
    """Send it to another `address`; somebody in copy gets copies there from now on."""

    def verb(ticket: Ticket, at: datetime) -> None:
        row = _recipient(ticket, message, recipient)
        made = correct_address(row, address=request.POST.get("address", ""), by=request.actor, at=at)
        people = dict(ticket.participants.values_list("email", "name"))
        if row.address in people and not ticket.is_closed:
            people[made.address] = people.pop(row.address)
            actions.set_participants(ticket, people=people, by=request.actor, at=at)
        publish(f"ticket:{ticket.pk}")

    return change(request, number, verb, to="send_again", control=f"delivery-{recipient}", toast=_("It is sent there"))


@require_POST
@scoped
def mail_again(request: MemberRequest, number: int, message: int) -> HttpResponse:
    """Try now to mail a reply that Usher failed on."""

    def verb(ticket: Ticket, at: datetime) -> None:
        queue_mail(message_of(ticket, message), by=request.actor, at=at)

    return change(request, number, verb, to="send_again", control=f"mail-{message}", toast=_("It is tried once more"))


def _recipient(ticket: Ticket, message: int, recipient: int) -> Recipient:
    sent = Recipient.objects.filter(mail__message_key=message_of(ticket, message).pk, mail__purpose="reply")
    row = sent.filter(pk=recipient).first()
    if row is None:
        raise NotFound("This message was not sent to such a recipient.")
    return row
