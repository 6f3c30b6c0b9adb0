"""A new ticket in the seconds in which its author may think again: shown as it will be, undone, or opened at once."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from usher.base.html import text_to_html
from usher.channels.email.leaving.undoing import undo_window
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.tickets.models import Message, MessageFile, PendingReply, Ticket
from usher.web.files.downloading import address_of
from usher.web.shell import shell
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.images import placed


def opened(request: MemberRequest, draft: Ticket, at: datetime) -> Ticket:
    """Open the draft; where its message is mailed, after the time in which that can be undone."""
    message = _message(draft)
    window = undo_window(draft)
    if message and message.notifies and window:
        actions.open_later(draft, send_at=at + window, by=request.actor, at=at)
        return draft
    ticket = actions.finish_draft(draft, by=request.actor, at=at)
    actions.see(ticket, member=request.membership, at=at)
    return ticket


def place_of(request: MemberRequest, ticket: Ticket) -> str:
    """The ticket's page, or that of what is still a draft."""
    if ticket.state == "draft":
        return reverse("draft-ticket", args=[request.organization.slug, ticket.number])
    return addresses_of(request.organization.slug, ticket).page


def shown_waiting(request: MemberRequest, draft: Ticket, waiting: PendingReply) -> HttpResponse:
    """What is opened in a moment, with the seconds that are left to undo it."""
    message = _message(draft)
    parts = list(message.files.select_related("file").order_by("id")) if message else []
    context = {
        "draft": draft, "html": _html(message, parts) if message else "", "shell": shell(request),
        "files": [part for part in parts if not part.is_inline], "member": request.membership,
        "left": max(0, round((waiting.send_at - timezone.now()).total_seconds())),
    }  # fmt: skip
    return answer(request, page="inbox/opening.html", swap="inbox/_opening.html", context=context)


def _message(draft: Ticket) -> Message | None:
    return draft.messages.order_by("id").first()


def _html(message: Message, parts: Sequence[MessageFile]) -> SafeString:
    pictures = {part.content_id: address_of(part.file) for part in parts if part.content_id}
    return mark_safe(placed(message.html or text_to_html(message.text), pictures))  # cleaned when written, or escaped


@require_POST
@scoped
def undo(request: MemberRequest, number: int) -> HttpResponse:
    """Nothing is mailed or announced; the form comes back as it was."""
    draft = get_ticket(request.actor, to="finish", number=number)
    try:
        actions.call_opening_back(draft, by=request.actor, at=timezone.now())
        toast = _("Not sent. Change it, or keep it as a draft.")
    except actions.Left as refusal:
        toast = str(refusal)
    return answer(request, page="", context={}, to=place_of(request, draft), toast=toast)


@require_POST
@scoped
def open_now(request: MemberRequest, number: int) -> HttpResponse:
    """Open it without waiting."""
    draft = get_ticket(request.actor, to="finish", number=number)
    try:
        draft = actions.open_now(draft, by=request.actor, at=timezone.now())
        toast = _("%(code)s is open.") % {"code": draft.code}
    except actions.Left as refusal:
        toast = str(refusal)
    return answer(request, page="", context={}, to=place_of(request, draft), toast=toast)
