"""A page of tickets as an answer."""

import msgspec
from django.http import HttpResponse
from msgspec import UNSET, UnsetType

from usher.api.paging import Pagination
from usher.api.tickets.listing import Listed
from usher.tickets.representation import TicketShape

_encode = msgspec.json.Encoder().encode


class TicketPage(msgspec.Struct, rename="camel", frozen=True):
    """A page of tickets: tickets and pagination, or with envelope=data the keys of other versions of this dialect.

    nextCursor is there in searches that have a further page; lists tell it in the Link header.
    """

    tickets: list[TicketShape] | UnsetType = UNSET
    pagination: Pagination | UnsetType = UNSET
    data: list[TicketShape] | UnsetType = UNSET
    page: int | UnsetType = UNSET
    page_size: int | UnsetType = UNSET
    total: int | UnsetType = UNSET
    total_pages: int | UnsetType = UNSET
    next_cursor: str | UnsetType = UNSET


def page_of(listed: Listed, envelope: str, next_cursor: str = "") -> HttpResponse:
    """The page in the envelope asked for."""
    where, further = listed.pagination, next_cursor or UNSET
    page = TicketPage(listed.tickets, where, next_cursor=further)
    if envelope.lower() == "data":
        page = TicketPage(
            data=listed.tickets, page=where.page, page_size=where.page_size, total=where.total,
            total_pages=where.total_pages, next_cursor=further,
        )  # fmt: skip
    return HttpResponse(_encode(page), content_type="application/json")
