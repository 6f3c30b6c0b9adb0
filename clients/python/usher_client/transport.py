"""Requests and answers: signing in, trying again, reading."""

import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import httpx
import msgspec
from msgspec import UNSET

Result = TypeVar("Result")
Upload = tuple[str, bytes]  # name and content of a file

TIMEOUT = 30.0  # seconds
TRIES = 4
PAUSE = 0.5  # seconds before the second try; doubled for each further one
AGAIN = {429, 502, 503, 504}
STILL_RUNNING = "idempotency_key_in_use"


class Problem(Exception):
    """The server refused. `errors` names every wrong field; `conflicts` has both values of an edit of an old version."""

    def __init__(self, status: int, told: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(told.get("code", ""))
        self.title = str(told.get("title", ""))
        self.detail = str(told.get("detail", ""))
        self.errors: dict[str, str] = dict(told.get("errors", {}))
        self.conflicts: dict[str, dict[str, Any]] = dict(told.get("conflicts", {}))
        self.request_id = str(told.get("requestId", ""))
        super().__init__(f"{status} {self.code}: {self.detail}")


class Transport:
    """One server and one token."""

    def __init__(self, url: str, token: str, *, http: httpx.Client | None = None) -> None:
        self.base = url.rstrip("/")
        self.headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self.http = http or httpx.Client(timeout=TIMEOUT)
        self.etag = ""
        self.following = ""

    def call(
        self,
        method: str,
        path: str,
        result: type[Result],
        *,
        query: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
        uploads: Mapping[str, Sequence[Upload]] | None = None,
        if_match: str = "",
        key: str = "",
    ) -> Result:
        """Send the request, again where that is safe, and read the answer. Raises Problem when it is refused."""
        response = self._asked(method, path, query, body, uploads, if_match, key)
        return msgspec.json.decode(response.content, type=result)

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
        if_match: str = "",
        key: str = "",
    ) -> None:
        """The same where the answer has no body."""
        self._asked(method, path, query, body, None, if_match, key)

    def _asked(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None,
        body: Mapping[str, Any] | None,
        uploads: Mapping[str, Sequence[Upload]] | None,
        if_match: str,
        key: str,
    ) -> httpx.Response:
        headers = dict(self.headers)
        if method != "GET":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        if if_match:
            headers["If-Match"] = if_match
        content = _content(body, uploads)
        if "content" in content:
            headers["Content-Type"] = "application/json"
        response = self._sent(method, self.base + path, headers, _written(query), content)
        self.etag = response.headers.get("ETag", "")
        self.following = response.links.get("next", {}).get("url", "")
        return response

    def pages(self, path: str, page: type[Result], *, query: Mapping[str, Any]) -> Iterator[Result]:
        """Page after page of a list, by the cursors of the Link header."""
        yield self.call("GET", path, page, query=query)
        while following := self.following:
            yield self.call("GET", following.removeprefix(self.base), page)

    def _sent(
        self, method: str, url: str, headers: dict[str, str], query: httpx.QueryParams, content: dict[str, Any]
    ) -> httpx.Response:
        for attempt in range(TRIES):
            is_last = attempt == TRIES - 1
            try:
                response = self.http.request(method, url, headers=headers, params=query or None, **content)
            except httpx.TransportError:
                if is_last:
                    raise
                time.sleep(PAUSE * 2**attempt)
                continue
            if response.is_success:
                return response
            problem = Problem(response.status_code, _told(response))
            if is_last or not (response.status_code in AGAIN or problem.code == STILL_RUNNING):
                raise problem
            time.sleep(float(response.headers.get("Retry-After") or PAUSE * 2**attempt))
        raise AssertionError("the last try returns or raises")


def _told(response: httpx.Response) -> Mapping[str, Any]:
    try:
        told = msgspec.json.decode(response.content)
    except msgspec.DecodeError:
        return {"detail": response.text[:500]}
    return told if isinstance(told, dict) else {}


def _written(query: Mapping[str, Any] | None) -> httpx.QueryParams:
    pairs: list[tuple[str, str]] = []
    for name, value in (query or {}).items():
        if value is None or value is UNSET:
            continue
        if isinstance(value, Mapping):
            pairs += [(f"{name}[{key}]", _text(each)) for key, each in value.items()]
        else:
            pairs.append((name, _text(value)))
    return httpx.QueryParams(tuple(pairs))


def _content(body: Mapping[str, Any] | None, uploads: Mapping[str, Sequence[Upload]] | None) -> dict[str, Any]:
    said = {name: value for name, value in (body or {}).items() if value is not UNSET}
    files = [(name, upload) for name, several in (uploads or {}).items() for upload in several]
    if files:
        return {"data": {name: _text(value) for name, value in said.items()}, "files": files}
    if body is None:
        return {}
    return {"content": msgspec.json.encode(said)}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return ",".join(map(_text, value))
    return value if isinstance(value, str) else msgspec.json.encode(value).decode().strip('"')
