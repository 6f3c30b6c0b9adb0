"""The composer: a reply to the requester, a note for the team or an entry of the service record."""

from datetime import datetime

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.refusals import Forbidden, Invalid, NotFound, Refused
from usher.channels.email.leaving.undoing import undo_window
from usher.frame.answer import wants_piece
from usher.frame.scoping import MemberRequest, scoped
from usher.people.actors import Actor
from usher.tickets import actions
from usher.tickets.access import Deed, get_ticket, may
from usher.tickets.lifecycles import Shown, flow_of
from usher.tickets.models import STATUSES, PendingReply, Ticket
from usher.web.tickets.answering import done, told, words_of
from usher.web.tickets.calling_back import told_waiting
from usher.web.tickets.composed import Composed, composed, deed_of, kind_of


@require_POST
@scoped
def write(request: MemberRequest, number: int) -> HttpResponse:
    """Add what the composer posts. What is refused is told in the composer, and the text stays there."""
    ticket = get_ticket(request.actor, to=_deed(request), number=number)
    try:
        with transaction.atomic():
            message = composed(request)
            _may_move(request.actor, ticket, message)
            then = _goal(ticket, message)
            waiting = _write(ticket, message, then.code if then else None, request.actor, timezone.now())
            actions.drop_text(
                ticket, member=request.membership, kind=message.kind, version=request.POST.get("draft_version", ""),
                sent=message.text,
            )  # fmt: skip
    except (Forbidden, NotFound):
        raise
    except Refused as refusal:
        return _refused(request, number, refusal)
    if waiting:
        return told_waiting(request, ticket, waiting)
    return done(request, number, toast=_("Sent. %(status)s.") % {"status": then.title} if then else None)


def _deed(request: MemberRequest) -> Deed:
    try:
        return deed_of(kind_of(request))
    except Invalid:
        return "reply"  # the right to write at all; what is wrong with the kind is told in the composer


def _goal(ticket: Ticket, message: Composed) -> Shown | None:
    """What resolving or waiting means in the ticket's lifecycle; nothing where it is so already or cannot be."""
    return flow_of(ticket).nearest(message.then, STATUSES[ticket.status]) if message.then else None


def _write(ticket: Ticket, message: Composed, then: str | None, by: Actor, at: datetime) -> PendingReply | None:
    """Write it; what is not sent at once is returned."""
    written = message.written(at)
    if message.kind != "reply":
        if message.kind == "note":
            actions.note(ticket, written, by=by, at=at)
        else:
            actions.update(ticket, written, by=by, at=at, is_public=message.is_public)
        if then:
            actions.move(ticket, to=then, by=by, at=at)
        return None
    recipients, window = message.recipients(ticket), undo_window(ticket)
    if message.send_at or window:
        plan = actions.Plan(
            message.send_at or at + window, is_undo=message.send_at is None, sent_to=recipients, added=message.added,
            then=message.then or "", holds_on_answer=message.holds_on_answer,
        )  # fmt: skip
        return actions.send_later(ticket, written, plan, by=by, at=at)
    if message.added:
        known = dict(ticket.participants.values_list("email", "name"))
        actions.set_participants(ticket, people={**dict.fromkeys(message.added, ""), **known}, by=by, at=at)
    actions.reply(ticket, written, by=by, at=at, sent_to=recipients, then=then)
    return None


def _may_move(actor: Actor, ticket: Ticket, message: Composed) -> None:
    if message.then and not may(actor, "edit", ticket).allowed:
        raise Invalid({"then": _("You may answer here but not change the status. Send without it.")})


def _refused(request: MemberRequest, number: int, refusal: Refused) -> HttpResponse:
    # Always 422: the composer swaps just this sentence in, and nothing that was typed is touched.
    text = words_of(refusal)
    if wants_piece(request):
        return render(request, "frame/problem.html", {"problem": text}, status=422)
    kept = {name: request.POST.get(name, "") for name in ("text", "kind", "cc", "draft_version")}
    if request.FILES:
        text = _("%(problem)s Attach your files again.") % {"problem": text}
    return told(request, number, {"message": text}, 422, **kept)
