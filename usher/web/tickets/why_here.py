"""Why a message that came by mail is on this ticket, and the way to where it belongs."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import Forbidden, Invalid, NotFound, Refused
from usher.events.models import Event
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.mail.models import IncomingMail
from usher.tickets import actions, events
from usher.tickets.access import get_ticket, may
from usher.tickets.models import Message, Ticket
from usher.web.mail.proofs import proof_of
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.answering import told, words_of
from usher.web.tickets.asking import ask
from usher.web.tickets.messages import message_of
from usher.web.tickets.picking import named, offers


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def why(request: MemberRequest, number: int, message: int) -> HttpResponse:
    """Tell why the message landed here, whether its sender is proven, and move it to the ticket named in `other`."""
    ticket = get_ticket(request.actor, to="move_message" if request.method == "POST" else "view", number=number)
    row = message_of(ticket, message)
    if request.method != "POST":
        return _ask(request, ticket, row)
    try:
        with transaction.atomic():
            return _moved(request, ticket, row)
    except (Forbidden, NotFound):
        raise
    except Refused as refusal:
        return _ask(request, ticket, row, words_of(refusal))


@require_POST
@scoped
def move_back(request: MemberRequest, number: int, message: int) -> HttpResponse:
    """Take the own last move of this message back, and go to the ticket where it is again."""
    ticket = get_ticket(request.actor, to="move_message", number=number)
    brought = _last(request, events.MESSAGE_BROUGHT, ticket.pk, message)
    event = _last(request, events.MESSAGE_MOVED, brought.data["from"], message)
    source = get_ticket(request.actor, to="move_message", pk=event.subject_id)
    try:
        with transaction.atomic():
            actions.undo(event, by=request.actor, at=timezone.now())
    except (Forbidden, NotFound):
        raise
    except Refused as refusal:
        return told(request, number, {"message": words_of(refusal)}, refusal.status)
    to = addresses_of(request.organization.slug, source).page
    return answer(request, page="", context={}, to=to, toast=_("The message is on %(code)s again") % {"code": source.code})


def _last(request: MemberRequest, name: str, ticket_id: int, message: int) -> Event:
    """The reader's own last event of this name about the message; NotFound without one."""
    on_it = Event.objects.filter(subject_type="ticket", subject_id=ticket_id, name=name, data__message=message)
    event: Event | None = on_it.filter(actor_kind=request.actor.kind, actor_id=request.actor.id).order_by("-pk").first()
    if event is None:
        raise NotFound(_("There is nothing to take back."))
    return event


def _moved(request: MemberRequest, ticket: Ticket, row: Message) -> HttpResponse:
    others = named(request.POST.get("other", ""), request.POST.getlist("chosen"), request.actor)
    if len(others) > 1:
        raise Invalid({"other": _("A message goes to one ticket. Name one.")})
    target = get_ticket(request.actor, to="move_message", pk=others[0].pk)
    was_merged = _is_alone(ticket, row)
    if was_merged:
        get_ticket(request.actor, to="merge", pk=ticket.pk)
    target = actions.move_message(row, to=target, by=request.actor, at=timezone.now())
    to = addresses_of(request.organization.slug, target)
    back = addresses_of(request.organization.slug, ticket).at("unmerge")
    undo = back if was_merged else to.at("move-back", message=row.pk)
    toast = _("The message is on %(code)s now") % {"code": target.code}
    return answer(request, page="", context={}, to=to.page, toast=toast, undo=undo)


def _is_alone(ticket: Ticket, row: Message) -> bool:
    return not ticket.messages.exclude(pk=row.pk).exists()


def _ask(request: MemberRequest, ticket: Ticket, row: Message, problem: str = "") -> HttpResponse:
    mail = IncomingMail.objects.select_related("mailbox").filter(pk=row.incoming_id or 0).first()
    words, chosen = request.POST.get("other", ""), request.POST.getlist("chosen")
    moves = may(request.actor, "move_message", ticket).allowed
    context = {
        "message": row, "mail": mail, "proof": proof_of(mail), "moves": moves, "q": words,
        "found": offers(ticket, words, chosen, request.actor) if moves else [],
    }  # fmt: skip
    return ask(request, ticket, title=_("Why here?"), form="tickets/_why.html", context=context, problem=problem)
