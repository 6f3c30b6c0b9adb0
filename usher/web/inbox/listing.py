"""The list of a view: a whole page, the next rows, and the refresh of rows that are shown already."""

from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from usher.base.refusals import NotFound
from usher.frame.answer import answer, wants_piece
from usher.frame.pieces import TicketRow
from usher.frame.scoping import MemberRequest, scoped
from usher.people.models import Team
from usher.tickets.models import Ticket
from usher.tickets.queries import (
    TEAM,
    Cursor,
    count_capped,
    narrowed,
    newest_texts,
    page_of,
    rows_of,
    shown,
    states_in,
    tickets_in,
)  # fmt: skip
from usher.web.account.home import remember_place
from usher.web.inbox.asked import Asked, read
from usher.web.inbox.choices import bulk_context, choices
from usher.web.inbox.pills import pills
from usher.web.inbox.presenting import ticket_rows
from usher.web.inbox.words import empty_words, sort_names
from usher.web.shell import shell, view_names


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows between two places of a list. It refreshes itself within these bounds; only a last one is open at its end."""

    id: str
    rows: list[TicketRow]
    live_src: str
    next_url: str  # of the stretch that follows; empty at the end


@scoped
@require_safe
def inbox(request: MemberRequest, view: str) -> HttpResponse:
    """A view with its filters. htmx asks with `after` for the rows that follow, with `after` and `until` for a refresh."""
    now = timezone.now()
    asked = read(request.organization.slug, view, request.GET)
    title = _title(view)
    tickets = narrowed(tickets_in(view, request.actor, now), asked.filters, request.actor)
    context = {
        "asked": asked,
        "title": title,
        "stretch": stretch(request, asked, tickets),
        "total": shown(count_capped({"total": tickets})["total"]),
        "empty": empty_words(asked),
    }
    if not wants_piece(request):
        response = answer(request, page="inbox/index.html", context=context | _around(request, asked))
        remember_place(request, response, request.organization.slug)
        return response
    piece = "refreshed" if "refresh" in request.GET else "more"
    return answer(request, page=f"inbox/{piece}.swap.html", context=context)


def stretch(request: MemberRequest, asked: Asked, tickets: QuerySet[Ticket]) -> Stretch:
    """Load the rows that the address asks for."""
    states = () if asked.is_filtered else states_in(asked.view)
    page = page_of(tickets, asked.order, after=asked.after, until=asked.until, states=states)
    end: Cursor | None = asked.until or (page.last if page.has_more else None)
    found = rows_of(page.ids, request.actor)
    if asked.view == "drafts":
        begun = newest_texts(page.ids, request.membership.pk)
        found = [replace(row, preview=begun.get(row.id, row.preview)) for row in found]
    rows = ticket_rows(found, asked.slug, f"?view={asked.view}")
    return Stretch(
        id=f"rows-{asked.after or 'first'}",
        rows=rows,
        live_src=asked.url(after=asked.after, until=end, refresh=1),
        next_url=asked.url(after=page.last) if page.has_more and not asked.until else "",
    )


def _around(request: MemberRequest, asked: Asked) -> dict[str, object]:
    offered, frame = choices(), shell(request, asked.view)
    return {
        **bulk_context(request, asked, offered),
        "shell": frame,
        "view_items": [item for group in frame.groups for item in group.items if item.count is not None],
        "pills": pills(asked, offered),
        "sorts": sort_names(),
    }


def _title(view: str) -> str:
    if view.startswith(TEAM) and view.removeprefix(TEAM).isdecimal():
        team = Team.objects.filter(pk=int(view.removeprefix(TEAM)[:18])).first()
        if team is None:
            raise NotFound("There is no such team.")
        return team.name
    names = view_names()
    if view not in names:
        raise NotFound(f"There is no view “{view}”.")
    return names[view]
