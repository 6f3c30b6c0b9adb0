"""Pages of lists."""

from typing import Annotated, TypeVar

import msgspec
from django.db.models import Model, QuerySet
from msgspec import Meta

from usher.base.refusals import Invalid

Row = TypeVar("Row", bound=Model)

DEEPEST = 10_000  # rows that page numbers reach; beyond them a cursor does

PageNumber = Annotated[int, Meta(ge=1, le=2**31)]
PageSize = Annotated[int, Meta(ge=1, le=100)]


class Pagination(msgspec.Struct, rename="camel", frozen=True):
    """Where in the list this page is."""

    page: int
    page_size: int
    total: int
    total_pages: int


class Paged(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """The parameters that every list has."""

    page: PageNumber = 1
    page_size: PageSize = 50


def pagination(page: int, size: int, total: int) -> Pagination:
    """An empty list has no pages."""
    return Pagination(page, size, total, -(-total // size))


def offset_of(page: int, size: int) -> int:
    """Rows before the page; refuses those so deep that every page would cost more than the one before."""
    offset = (page - 1) * size
    if offset + size > DEEPEST:
        text = f"goes beyond {DEEPEST} rows; narrow the list by filters, or follow the cursors of the Link header."
        raise Invalid({"page": text})
    return offset


def page_of(rows: "QuerySet[Row]", wanted: Paged) -> tuple[list[Row], Pagination]:
    """One page of a small list (teams, contacts …) and where it lies."""
    offset = offset_of(wanted.page, wanted.page_size)
    return list(rows[offset : offset + wanted.page_size]), pagination(wanted.page, wanted.page_size, rows.count())
