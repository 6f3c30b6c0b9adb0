"""A receiver on the loopback that answers as told and remembers what it heard."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.conf import LazySettings

from tests.world import NOON, World
from usher.webhooks.actions import create_webhook
from usher.webhooks.models import Webhook


@dataclass
class Receiver:
    """`answers` are given in order, the last one for ever: a status, or an address to lead to (307)."""

    url: str = ""
    answers: list[int | str] = field(default_factory=lambda: [204])
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.heard]


@pytest.fixture
def receiver(settings: LazySettings) -> Iterator[Receiver]:
    settings.USHER_WEBHOOKS_REACH_PRIVATE = True
    told = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
            answer = told.answers.pop(0) if len(told.answers) > 1 else told.answers[0]
            self.send_response(307 if isinstance(answer, str) else answer)
            if isinstance(answer, str):
                self.send_header("Location", answer)
            self.end_headers()
            if not isinstance(answer, str) and answer != 204:
                self.wfile.write(b"thank you")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told.url = f"http://127.0.0.1:{server.server_port}/hooks"
    yield told
    server.shutdown()
    server.server_close()


@pytest.fixture
def webhook(world: World, receiver: Receiver) -> Webhook:
    return made(world, receiver)[0]


def made(world: World, receiver: Receiver, **more: Any) -> tuple[Webhook, str]:
    fields = {"name": f"Hook {Webhook.objects.count()}", "url": receiver.url, **more}
    return create_webhook(fields=fields, by=world.acting(world.root), at=NOON)
