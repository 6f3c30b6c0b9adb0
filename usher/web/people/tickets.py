"""The list of tickets on a person's or a company's page."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _

from usher.frame.pieces import TicketRow
from usher.frame.scoping import MemberRequest
from usher.tickets.models.status import UNFINISHED
from usher.tickets.queries import count_capped, page_of, rows_of, shown, tickets_in
from usher.tickets.queries.places import Order, cursor_of
from usher.web.inbox.presenting import ticket_rows


@dataclass(frozen=True, slots=True)
class Tickets:
    """A page of rows, the tabs over it (name, address, whether it is the present one), and where the next page is."""

    rows: list[TicketRow]
    tabs: list[tuple[str, str, bool]]
    next_url: str
    is_all: bool


def tickets_where(request: MemberRequest, condition: Q, at: datetime) -> Tickets:
    """The tickets that meet the condition and that the member may see, newest first: the unfinished, or `?tickets=all`."""
    everything = tickets_in("all", request.actor, at).filter(condition)
    unfinished = everything.filter(state__in=UNFINISHED)
    is_all = request.GET.get("tickets") == "all"
    page = page_of(everything if is_all else unfinished, Order("created"), after=cursor_of(request.GET.get("after", "")))
    rows = ticket_rows(rows_of(page.ids, request.actor), request.organization.slug)
    counts = count_capped({"open": unfinished, "all": everything})
    tabs = [
        (f"{_('Open')} {shown(counts['open'])}", request.path, not is_all),
        (f"{_('All')} {shown(counts['all'])}", f"{request.path}?tickets=all", is_all),
    ]
    onward = {**({"tickets": "all"} if is_all else {}), "after": str(page.last)}
    return Tickets(rows, tabs, f"{request.path}?{urlencode(onward)}" if page.has_more else "", is_all)
