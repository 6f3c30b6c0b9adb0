"""How the API says no: one JSON shape for every refusal, after RFC 9457, never with anything internal in it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from django.http import HttpResponse
from msgspec import Meta

from usher.base.request_ids import request_id

TITLES = {
    400: "The request cannot be read", 401: "Not signed in", 403: "Not allowed", 404: "Not found", 405: "No such method",
    406: "Cannot answer in that format", 409: "Refused", 412: "Changed since", 413: "Too large", 415: "Send JSON",
    416: "No such part", 422: "Wrong input", 429: "Too many requests", 500: "Our fault",
}  # fmt: skip
INTERNAL = "Something broke on our side and has been recorded. Nothing was changed."
CONTENT_TYPE = "application/problem+json"
EXPLAINED_AT = "/api/docs#problem-"  # the code follows; never moves, so that programs may compare the whole address


class Problem(msgspec.Struct, rename="camel", frozen=True, omit_defaults=True):
    """What was wrong (RFC 9457). `code` is stable, texts may change."""

    type: Annotated[str, Meta(description="An address that stands for this kind of problem; its last word is the code")]
    code: Annotated[str, Meta(description="The kind in one word, for programs")]
    title: str
    status: int
    detail: Annotated[str, Meta(description="What was wrong and what would be right, for people")]
    errors: Annotated[dict[str, str], Meta(description="Every wrong field and what would be right")] = {}
    conflicts: Annotated[
        dict[str, dict[str, Any]],
        Meta(description="Of an edit of an old version: per field what you sent (yours) and what is there (theirs)"),
    ] = {}
    request_id: Annotated[str, Meta(description="As in the header X-Request-Id; name it when you ask for help")] = ""


def answer(
    status: int, detail: str, *, code: str = "", errors: Mapping[str, str] | None = None,
    conflicts: Mapping[str, dict[str, Any]] | None = None, headers: Mapping[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    """The refusal as a response; `code` is the machine's word for it, by default the status's own name."""
    kind = code or HTTPStatus(status).name.lower()
    title = TITLES.get(status, HTTPStatus(status).phrase)
    problem = Problem(
        EXPLAINED_AT + kind, kind, title, status, detail, dict(errors or {}), dict(conflicts or {}), request_id()
    )
    response = HttpResponse(msgspec.json.encode(problem), status=status, content_type=CONTENT_TYPE, headers=headers)
    response["Cache-Control"] = "no-store"
    return response
