"""What is being written in the composer, kept for its author on every device."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from usher.base.html import tidy
from usher.frame.scoping import MemberRequest, scoped
from usher.frame.times import clock
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.tickets.models import Draft
from usher.tickets.queries import writing_on
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.answering import done, told
from usher.web.tickets.composed import deed_of, kind_of, rich_text


@require_POST
@scoped
def keep(request: MemberRequest, number: int) -> HttpResponse:
    """Keep what is in the composer, or drop it with `discard`. Scripts get JSON, 409 with both texts' fate to choose."""
    kind, is_public = kind_of(request)
    version = request.POST.get("draft_version", "")
    if "discard" in request.POST:  # one's own, so the right to see the ticket is enough
        ticket = get_ticket(request.actor, number=number)
        actions.drop_text(ticket, member=request.membership, kind=kind, version=version)
        return JsonResponse({"version": ""}) if _is_script(request) else done(request, number, toast=_("Draft discarded"))
    ticket = get_ticket(request.actor, to=deed_of((kind, is_public)), number=number)
    try:
        draft = actions.keep_text(
            ticket, member=request.membership, kind=kind, is_public=is_public, version=version, at=timezone.now(),
            text=tidy(request.POST.get("text", "")),
            html=rich_text(request)[0],
        )  # fmt: skip
    except actions.KeptElsewhere as refusal:
        return _offered(request, number, refusal)
    if _is_script(request):
        return JsonResponse(_shown(draft))
    return done(request, number, toast=_("Draft saved") if draft else _("Draft discarded"))


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _shown(draft: Draft | None) -> dict[str, Any]:
    if draft is None:
        return {"version": ""}
    return {"version": draft.version, "at": clock(draft.updated_at)}


def _offered(request: MemberRequest, number: int, refusal: actions.KeptElsewhere) -> HttpResponse:
    other = refusal.other
    if _is_script(request):
        texts = {"text": other.text, "html": other.html} if other else {}
        return JsonResponse({**_shown(other), **texts, "gone": other is None}, status=409)
    kept = {"text": request.POST.get("text", ""), "kind": request.POST.get("kind", "reply")}
    kept |= {"draft_version": other.version if other else "", "other": other.text if other else ""}
    return told(request, number, {"message": str(refusal)}, 422, **kept)


@require_safe
@scoped
def typing(request: MemberRequest, number: int) -> HttpResponse:
    """Who else is writing on the ticket at this moment: names, nothing of what they write."""
    ticket = get_ticket(request.actor, number=number)
    _own, others = writing_on(ticket, request.membership.pk, timezone.now())
    context = {"ticket": ticket, "to": addresses_of(request.organization.slug, ticket), "writers": others}
    return render(request, "tickets/_typing.html", context)
