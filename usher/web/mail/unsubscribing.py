"""The door that automatic mails name for those who want no more of them: open to whoever has the link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from usher.channels.email.telling.unsubscribing import read_unsubscribe, unsubscribe


@csrf_exempt  # mail programs post here for their owner (RFC 8058), and the link is the key
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, or stop by POST. Only looking, as scanners of links do, changes nothing."""
    found = read_unsubscribe(token)
    if found is None:
        return render(request, "mail/unsubscribe.html", {"state": "unknown"}, status=404)
    if request.method != "POST":
        return render(request, "mail/unsubscribe.html", {"state": "asks", "address": found[1]})
    unsubscribe(*found, timezone.now())
    return render(request, "mail/unsubscribe.html", {"state": "done", "address": found[1]})
