"""Filling in the custom fields of a ticket: in place beside the conversation, or all of them on a page."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from usher.base.refusals import Invalid
from usher.frame.answer import answer, wants_piece
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets import actions
from usher.tickets.access import get_ticket
from usher.tickets.fields import Asked, Fields, fields
from usher.tickets.fields.checking import NAME
from usher.tickets.models import Ticket
from usher.web.shell import shell
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.answering import page_of
from usher.web.tickets.fields_form import FieldsForm
from usher.web.tickets.fields_panel import elsewhere, empty
from usher.web.tickets.page import pieces_of


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def fill(request: MemberRequest, number: int) -> HttpResponse:
    """Every field of the ticket as a page; for htmx the empty ones alone. A POST sets those that `asked` names.

    With `all` the page was posted: it comes back with its errors, and leads to the ticket when all went well.
    """
    ticket = get_ticket(request.actor, to="edit", number=number)
    if request.method == "POST":
        return _page_saved(request, ticket) if "all" in request.POST else _saved(request, ticket)
    if wants_piece(request):
        form = FieldsForm(empty(ticket), id="empty")
        context = {"form": form, "to": addresses_of(request.organization.slug, ticket), "problems": {}}
        return render(request, "tickets/_empty_fields.html", context)
    return _page(request, ticket, FieldsForm(_every(ticket), stored=ticket.custom_fields))


def _saved(request: MemberRequest, ticket: Ticket) -> HttpResponse:
    asks = _asks(request, fields())
    keys, from_empty = [asked.field.key for asked in asks], "empty" in request.POST
    here = addresses_of(request.organization.slug, ticket).page
    page, swap = "tickets/show.html", "tickets/filled.swap.html"
    try:
        with transaction.atomic():
            actions.set_fields(ticket, values=_values(request, ticket, asks), by=request.actor, at=timezone.now())
    except Invalid as refusal:
        ticket = get_ticket(request.actor, number=ticket.number)
        wrong = FieldsForm(asks, request.POST, stored=ticket.custom_fields, id="empty" if from_empty else "wrong")
        context = {**page_of(request, ticket, refusal.errors), "gone": [], "wrong": wrong if from_empty else None}
        if not from_empty:
            context["panel"] = replace(context["panel"], wrong=wrong)
        return answer(request, page=page, swap=swap, context=context, status=refusal.status)
    ticket = get_ticket(request.actor, number=ticket.number)
    gone = [key for key in keys if key in ticket.custom_fields] if from_empty else []
    context = {**pieces_of(request, ticket), "gone": gone, "wrong": None}
    return answer(request, page=page, swap=swap, context=context, to=here)


def _page_saved(request: MemberRequest, ticket: Ticket) -> HttpResponse:
    asks = _asks(request, fields())
    try:
        with transaction.atomic():
            actions.set_fields(ticket, values=_values(request, ticket, asks), by=request.actor, at=timezone.now())
    except Invalid as refusal:
        form = FieldsForm(_every(ticket), request.POST, stored=ticket.custom_fields)
        for text in form.tell(refusal.errors).values():
            form.add_error(None, text)
        return _page(request, ticket, form, status=refusal.status)
    here = addresses_of(request.organization.slug, ticket).page
    return answer(request, page="", context={}, to=here, toast=_("The fields are saved."))


def _page(request: MemberRequest, ticket: Ticket, form: FieldsForm, status: int = 200) -> HttpResponse:
    to = addresses_of(request.organization.slug, ticket)
    context = {"ticket": ticket, "to": to, "form": form, "shell": shell(request)}
    return answer(request, page="tickets/fields.html", context=context, status=status)


def _every(ticket: Ticket) -> list[Asked]:
    return [*fields().of_type(ticket.type_id), *elsewhere(ticket)]


def _asks(request: MemberRequest, known: Fields) -> list[Asked]:
    keys = dict.fromkeys([*request.GET.getlist("asked"), *request.POST.getlist("asked")])
    unknown = [key for key in keys if key not in known.by_key]
    if unknown or not keys:
        raise Invalid({NAME: _("This field no longer exists. Load the page again.")})
    return [Asked(known.by_key[key], False) for key in keys]


def _values(request: MemberRequest, ticket: Ticket, asks: list[Asked]) -> dict[str, Any]:
    """What was posted for each, None for what is empty. A box that was answered and is not ticked now says no."""
    posted = FieldsForm(asks, request.POST).values()
    values: dict[str, Any] = {}
    for asked in asks:
        key = asked.field.key
        says_no = asked.field.kind == "checkbox" and key in ticket.custom_fields
        values[key] = posted.get(key, False if says_no else None)
    return values
