"""The ASGI application of `usher serve`."""

import asyncio
import os
import warnings

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "usher.config.settings")
django.setup()

from django.core.handlers.asgi import ASGIHandler  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.http.response import HttpResponseBase  # noqa: E402

from usher.config import env  # noqa: E402
from usher.config.root import Root  # noqa: E402


class Django(ASGIHandler):
    """Django's own handler with as many views at a time as there are database connections.

    More would only wait for each other. Bodies are read before a place is taken, so slow clients hold none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.places = asyncio.Semaphore(env.number("USHER_POOL_SIZE", 12, least=1))

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        async with self.places:
            return await super().get_response_async(request)


# WhiteNoise's files are small, and browsers keep them for a year: reading them at once is what we want.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

application = Root(Django())
