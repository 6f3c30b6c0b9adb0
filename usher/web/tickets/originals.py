"""A mail as it came: its HTML in a cage, or the whole file to save."""

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from usher.base.html import text_to_html
from usher.base.refusals import NotFound
from usher.frame.scoping import MemberRequest, scoped
from usher.mail.incoming.parse import parse
from usher.mail.models import RawMail
from usher.tickets.access import get_ticket
from usher.tickets.models import Message
from usher.web.shell import shell
from usher.web.tickets.addresses import Addresses, addresses_of
from usher.web.tickets.messages import message_of

# No script, no form, nothing from elsewhere, nothing but our pages around it; the mail's own styles may do as they like.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)
_CID = re.compile(r"cid:([^\s\"'<>()]{1,500})", re.IGNORECASE)


@require_safe
@scoped
def show_original(request: MemberRequest, number: int, message: int) -> HttpResponse:
    """The mail's header, and its HTML in a frame without rights."""
    ticket = get_ticket(request.actor, number=number)
    row = message_of(ticket, message)
    mail = parse(_raw(row))
    headers = [line for line in mail.headers if line[0].lower() in ("from", "to", "cc", "date", "subject", "message-id")]
    context = {
        "ticket": ticket, "to": addresses_of(request.organization.slug, ticket), "message": row, "headers": headers,
        "error": mail.error, "shell": shell(request),
    }  # fmt: skip
    return render(request, "tickets/original.html", context)


@require_safe
@scoped
def show_original_html(request: MemberRequest, number: int, message: int) -> HttpResponse:
    """The HTML that the sender wrote, untouched but for its own pictures, under a policy that lets nothing act."""
    ticket = get_ticket(request.actor, number=number)
    row = message_of(ticket, message)
    mail = parse(_raw(row))
    html = mail.html if mail.html is not None else text_to_html(mail.text)
    response = HttpResponse(_with_pictures(html, row, addresses_of(request.organization.slug, ticket)))
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, max-age=600"
    return response


@require_safe
@scoped
def save_original(request: MemberRequest, number: int, message: int) -> HttpResponse:
    """The bytes as they arrived, as a file."""
    ticket = get_ticket(request.actor, number=number)
    content = _raw(message_of(ticket, message))
    response = HttpResponse(content, content_type="message/rfc822")
    response["Content-Disposition"] = content_disposition_header(True, f"{ticket.code}-{message}.eml") or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _raw(message: Message) -> bytes:
    row = RawMail.objects.filter(mail_id=message.incoming_id).first() if message.incoming_id else None
    if row is None:
        raise NotFound("This message did not come by mail.")
    return bytes(row.content)


def _with_pictures(html: str, message: Message, addresses: Addresses) -> str:
    files = {part.content_id: addresses.at("file", file=part.pk) for part in message.files.all() if part.content_id}
    return _CID.sub(lambda found: files.get(found[1], found[0]), html)
