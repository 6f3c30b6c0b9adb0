"""One message alone, and its files."""

from dataclasses import replace

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from usher.base.refusals import NotFound
from usher.frame.answer import wants_piece
from usher.frame.scoping import MemberRequest, scoped
from usher.mail.queries import delivery_of
from usher.tickets.access import get_ticket, may
from usher.tickets.models import Message, MessageFile, Ticket
from usher.tickets.timeline import messages_of
from usher.web.files.downloading import address_of
from usher.web.shell import shell
from usher.web.tickets.addresses import addresses_of
from usher.web.tickets.page import seen_by
from usher.web.tickets.shown import body_of, entry_of


@require_safe
@scoped
def show_message(request: MemberRequest, number: int, message: int) -> HttpResponse:
    """A message on a page of its own; with `full` all that it quotes, with `images` its remote pictures.

    htmx gets the text alone, to put in the place of the short one.
    """
    ticket = get_ticket(request.actor, number=number)
    row = message_of(ticket, message)
    addresses = addresses_of(request.organization.slug, ticket)
    body = body_of(row, addresses, full=bool(request.GET.get("full")), images=bool(request.GET.get("images")))
    if wants_piece(request):
        return render(request, "tickets/_body.html", {"body": body})
    entry = entry_of(
        row, ticket, addresses, seen_at=seen_by(request, ticket), deliveries=delivery_of([row.pk]).get(row.pk, ()),
        member_id=request.actor.member_id,
    )  # fmt: skip
    context = {
        "ticket": ticket, "to": addresses, "entry": replace(entry, body=body), "shell": shell(request),
        "splits": may(request.actor, "split", ticket).allowed,
        "parts": list(row.files.all()) if may(request.actor, "delete", ticket).allowed else [],
    }  # fmt: skip
    return render(request, "tickets/message.html", context)


@require_safe
@scoped
def open_file(request: MemberRequest, number: int, file: int) -> HttpResponse:
    """Go to a link to a file of this ticket that works for an hour or two. This address itself never expires."""
    ticket = get_ticket(request.actor, number=number)
    part = MessageFile.objects.select_related("file").filter(pk=file, message__ticket=ticket).first()
    if part is None:
        raise NotFound("There is no such file on this ticket.")
    response = HttpResponseRedirect(address_of(part.file))
    response["Cache-Control"] = "private, max-age=600"  # shorter than the link lives
    return response


def message_of(ticket: Ticket, message_id: int) -> Message:
    """The message if it is one of this ticket's; NotFound otherwise."""
    row = messages_of(ticket).filter(pk=message_id).first()
    if row is None:
        raise NotFound("There is no such message on this ticket.")
    return row
