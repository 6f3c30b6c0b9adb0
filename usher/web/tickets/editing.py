"""Changing what a ticket says about itself: subject, type, category, requester."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from usher.base.refusals import Invalid
from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest, scoped
from usher.people.models import Contact
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.tickets.actions.moving_company import crosses
from usher.tickets.models import Category, Ticket, TicketType
from usher.web.shell import shell
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.answering import change
from usher.web.tickets.reading import row_named
from usher.web.tickets.requesters import contacts_like


@require_POST
@scoped
def rename(request: MemberRequest, number: int) -> HttpResponse:
    """Set `subject`."""
    return _edit(request, number, "subject", lambda: request.POST.get("subject", ""))


@require_POST
@scoped
def retype(request: MemberRequest, number: int) -> HttpResponse:
    """Set `type`, or none."""
    return _edit(request, number, "type", lambda: row_named(TicketType, request.POST.get("type", ""), "type"))


@require_POST
@scoped
def classify(request: MemberRequest, number: int) -> HttpResponse:
    """Set `category`, or none."""
    return _edit(request, number, "category", lambda: row_named(Category, request.POST.get("category", ""), "category"))


@require_POST
@scoped
def set_requester(request: MemberRequest, number: int) -> HttpResponse:
    """Set `requester` to a contact; a ticket that has one cannot lose it. Somebody from elsewhere: asks first."""
    ticket = get_ticket(request.actor, to="edit", number=number)

    def chosen() -> Contact:
        contact: Contact | None = row_named(Contact, request.POST.get("requester", ""), "requester")
        if contact is None:
            raise Invalid({"requester": "Choose who asks."})
        return contact

    with suppress(Invalid):  # told below, beside the control
        if crosses(ticket, contact := chosen()):
            company = addresses_of(request.organization.slug, ticket).at("move-company")
            return answer(request, page="", context={}, to=f"{company}?chosen=contact-{contact.pk}")
    return _edit(request, number, "requester", chosen)


@require_safe
@scoped
def find_requester(request: MemberRequest, number: int) -> HttpResponse:
    """Contacts whose name or address has the words `q`, each a button that makes them the requester."""
    ticket = get_ticket(request.actor, to="edit", number=number)
    words = request.GET.get("q", "")
    context = {
        "ticket": ticket, "to": addresses_of(request.organization.slug, ticket), "q": words,
        "contacts": contacts_like(words),
    }  # fmt: skip
    if "HX-Request" in request.headers:
        return render(request, "tickets/_requesters.html", context)
    return answer(request, page="tickets/requester.html", context={**context, "shell": shell(request)})


def _edit(request: MemberRequest, number: int, field: str, value: Any) -> HttpResponse:
    def verb(ticket: Ticket, at: datetime) -> None:
        actions.edit(ticket, by=request.actor, at=at, changes={field: value()})

    return change(request, number, verb, to="edit", control=field)
