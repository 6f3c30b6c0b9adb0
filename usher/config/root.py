"""What answers first: streams and health at once, everything else through Django."""

import asyncio
import json
import logging
from contextlib import suppress
from typing import Any

from usher.config import admission, health
from usher.config.serve.database import straight
from usher.realtime import stream
from usher.realtime.hub import Hub
from usher.realtime.listening import listen

log = logging.getLogger(__name__)


class Root:
    """`/events` and `/healthz` without Django's machinery; the rest is handed on, or is 404 where only streams run."""

    def __init__(self, rest: stream.Application | None) -> None:
        self.rest = rest
        self.hub = Hub()

    async def __call__(self, scope: stream.Scope, receive: stream.Receive, send: stream.Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["path"] == "/events":
            await stream.answer(scope, receive, send, hub=self.hub, admit=admission.admit, permit=admission.permit)
        elif scope["path"] == "/healthz":
            await self._tell_health(send)
        elif self.rest is not None:
            await self._hand_on(self.rest, scope, receive, send)
        else:
            await answer(send, 404, {"error": "Only /events and /healthz are answered here."})

    async def _hand_on(
        self, rest: stream.Application, scope: stream.Scope, receive: stream.Receive, send: stream.Send
    ) -> None:
        try:
            await rest(scope, receive, send)
        except Exception:
            # What fails before Django's own handling (an import, a setting) would otherwise be a 500 without a trace.
            log.exception("%s %s could not be answered; nothing was changed", scope["method"], scope["path"])
            raise

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
