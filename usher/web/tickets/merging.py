"""Merging a ticket with others, and taking that back."""

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import Forbidden, Invalid, NotFound, Refused
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.tickets.models import Ticket
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.answering import done, told, words_of
from usher.web.tickets.asking import ask
from usher.web.tickets.picking import named, offers


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says; without a form, what a merge usually does."""

    direction: str = "into"
    comment: str = ""
    comments: bool = True
    attachments: bool = True
    close: bool = True
    note: bool = True

    @property
    def options(self) -> actions.MergeOptions:
        return actions.MergeOptions(self.comments, self.attachments, self.close, self.note, self.comment)


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def merge(request: MemberRequest, number: int) -> HttpResponse:
    """Merge this ticket into the one named (`direction=into`), or those named into this one (`here`); go to the result."""
    ticket = get_ticket(request.actor, to="merge", number=number)
    if request.method != "POST":
        return _ask(request, ticket, Asked())
    asked = _asked(request)
    try:
        with transaction.atomic():
            return _merged(request, ticket, asked)
    except (Forbidden, NotFound):
        raise
    except Refused as refusal:
        return _ask(request, ticket, asked, words_of(refusal))


@require_POST
@scoped
def unmerge(request: MemberRequest, number: int) -> HttpResponse:
    """Take this ticket out of the one it was merged into, and go to it."""
    ticket = get_ticket(request.actor, to="undo_merge", number=number)
    try:
        with transaction.atomic():
            actions.unmerge(ticket, by=request.actor, at=timezone.now())
    except (Forbidden, NotFound):
        raise
    except Refused as refusal:
        return told(request, number, {"merge": words_of(refusal)}, refusal.status)
    to = addresses_of(request.organization.slug, ticket).page
    if request.headers.get("HX-Request"):
        return answer(request, page="", context={}, to=to, toast=_("%(code)s stands alone again") % {"code": ticket.code})
    return done(request, number, toast=_("%(code)s stands alone again") % {"code": ticket.code})


def _merged(request: MemberRequest, ticket: Ticket, asked: Asked) -> HttpResponse:
    others = named(request.POST.get("other", ""), request.POST.getlist("chosen"), request.actor)
    if asked.direction == "into" and len(others) > 1:
        raise Invalid({"other": _("A ticket goes into one other. Name one.")})
    target, sources = (ticket, others) if asked.direction == "here" else (others[0], [ticket])
    target = get_ticket(request.actor, to="merge", pk=target.pk)
    result = actions.merge(
        target, sources=[source.pk for source in sources], by=request.actor, at=timezone.now(), options=asked.options
    )
    refused = " ".join(dict.fromkeys(map(str, result.refused.values())))
    if not result.merges:
        raise Invalid({"other": refused})
    slug, count = request.organization.slug, len(result.merges)
    alone = addresses_of(slug, sources[0]).at("unmerge") if count == 1 and len(sources) == 1 else None
    toast = ngettext("%(num)s ticket merged into %(code)s.", "%(num)s tickets merged into %(code)s.", count)
    return answer(
        request, page="", context={}, to=addresses_of(slug, target).page, undo=alone,
        toast=f"{toast % {'num': count, 'code': target.code}} {refused}".strip(),
    )  # fmt: skip


def _ask(request: MemberRequest, ticket: Ticket, asked: Asked, problem: str = "") -> HttpResponse:
    words, chosen = request.POST.get("other", ""), request.POST.getlist("chosen")
    context = {"asked": asked, "q": words, "found": offers(ticket, words, chosen, request.actor, merging=True)}
    return ask(
        request,
        ticket,
        title=_("Merge %(code)s") % {"code": ticket.code},
        form="tickets/_merge.html",
        context=context,
        problem=problem,
    )


def _asked(request: HttpRequest) -> Asked:
    sent = request.POST
    switches = {name: name in sent for name in ("comments", "attachments", "close", "note")}
    direction = "here" if sent.get("direction") == "here" else "into"
    return Asked(direction=direction, comment=sent.get("comment", "")[:5000], **switches)
