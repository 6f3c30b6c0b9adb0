"""A reply that has not left comes back into the composer."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import NotFound
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.frame.times import exact
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.tickets.models import PendingReply, Ticket
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.answering import done, page_of


@require_POST
@scoped
def call_back(request: MemberRequest, number: int, pending: int) -> HttpResponse:
    """Undo a reply that was just sent, or cancel one that was planned; the page is drawn anew with its text."""
    ticket = get_ticket(request.actor, to="reply", number=number)
    try:
        actions.call_back(pending_of(ticket, pending), by=request.actor, at=timezone.now())
    except actions.Left as refusal:
        return too_late(request, ticket, refusal)
    page = addresses_of(request.organization.slug, ticket).page
    return answer(request, page="", context={}, to=page, toast=_("Not sent. The text is in the composer."))


def pending_of(ticket: Ticket, id: int) -> PendingReply:
    """The reply, gone or not: the verb tells whether it has left. NotFound for one of another ticket."""
    row = PendingReply.objects.filter(pk=id).first()
    if row is not None and row.ticket_id != ticket.pk:
        raise NotFound(_("There is no such reply on this ticket."))
    return row or PendingReply(pk=id, ticket=ticket)


def too_late(request: MemberRequest, ticket: Ticket, refusal: actions.Left) -> HttpResponse:
    """The ticket as it is now: the control that was pressed is gone, so the refusal is told in a toast and the composer."""
    return answer(
        request, page="tickets/show.html", swap="tickets/changed.swap.html", status=refusal.status, toast=str(refusal),
        context=page_of(request, ticket, {"message": str(refusal)}),
    )  # fmt: skip


def told_waiting(request: MemberRequest, ticket: Ticket, waiting: PendingReply) -> HttpResponse:
    """The ticket with the reply that waits, and for how long it can be undone."""
    if not waiting.is_undo:
        return done(request, ticket.number, toast=_("It is sent on %(time)s.") % {"time": exact(waiting.send_at)})
    back = addresses_of(request.organization.slug, ticket).at("call-back", pending=waiting.pk)
    seconds = max(1, round((waiting.send_at - timezone.now()).total_seconds()))
    return done(request, ticket.number, toast=_("Sent"), undo=back, undo_seconds=seconds)
