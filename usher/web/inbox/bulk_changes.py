"""A change of many tickets: how far it is, stopping it, taking it back."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from usher.base.refusals import NotFound
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import bulk
from usher.tickets.models import BulkChange
from usher.web.inbox.bulk_words import words_of
from usher.web.shell import shell

MOST_TOLD = 50  # tickets whose refusal is told


@scoped
@require_safe
def show(request: MemberRequest, id: int) -> HttpResponse:
    """Its progress, which goes on by itself, and why tickets were left as they were."""
    change = _own(request, id)
    left = change.items.filter(outcome__in=("refused", "kept")).select_related("ticket").order_by("pk")[:MOST_TOLD]
    context = {
        "change": change,
        "progress": bulk.progress_of(change),
        "steps": words_of(change),
        "left": left,
        "shell": shell(request, ""),
    }
    return answer(request, page="inbox/bulk_change.html", context=context)


@scoped
@require_POST
def stop(request: MemberRequest, id: int) -> HttpResponse:
    """What is done stays."""
    bulk.stop(_own(request, id), by=request.actor, at=timezone.now())
    return _back(request, id, _("Stopped. What was changed until then stays, and can be taken back."))


@scoped
@require_POST
def undo(request: MemberRequest, id: int) -> HttpResponse:
    """All of it at once."""
    bulk.undo(_own(request, id), by=request.actor, at=timezone.now())
    return _back(request, id, "")


def _own(request: MemberRequest, id: int) -> BulkChange:
    """Only its author knows of it."""
    change: BulkChange | None = BulkChange.objects.filter(pk=id, by_kind="member", by_id=request.membership.pk).first()
    if change is None:
        raise NotFound("There is no such change.")
    return change


def _back(request: MemberRequest, id: int, toast: str) -> HttpResponse:
    page = reverse("bulk-change", args=[request.organization.slug, id])
    return answer(request, page="inbox/bulk_change.html", context={}, to=page, toast=toast or None)
