"""A caller of the API: the test client with a token of Pine's."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from tests.world import NOON, World
from usher.api import auth
from usher.api.tickets import listing
from usher.people.actions import issue_token
from usher.people.actors import SYSTEM

EVERYTHING = ["readSupport", "writeSupport", "manageSettings"]


class Caller:
    """JSON in, (status, JSON) out."""

    def __init__(self, token: str = "", token_id: int = 0) -> None:
        self.token = token
        self.token_id = token_id
        self.client = Client(raise_request_exception=True)

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        response = self.raw(method, path, body, **headers)
        return response.status_code, json.loads(response.content) if response.content else None

    def raw(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        headers.setdefault("X-Request-Id", "the-same")  # so that answers can be compared
        content = {} if body is None else {"data": body if isinstance(body, (bytes, str)) else json.dumps(body)}
        kind = headers.pop("Content_Type", "application/json")
        return self.client.generic(method, path, content_type=kind, headers=headers, **content)

    def form(self, path: str, fields: dict[str, Any] | None = None, *, files: Any = (), **headers: str) -> tuple[int, Any]:
        """A form; `files` are (name of the part, name of the file, bytes)."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        data: dict[str, Any] = {
            name: [*value] if isinstance(value, list) else [value] for name, value in (fields or {}).items()
        }
        for part, name, content in files:
            data.setdefault(part, []).append(SimpleUploadedFile(name, content))
        headers.setdefault("Authorization", f"Bearer {self.token}")
        response = self.client.post(path, data, headers={"X-Request-Id": "the-same", **headers})
        return response.status_code, json.loads(response.content) if response.content else None


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    auth._known.clear()
    listing._totals.clear()
    yield


@pytest.fixture
def api_with(world: World) -> Callable[..., Caller]:
    """Callers with the scopes given."""

    def make(*scopes: str, **more: Any) -> Caller:
        token, text = issue_token(name="Robot", scopes=list(scopes or EVERYTHING), by=SYSTEM, at=NOON, **more)
        return Caller(text, token.pk)

    return make


@pytest.fixture
def api(api_with: Callable[..., Caller]) -> Caller:
    return api_with()


@pytest.fixture
def kept_open() -> Iterator[None]:
    """The end of a request would close the connection, and with it the test's data: Django's own client does the same."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
