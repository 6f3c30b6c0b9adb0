"""The OpenAPI document, built once per process at the first question."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from dmr.openapi import OpenAPIConfig, build_schema
from dmr.openapi.dump import json_dumps
from dmr.openapi.objects import Tag

ABOUT = """Tickets, comments, contacts, teams and ticket types of one organization.

Send `Authorization: Bearer usher_…` with every request. Bodies are JSON; refusals have one shape (`Problem`) that names
every wrong field. Times are UTC (ISO 8601), durations whole minutes, ids whole numbers."""


@cache
def document() -> str:
    """The document as JSON."""
    from usher.api.urls import router

    tags = [Tag(name=name) for name in ("Tickets", "Comments", "Contacts", "Teams", "Ticket types")]
    config = OpenAPIConfig(title="Usher", version="1", description=ABOUT, tags=tags)
    text: str = json_dumps(build_schema(router, config=config).convert(skip_validation=True))
    return text  # the suite validates it


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """GET /api/openapi.json; open to everyone, like the documentation."""
    return HttpResponse(document(), content_type="application/json")
