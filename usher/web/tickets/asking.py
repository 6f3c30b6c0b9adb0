"""Deeds that need a few words first: a dialog over the ticket, or without script a page of their own."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from usher.frame.answer import answer, wants_piece
from usher.frame.scoping import MemberRequest
from usher.tickets.models import Ticket
from usher.web.shell import shell
from usher.web.tickets.addresses import addresses_of


def ask(
    request: MemberRequest, ticket: Ticket, *, title: str, form: str, context: Mapping[str, Any], problem: str = ""
) -> HttpResponse:
    """Draw the template `form`, which posts to its own address; with `problem`, why it was refused (422)."""
    around = {
        **context, "ticket": ticket, "to": addresses_of(request.organization.slug, ticket), "title": title, "form": form,
        "problem": problem,
    }  # fmt: skip
    around["alone"] = not wants_piece(request)  # then the browser goes on to the ticket: there are no pieces of it here
    if around["alone"]:
        around["shell"] = shell(request)
    asks_first = request.method in ("GET", "HEAD")
    return answer(
        request, page="tickets/deed.html", swap="tickets/_deed.html" if asks_first else "tickets/deed.swap.html",
        context=around, status=422 if problem else 200,
    )  # fmt: skip
