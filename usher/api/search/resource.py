"""/api/search: tickets by the words of their subjects, descriptions and comments."""

from typing import Annotated, Literal

import msgspec
from dmr import modify
from msgspec import Meta

from usher.api.paging import PageNumber, PageSize, Pagination, pagination
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import READ, require_scope
from usher.tickets.queries import found_by_words
from usher.tickets.queries.snippets import Snippet, snippets
from usher.tickets.representation import TicketShape, shapes

Place = Literal["description", "comment", "ticket"]


class Hit(msgspec.Struct, rename="camel", frozen=True, kw_only=True):
    """A ticket that was found, and where its words stand: in its description, in a comment, or elsewhere in the ticket
    (subject, number, people, fields)."""

    ticket: TicketShape
    found_in: Place
    comment_id: int | None
    is_internal: Annotated[bool, Meta(description="The comment is internal: show it to members only")]
    snippet: Annotated[str, Meta(description="The text around the first word")]


class Hits(msgspec.Struct, frozen=True):
    """A page of what was found, the best first."""

    results: list[Hit]
    pagination: Pagination


class SearchQuery(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """The question."""

    q: Annotated[str, Meta(min_length=1, max_length=500, description="Words; all must be there, the last may be cut short",
                           examples=["printer offl"])]  # fmt: skip
    page: PageNumber = 1
    page_size: PageSize = 20


class Search(Resource):
    """Searching."""

    @modify(tags=["Search"])
    def get(self, parsed_query: Query[SearchQuery]) -> Hits:
        """Search subjects, descriptions and comments.

        Numbers, people and custom fields are searched too. Answers what the token may see among the newest 200 matches, a
        ticket with this very number first.
        """
        require_scope(self.actor, READ)
        ids = found_by_words(self.actor, parsed_query.q.replace("\x00", " "))
        begin = (parsed_query.page - 1) * parsed_query.page_size
        here = ids[begin : begin + parsed_query.page_size]
        found = snippets(self.actor, here, parsed_query.q)
        tickets = {ticket.id: ticket for ticket in shapes(here)} if here else {}
        hits = [_hit(tickets[ticket_id], found.get(ticket_id)) for ticket_id in here if ticket_id in tickets]
        return Hits(hits, pagination(parsed_query.page, parsed_query.page_size, len(ids)))


def _hit(ticket: TicketShape, snippet: Snippet | None) -> Hit:
    if snippet is None:
        return Hit(ticket=ticket, found_in="ticket", comment_id=None, is_internal=False, snippet=ticket.subject)
    return Hit(
        ticket=ticket, found_in="description" if snippet.is_first else "comment", comment_id=snippet.message_id,
        is_internal=not snippet.is_public, snippet=snippet.text,
    )  # fmt: skip
