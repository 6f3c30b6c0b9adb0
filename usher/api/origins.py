"""Pages of other sites may call the API where USHER_API_ORIGINS names them; nobody else's, by default.

A token in a page is a token for every visitor of the page, so an operator has to say so. Cookies are never taken here:
another site gains nothing from somebody being signed in.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SENT = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Organization-Id, x-account-id, X-Request-Id"
SHOWN = (
    "ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, X-RateLimit-Limit, X-RateLimit-Remaining,"
    " X-RateLimit-Reset, X-Request-Id, Idempotency-Replayed"
)
REMEMBERED = 3600  # seconds that a browser need not ask again


def admit(request: HttpRequest, response: HttpResponse) -> None:
    """Say to the browser whether the page that calls may read the answer."""
    origins: list[str] = settings.USHER_API_ORIGINS
    origin = request.META.get("HTTP_ORIGIN")
    if not origins or not origin:
        return
    response.headers["Vary"] = ", ".join(filter(None, (response.headers.get("Vary"), "Origin")))
    if origin not in origins and "*" not in origins:
        return
    response["Access-Control-Allow-Origin"] = origin
    response["Access-Control-Expose-Headers"] = SHOWN
    if request.method == "OPTIONS":
        response["Access-Control-Allow-Methods"] = response["Allow"]
        response["Access-Control-Allow-Headers"] = SENT
        response["Access-Control-Max-Age"] = str(REMEMBERED)
