"""Search: a page of everything found, and the palette's answer while typing."""

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from usher.frame.answer import answer
from usher.frame.pieces import TicketRow
from usher.frame.scoping import MemberRequest, scoped
from usher.people.models import Contact
from usher.tickets.queries import found_by_words, rows_of
from usher.web.inbox.asked import read
from usher.web.inbox.choices import bulk_context
from usher.web.inbox.presenting import ticket_rows
from usher.web.shell import shell
from usher.web.tickets.requesters import contacts_like

LONGEST = 200  # characters of a question
IN_PALETTE = 6  # tickets
ON_PAGE = 50


@scoped
@require_safe
def search(request: MemberRequest) -> HttpResponse:
    """Tickets by code, words or people, and contacts by name or address."""
    question = _question(request)
    context = {
        "shell": shell(request),
        "question": question,
        "rows": _tickets(request, question, ON_PAGE),
        "contacts": _contacts(request, question),
        "most": ON_PAGE,
        **bulk_context(request, read(request.organization.slug, "all", QueryDict())),
    }
    return answer(request, page="inbox/search.html", context=context)


@scoped
@require_safe
def palette(request: MemberRequest) -> HttpResponse:
    """Options for the command palette: the best tickets, and contacts."""
    question = _question(request)
    context = {
        "question": question,
        "rows": _tickets(request, question, IN_PALETTE),
        "contacts": _contacts(request, question)[:4],
        "slug": request.organization.slug,
    }
    return answer(request, page="inbox/palette.html", context=context)


def _question(request: MemberRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]


def _tickets(request: MemberRequest, question: str, most: int) -> list[TicketRow]:
    ids = found_by_words(request.actor, question, most) if question else []
    return ticket_rows(rows_of(ids, request.actor), request.organization.slug)


def _contacts(request: MemberRequest, question: str) -> list[Contact]:
    return contacts_like(question) if question and "contacts" in request.actor.permissions else []
