"""Large answers travel packed to whoever takes it so.

Measured with a list of fifty tickets: 115 KB become 26 KB in 0.65 ms, a quarter of what the list itself costs. That pays on
any line slower than a gigabit. Behind a proxy we leave it to the proxy, which does it better and elsewhere.
"""

import gzip

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

LEAST = 16_000  # bytes; less than that fits into the first packets anyway
LEVEL = 1


def pack(request: HttpRequest, response: HttpResponse) -> None:
    """Replace the content by its packed form where that pays."""
    if not settings.USHER_PACKS_JSON or len(response.content) < LEAST or "Content-Encoding" in response:
        return
    patch_vary_headers(response, ["Accept-Encoding"])
    if not _takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
        return
    response.content = gzip.compress(response.content, LEVEL, mtime=0)
    response["Content-Encoding"] = "gzip"
    if "ETag" in response and not response["ETag"].startswith("W/"):
        response["ETag"] = f"W/{response['ETag']}"  # the bytes differ, the content does not


def _takes_gzip(header: str) -> bool:
    for part in header.lower().split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip() == "gzip":
            return weight.strip().replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
