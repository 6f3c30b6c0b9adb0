"""Pages of lists: by number as far as 10,000 rows, by cursor at any depth; the Link header leads on, first and last."""

import base64
import binascii
import operator
from functools import reduce
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

import msgspec
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from msgspec import Meta

from usher.base.refusals import Invalid

Row = TypeVar("Row", bound=Model)

DEEPEST = 10_000  # rows that page numbers reach; beyond them a cursor does

PageNumber = Annotated[int, Meta(ge=1, le=2**31, description="Counted from 1")]
PageSize = Annotated[int, Meta(ge=1, le=100, description="Rows of a page")]
CursorText = Annotated[str, Meta(description="From the Link header of the page before.", max_length=2000)]


class Pagination(msgspec.Struct, rename="camel", frozen=True, dict=True):
    """Where in the list this page is. The next page's cursor travels beside it, into the Link header."""

    page: int
    page_size: int
    total: int
    total_pages: int

    def with_cursor(self, cursor: str) -> "Pagination":
        """The same; `cursor` leads to the page behind."""
        self.__dict__["next_cursor"] = cursor
        return self


class Paged(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """The parameters that every list has."""

    page: PageNumber = 1
    page_size: PageSize = 50
    cursor: CursorText = ""


_cursors = msgspec.json.Decoder(tuple[list[str], PageNumber, list[str | int | float | bool]])


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
    """One page of a list and where it lies. The rows are ordered by fields that are never null, the id last."""
    order, size, page = [str(name) for name in rows.query.order_by], wanted.page_size, wanted.page
    if wanted.cursor:
        condition, page = _after(order, wanted.cursor)
        found = _filtered(rows, condition)[: size + 1]
    else:
        offset = offset_of(page, size)
        found = rows[offset : offset + size + 1]
    here = list(found)
    place = pagination(page, size, rows.count())
    if len(here) > size:
        here = here[:size]
        place = place.with_cursor(_cursor(order, page, here[-1]))
    return here, place


def link_header(request: HttpRequest, place: Pagination | None) -> str:
    """RFC 8288: the next page by cursor, first, previous and last by number as far as numbers reach."""
    if not isinstance(place, Pagination):
        return ""
    query = [(name, value) for name, values in request.GET.lists() for value in values if name not in {"page", "cursor"}]
    reach = min(place.total_pages, DEEPEST // place.page_size)
    targets: list[tuple[str, str, str | int]] = [("first", "page", 1)]
    if 1 < place.page <= reach + 1:
        targets.append(("prev", "page", place.page - 1))
    if cursor := place.__dict__.get("next_cursor"):
        targets.append(("next", "cursor", cursor))
    if place.total_pages == reach and reach:
        targets.append(("last", "page", reach))
    return ", ".join(f'<{request.path}?{urlencode([*query, (name, value)])}>; rel="{rel}"' for rel, name, value in targets)


def _cursor(order: list[str], page: int, last: Model) -> str:
    values = [_value(last, name.lstrip("-")) for name in order]
    return base64.urlsafe_b64encode(msgspec.json.encode([order, page, values])).decode().rstrip("=")


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _after(order: list[str], cursor: str) -> tuple[Q, int]:
    """The rows behind the one that a cursor names, and the number of their page; anybody can write a cursor."""
    try:
        told, page, values = _cursors.decode(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, msgspec.MsgspecError) as error:
        raise Invalid({"cursor": "is not one that this list gave."}) from error
    if told != order or len(values) != len(order) or any(isinstance(value, str) and "\x00" in value for value in values):
        raise Invalid({"cursor": "belongs to another order; begin again without it."})
    behind, same = [], Q()
    for name, value in zip(order, values, strict=True):
        field = name.lstrip("-")
        behind.append(same & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value}))
        same &= Q(**{field: value})
    first = order[0].lstrip("-")
    bound = Q(**{f"{first}__{'lte' if order[0].startswith('-') else 'gte'}": values[0]})  # for the index's sake
    return bound & reduce(operator.or_, behind), page + 1


def _filtered(rows: "QuerySet[Row]", condition: Q) -> "QuerySet[Row]":
    try:
        return rows.filter(condition)
    except (ValueError, TypeError, ValidationError) as error:
        raise Invalid({"cursor": "is not one that this list gave."}) from error
