"""Lists of tickets: views, their counts, filters, pages of rows."""

from usher.tickets.queries.bin import BinRow, bin_rows
from usher.tickets.queries.counting import count_capped, count_views, shown
from usher.tickets.queries.drafts import Writer, newest_texts, writing_on
from usher.tickets.queries.filters import Filters, narrowed
from usher.tickets.queries.finding import found_by_words
from usher.tickets.queries.links import Linked, goes_on_in, links_of, merged_into
from usher.tickets.queries.paging import Page, page_of
from usher.tickets.queries.pending import opening_of, pending_on
from usher.tickets.queries.people import addresses_on
from usher.tickets.queries.places import SORTS, Cursor, Order, cursor_of
from usher.tickets.queries.rows import Row, rows_of
from usher.tickets.queries.views import TEAM, VIEWS, states_in, tickets_in

__all__ = [
    "BinRow", "SORTS", "TEAM", "VIEWS", "bin_rows", "Cursor", "Filters", "Linked", "Order", "Page", "Row", "count_capped",
    "count_views",
    "cursor_of", "found_by_words", "goes_on_in", "links_of", "merged_into", "narrowed", "page_of", "rows_of", "shown",
    "states_in", "tickets_in",
    "addresses_on", "opening_of", "pending_on", "Writer", "newest_texts", "writing_on",
]  # fmt: skip
