"""How the API says no: one JSON shape for every refusal, after RFC 9457, never with anything internal in it."""

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from django.http import HttpResponse

TITLES = {
    400: "The request cannot be read", 401: "Not signed in", 403: "Not allowed", 404: "Not found", 405: "No such method",
    406: "Cannot answer in that format", 409: "Refused", 413: "Too large", 415: "Send JSON", 422: "Wrong input",
    500: "Our fault",
}  # fmt: skip
INTERNAL = "Something broke on our side and has been recorded. Nothing was changed."


class Problem(msgspec.Struct, frozen=True):
    """What was wrong. `errors` names every wrong field and what would be right; `type` is stable, texts may change."""

    type: str
    title: str
    status: int
    detail: str
    errors: dict[str, str] = {}


def answer(
    status: int, detail: str, *, code: str = "", errors: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    """The refusal as a response; `code` is the machine's word for it, by default the status's own name."""
    kind = code or HTTPStatus(status).name.lower()
    problem = Problem(kind, TITLES.get(status, HTTPStatus(status).phrase), status, detail, dict(errors or {}))
    response = HttpResponse(msgspec.json.encode(problem), status=status, content_type="application/json", headers=headers)
    response["Cache-Control"] = "no-store"
    return response
