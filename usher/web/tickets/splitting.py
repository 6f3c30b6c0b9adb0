"""Splitting messages off into a ticket of their own."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from usher.base.refusals import Forbidden, NotFound, Refused
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.tickets.models import Ticket
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.answering import words_of
from usher.web.tickets.asking import ask

PAGE = 50  # messages to choose from


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def split(request: MemberRequest, number: int) -> HttpResponse:
    """Open a ticket with the chosen `messages` and go to it; `message` in the address is chosen beforehand."""
    ticket = get_ticket(request.actor, to="split", number=number)
    if request.method != "POST":
        return _ask(request, ticket)
    try:
        with transaction.atomic():
            new = actions.split(
                ticket, messages=_ids(request.POST.getlist("messages")), subject=request.POST.get("subject", ""),
                keeps="keeps" in request.POST, by=request.actor, at=timezone.now(),
            )  # fmt: skip
    except (Forbidden, NotFound):
        raise
    except Refused as refusal:
        return _ask(request, ticket, words_of(refusal))
    toast = _("%(new)s was split off %(old)s") % {"new": new.code, "old": ticket.code}
    return answer(request, page="", context={}, to=addresses_of(request.organization.slug, new).page, toast=toast)


def _ask(request: MemberRequest, ticket: Ticket, problem: str = "") -> HttpResponse:
    chosen = set(_ids(request.POST.getlist("messages") or request.GET.getlist("message")))
    before = next(iter(_ids([request.GET.get("before", "")])), 0)
    rows = ticket.messages.order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    more = list(ticket.messages.filter(pk__in=chosen - {message.pk for message in found}))
    context = {
        "messages": sorted([*more, *found[:PAGE]], key=lambda message: -message.pk),
        "chosen": chosen,
        "subject": request.POST.get("subject", ticket.subject),
        "keeps": "keeps" in request.POST,
        "older": f"{request.path}?before={found[PAGE - 1].pk}" if len(found) > PAGE else "",
    }
    return ask(request, ticket, title=_("Split off messages"), form="tickets/_split.html", context=context, problem=problem)


def _ids(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]
