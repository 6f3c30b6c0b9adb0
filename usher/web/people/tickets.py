"""The list of tickets on a person's or a company's page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from usher.frame.pieces import TicketRow
from usher.frame.scoping import MemberRequest
from usher.tickets.queries import count_capped, page_of, rows_of, shown, tickets_in
from usher.tickets.queries.places import Order, cursor_of
from usher.web.inbox.presenting import ticket_rows


@dataclass(frozen=True, slots=True)
class Tickets:
    """A page of rows, how many there are (as people read it), and the address's part for the next page."""

    rows: list[TicketRow]
    total: int | str
    next_after: str


def tickets_where(request: MemberRequest, condition: Q, at: datetime) -> Tickets:
    """The tickets that meet the condition and that the member may see, newest first; `?after=` pages."""
    tickets = tickets_in("all", request.actor, at).filter(condition)
    page = page_of(tickets, Order("created"), after=cursor_of(request.GET.get("after", "")))
    rows = ticket_rows(rows_of(page.ids, request.actor), request.organization.slug)
    total = shown(count_capped({"all": tickets})["all"])
    return Tickets(rows, total, str(page.last) if page.has_more else "")
