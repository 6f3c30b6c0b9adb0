"""/api/tickets/search: the list for questions that are too long for an address."""

from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from dmr import Body, validate
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.paging import CursorText, PageNumber, PageSize
from usher.api.resource import REFUSALS, Resource, ResponseSpec, enters_itself
from usher.api.scopes import READ, require_scope
from usher.api.tickets.listing import list_tickets
from usher.api.tickets.pages import TicketPage, page_of
from usher.api.tickets.query import TicketQuery
from usher.conditions import schema
from usher.tickets.facts import TICKET

EXAMPLE = {
    "all": [
        {"field": "status", "operator": "not_equals", "value": "closed"},
        {"any": [{"field": "priority", "operator": "in", "value": ["high", "urgent"]},
                 {"field": "age", "operator": "greater_than", "value": "2 days"}]},
    ]
}  # fmt: skip
Condition = Annotated[Any, Meta(description="A condition over any field; see docs/api/filtering.md.", examples=[EXAMPLE],
                                extra_json_schema=schema(TICKET))]  # fmt: skip
Words = Annotated[str, Meta(description="Words in subject, messages, people or number.", max_length=500)]
Sort = Annotated[str, Meta(description="Fields, separated by commas; - in front: descending.", max_length=500,
                           examples=["-priority,createdAt"])]  # fmt: skip


class SearchBody(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """What to find, in which order, and which page of it."""

    filter: Condition = None
    search: Words = ""
    sort: Sort = ""
    sort_by: str = ""
    sort_order: str = ""
    page: PageNumber = 1
    page_size: PageSize = 50
    cursor: CursorText = ""
    envelope: str = ""


AskedBody = Annotated[
    SearchBody, MediaTypeMetadata(example={"filter": EXAMPLE, "sort": "-priority,createdAt", "pageSize": 50})
]


class TicketSearch(Resource):
    """Tickets by a condition."""

    keeps_answers = False  # it only reads

    @enters_itself
    @validate(ResponseSpec(TicketPage, status_code=HTTPStatus.OK), *REFUSALS, tags=["Tickets"])
    def post(self, parsed_body: Body[AskedBody]) -> HttpResponse:
        """Find tickets by a condition; the last changed first unless asked otherwise. Changes nothing."""
        require_scope(self.actor, READ)
        asked = {name: getattr(parsed_body, name) for name in parsed_body.__struct_fields__ if name != "filter"}
        listed = list_tickets(
            TicketQuery(**asked), organization_id=self.caller.organization_id, actor=self.actor, at=timezone.now(),
            condition=parsed_body.filter,
        )  # fmt: skip
        return page_of(listed, parsed_body.envelope, listed.next_cursor)
