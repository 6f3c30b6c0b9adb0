"""The list beside an open ticket: the cards of the view it was opened from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from usher.base.refusals import NotFound
from usher.frame.pieces import TicketRow
from usher.frame.scoping import MemberRequest
from usher.people.models import Team
from usher.tickets.models import Ticket
from usher.tickets.queries import TEAM, Order, page_of, rows_of, tickets_in
from usher.web.inbox.presenting import ticket_rows
from usher.web.shell import view_names, view_url

SIZE = 20  # cards
DEFAULT = "open"


@dataclass(frozen=True)
class Pane:
    """The cards, newest change first, and where the whole list is."""

    view: str
    name: str
    url: str
    rows: Sequence[TicketRow]
    has_more: bool
    current_id: int | None


def pane_of(request: MemberRequest, view: str, ticket: Ticket | None) -> Pane:
    """The list of this view, or of all open tickets when there is no such view."""
    slug, at = request.organization.slug, timezone.now()
    view = view or DEFAULT
    try:
        tickets = tickets_in(view, request.actor, at)
    except NotFound:
        view, tickets = DEFAULT, tickets_in(DEFAULT, request.actor, at)
    page = page_of(tickets, Order(), size=SIZE)
    current = ticket.pk if ticket else None
    cards = ticket_rows(rows_of(page.ids, request.actor), slug, f"?view={view}")
    # Whoever opens a ticket is about to have read it.
    rows = [replace(row, unread=row.unread and row.id != current) for row in cards]
    return Pane(view, _name(view), view_url(slug, view), rows, page.has_more, current)


def _name(view: str) -> str:
    if view.startswith(TEAM):
        team = Team.objects.filter(pk=int(view.removeprefix(TEAM))).first()
        return team.name if team else _("All open")
    return view_names().get(view, _("All open"))
