"""The remote pictures of a mail, fetched by us when a member asks for them: the sender learns nothing about the reader."""

import filetype
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from usher.base.outside import Unreachable, fetch
from usher.base.refusals import NotFound
from usher.frame.errors import refused
from usher.frame.scoping import MemberRequest, scoped
from usher.tickets.access import get_ticket
from usher.web.files.downloading import PICTURES, POLICY
from usher.web.tickets.images import withheld
from usher.web.tickets.messages import message_of

MOST_BYTES = 5_000_000
SECONDS = 8


class _Named(HttpResponse):
    address = ""


@require_safe
def show_remote_image(request: HttpRequest, slug: str, number: int, message: int, form: str, index: int) -> HttpResponse:
    """The picture `index` of the short or full form of the message. 404 for none, for no picture, for too large a one."""
    found = _name(request, slug=slug, number=number, message=message, form=form, index=index)
    if not isinstance(found, _Named):
        return found
    # Fetched outside of the transaction: a slow sender must not hold one of our database connections.
    try:
        content = fetch(found.address, most_bytes=MOST_BYTES, seconds=SECONDS)
    except Unreachable as problem:
        return refused(request, problem)
    kind = filetype.guess_mime(content[:300])
    if kind not in PICTURES:
        return refused(request, NotFound("What lies at this address is not a picture."))
    response = HttpResponse(content, content_type=kind)
    response["Cache-Control"] = "private, max-age=86400"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


@scoped
def _name(request: MemberRequest, number: int, message: int, form: str, index: int) -> HttpResponse:
    ticket = get_ticket(request.actor, number=number)
    row = message_of(ticket, message)
    addresses = withheld(row.full_html if form == "full" and row.full_html else row.html)
    if index >= len(addresses):
        raise NotFound("There is no such picture in this message.")
    named = _Named()
    named.address = addresses[index]
    return named
