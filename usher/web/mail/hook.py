"""Where providers post the mail that came for a mailbox; the key in the address tells for which."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from usher.base.refusals import Refused
from usher.mail.incoming.hooks import place_of, receive

log = logging.getLogger(__name__)


@csrf_exempt
@require_http_methods(["HEAD", "POST"])
def take(request: HttpRequest, key: str) -> HttpResponse:
    """200 only once all of it is committed; what is refused says why, for the provider's log."""
    place = place_of(key)
    if place is None:
        return HttpResponse("There is no such address.\n", status=404, content_type="text/plain")
    if request.method == "HEAD":  # asked when the address is set
        return HttpResponse()
    try:
        count = receive(place, request, url=f"{settings.USHER_URL}{request.path}")
    except Refused as refusal:
        log.warning("mailbox %d: a provider's post was refused: %s", place[1], refusal)
        return HttpResponse(f"{refusal}\n", status=refusal.status, content_type="text/plain")
    return HttpResponse(f"{count} stored\n", content_type="text/plain")
