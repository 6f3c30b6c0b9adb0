"""The ASGI application: streams and health at once, everything else through Django."""

import asyncio
import json
import os
from contextlib import suppress
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "usher.config.settings")
django.setup()

from django.core.handlers.asgi import ASGIHandler  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.http.response import HttpResponseBase  # noqa: E402

from usher.config import admission, env, health  # noqa: E402
from usher.config.serve.database import straight  # noqa: E402
from usher.realtime import stream  # noqa: E402
from usher.realtime.hub import Hub  # noqa: E402
from usher.realtime.listening import listen  # noqa: E402


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


class Root:
    """`/events` and `/healthz` without Django's machinery; the rest is handed on, or is 404 where only streams run."""

    def __init__(self, rest: stream.Application | None) -> None:
        self.rest = rest
        self.hub = Hub()

    async def __call__(self, scope: stream.Scope, receive: stream.Receive, send: stream.Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["path"] == "/events":
            await stream.answer(scope, receive, send, hub=self.hub, admit=admission.admit)
        elif scope["path"] == "/healthz":
            await self._tell_health(send)
        elif self.rest is not None:
            await self.rest(scope, receive, send)
        else:
            await answer(send, 404, {"error": "Only /events and /healthz are answered here."})

    async def _live(self, receive: stream.Receive, send: stream.Send) -> None:
        await receive()
        listening = asyncio.ensure_future(listen(self.hub, straight()))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.hub.close()
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        await send({"type": "lifespan.shutdown.complete"})

    async def _tell_health(self, send: stream.Send) -> None:
        missing = dict(await asyncio.to_thread(health.missing))
        if not self.hub.is_listening:
            missing["live"] = "not listening to the database"
        await answer(send, 503 if missing else 200, health.as_json(missing))


async def answer(send: stream.Send, status: int, body: dict[str, Any]) -> None:
    """One JSON answer."""
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(body).encode()})


application = Root(Django())
