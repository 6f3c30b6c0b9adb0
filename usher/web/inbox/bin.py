"""The bin: what was deleted, by whom, and the ways out of it."""

from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from usher.base.refusals import Invalid
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets.access import may, visible_to
from usher.tickets.queries import BinRow, bin_rows
from usher.web.shell import shell

PAGE = 50  # tickets


@scoped
@require_safe
def show_bin(request: MemberRequest) -> HttpResponse:
    """The last deleted first; `after` is where the next page begins."""
    require(request.actor, "delete")
    rows = visible_to(request.actor, deleted=True).order_by("-deleted_at", "-pk")
    if place := request.GET.get("after"):
        at, key = _place(place)
        rows = rows.filter(Q(deleted_at__lt=at) | Q(deleted_at=at, pk__lt=key), deleted_at__lte=at)
    found = list(rows[: PAGE + 1])
    shown = bin_rows(found[:PAGE])
    context = {
        "shell": shell(request, current="bin"),
        "rows": shown,
        "next": _next(shown[-1]) if len(found) > PAGE else "",
        "restores": {row.ticket.pk for row in shown if may(request.actor, "restore", row.ticket).allowed},
        "purges": "organization" in request.actor.permissions,
    }
    return answer(request, page="inbox/bin.html", context=context)


def _next(row: BinRow) -> str:
    return urlencode({"after": f"{row.at.isoformat()}~{row.ticket.pk}"})


def _place(text: str) -> tuple[datetime, int]:
    moment, _tilde, key = text.partition("~")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Invalid({"after": _("This is no place in the bin. Begin with its first page.")})
    return at, int(key)
