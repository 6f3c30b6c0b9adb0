"""Nobody overwrites what they have not seen: ETag, If-None-Match, If-Match and the version in a body.

An ETag is "version-hash" where the thing counts its versions, else "hash". The hash is of the answer's bytes, so a 304 is
always true; If-Match goes by the version alone where there is one, so that a requester's new name refuses no edit.
"""

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import connection
from django.http import HttpRequest, HttpResponse
from msgspec import UNSET

from usher.base.refusals import Refused
from usher.base.tenancy import current_id

if TYPE_CHECKING:
    from usher.api.resource import Resource


class Stale(Refused):
    """Somebody changed it since; `conflicts` holds per field what the request says and what is there."""

    code = "version_conflict"

    def __init__(self, message: str, conflicts: dict[str, dict[str, Any]], *, etag: str, by_header: bool) -> None:
        super().__init__(message)
        self.status = 412 if by_header else 409
        self.conflicts = conflicts
        self.etag = etag


def etag_of(content: bytes, version: int | None = None) -> str:
    """The ETag of an answer."""
    digest = hashlib.sha256(content).hexdigest()[:18]  # in hardware nearly everywhere: 0.06 ms for a list of fifty
    return f'"{digest}"' if version is None else f'"{version}-{digest}"'


def is_known(request: HttpRequest, etag: str) -> bool:
    """Whether the client has this very answer already (If-None-Match)."""
    asked = request.META.get("HTTP_IF_NONE_MATCH", "")
    return bool(asked) and (asked.strip() == "*" or etag in _listed(asked))


def refuse_stale(resource: "Resource", parsed: dict[str, Any]) -> None:
    """Raise Stale when If-Match or the body's `version` speaks of another state than the one we would change.

    What is compared stays locked until the change is committed.
    """
    asked = resource.request.META.get("HTTP_IF_MATCH", "")
    body = parsed.get("parsed_body")
    version = getattr(body, "version", UNSET)
    if not asked and version is UNSET:
        return
    shown = resource.held(**parsed)
    now = getattr(shown, "version", None)
    etag = etag_of(msgspec.json.encode(shown), now)
    if asked and asked.strip() != "*" and not _matches(asked, etag, now):
        text = "This was changed since you read it. Read it again, then repeat what still applies."
        raise Stale(text, _conflicts(body, shown), etag=etag, by_header=True)
    if version is not UNSET and version != now:
        text = f"You changed version {version}; by now it is version {now}. Read it again, then repeat what still applies."
        raise Stale(text, _conflicts(body, shown), etag=etag, by_header=False)


def hold_address(path: str) -> None:
    """Let changes with If-Match of one address follow each other until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [current_id() % 2**31, path])


def labelled(request: HttpRequest, response: HttpResponse, version: int | None = None) -> HttpResponse:
    """The answer with its ETag, or 304 without a body for a client that has it."""
    etag = response.headers.get("ETag") or etag_of(response.content, version)
    if request.method in {"GET", "HEAD"} and is_known(request, etag):
        response.status_code, response.content = 304, b""
        del response["Content-Type"]
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _listed(header: str) -> set[str]:
    # Packing on the way makes an ETag weak; the content is the same, so the mark says nothing to us.
    return {part.strip().removeprefix("W/") for part in header.split(",")}


def _matches(header: str, etag: str, version: int | None) -> bool:
    if version is None:
        return etag in _listed(header)
    return any(tag.strip('"').split("-")[0] == str(version) for tag in _listed(header))


def _conflicts(body: Any, shown: Any) -> dict[str, dict[str, Any]]:
    yours = msgspec.to_builtins(body) if body is not None else {}
    theirs = msgspec.json.decode(msgspec.json.encode(shown))
    return {
        name: {"yours": value, "theirs": theirs[name]}
        for name, value in yours.items()
        if name != "version" and name in theirs and theirs[name] != value
    }
