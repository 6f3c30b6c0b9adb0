"""Pages travel compressed; the API packs its own answers where that pays (`api/packing.py`)."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PagesCompressed(GZipMiddleware):
    """GZip for HTML only (Django pads it against guessing secrets by length)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
