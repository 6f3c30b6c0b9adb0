"""The OpenAPI document, built once per process at the first question.

The library describes what each endpoint takes and gives; what all of them share (refusals, preconditions, keys, limits)
is written here once and referred to.
"""

import re
from functools import cache
from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from dmr.openapi import OpenAPIConfig, build_schema
from dmr.openapi.dump import json_dumps

from usher.api.errors import CONTENT_TYPE, EXPLAINED_AT, TITLES
from usher.api.forms import FORM
from usher.api.operation_ids import operation_id
from usher.api.refusing import EXPECTED
from usher.files.accepting import MOST_FILES

ABOUT = """Everything a member can do on the tickets, people and settings of one organization.

Send `Authorization: Bearer usher_…` with every request. Bodies are JSON; refusals have one shape (`Problem`) that names
every wrong field. Times are UTC (ISO 8601), durations whole minutes, ids whole numbers."""

METHODS = ("get", "post", "put", "patch", "delete")
TIMES = re.compile(r"(At|Until|Due|^at)$")
PROBLEM = {"schema": {"$ref": "#/components/schemas/Problem"}}
LIMITS = {
    "RateLimit": 'What is left of this minute: "token";r=requests;t=seconds',
    "RateLimit-Policy": 'The limit: "token";q=requests;w=seconds',
    "X-Request-Id": "The request's name in our log",
}
SHARED_PARAMETERS: dict[str, dict[str, Any]] = {
    "IdempotencyKey": {
        "name": "Idempotency-Key", "in": "header",
        "description": "Any unique text, best a random UUID: the same request again within 24 hours gets the kept answer,"
                       " marked Idempotency-Replayed, and changes nothing.",
        "schema": {"type": "string", "maxLength": 255},
    },
    "IfMatch": {
        "name": "If-Match", "in": "header",
        "description": "The ETag that you read: refuses with 412 when it was changed since.", "schema": {"type": "string"},
    },
    "IfNoneMatch": {
        "name": "If-None-Match", "in": "header",
        "description": "The ETag that you have: answers 304 without a body when nothing changed.",
        "schema": {"type": "string"},
    },
}  # fmt: skip


@cache
def document() -> str:
    """The document as JSON."""
    return msgspec.json.encode(described()).decode()


@cache
def described() -> dict[str, Any]:
    """The document; the suite validates it."""
    from usher.api.urls import router

    config = OpenAPIConfig(title="Usher", version="1", description=ABOUT)
    told: dict[str, Any] = msgspec.json.decode(json_dumps(build_schema(router, config=config).convert(skip_validation=True)))
    components = told["components"]
    components["parameters"] = SHARED_PARAMETERS
    components["headers"] = {name: {"description": text, "schema": {"type": "string"}} for name, text in LIMITS.items()}
    components["responses"] = {f"Refused{code}": _refused(code, text) for code, text in EXPECTED.items()}
    names: dict[str, None] = {}
    unkept = {
        "/api/" + re.sub("<[a-z]+:", "{", str(each.pattern)).replace(">", "}")
        for each in router.urls if not each.callback.view_class.keeps_answers
    }  # fmt: skip
    for path, item in told["paths"].items():
        for method in METHODS:
            if operation := item.get(method):
                operation["summary"] = operation["summary"].rstrip(".")
                operation["operationId"] = operation_id(path, method, item, told["paths"])
                _complete(operation, method, readable="get" in item, kept=path not in unkept)
                _with_files(operation.get("requestBody", {}).get("content", {}), components["schemas"])
                names |= dict.fromkeys(operation["tags"])
    _drop_empty_defaults(components["schemas"])
    for schema in components["schemas"].values():
        _call_times_times(schema.get("properties", {}))
    told["tags"] = [{"name": name} for name in names]
    return told


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """GET /api/openapi.json; open to everyone, like the documentation."""
    return HttpResponse(document(), content_type="application/json")


def _complete(operation: dict[str, Any], method: str, *, readable: bool, kept: bool) -> None:
    """Add what holds for all operations to what the library knows of this one."""
    parameters, responses = operation.setdefault("parameters", []), operation["responses"]
    for parameter in parameters:
        if parameter.get("schema", {}).get("type") == "object":
            parameter |= {"style": "deepObject", "explode": True}
    operation["description"] = " ".join(filter(None, (operation.get("description"), _customs(operation, method, kept))))
    for code in EXPECTED:
        responses[str(code)] = {"$ref": f"#/components/responses/Refused{code}"}
    if method != "get" and kept:
        parameters.append({"$ref": "#/components/parameters/IdempotencyKey"})
    if method in {"put", "patch", "delete"} and readable:
        parameters.append({"$ref": "#/components/parameters/IfMatch"})
    else:
        del responses["412"]
    if method == "get":
        parameters.append({"$ref": "#/components/parameters/IfNoneMatch"})
        responses["304"] = {"description": "You have it already: the ETag is the one in If-None-Match"}
    for code, response in responses.items():
        if code == "204":
            response.pop("content", None)
        if code.startswith("2"):
            headers = response.setdefault("headers", {})
            headers |= {name: {"$ref": f"#/components/headers/{name}"} for name in LIMITS}
            if method in {"get", "patch", "put"}:
                headers["ETag"] = {"description": "The state, for If-None-Match and If-Match", "schema": {"type": "string"}}


def _with_files(content: dict[str, Any], schemas: dict[str, Any]) -> None:
    """A form has the body's fields as text, and its files."""
    for kind, told in content.items():
        if kind != FORM:
            continue
        known = schemas[told["schema"]["$ref"].rpartition("/")[2]]
        fields = {name: field for name, field in known.get("properties", {}).items() if name != "files"}
        part = {"type": "string", "format": "binary"}
        several = {"type": "array", "items": part, "maxItems": MOST_FILES}
        told["schema"] = {
            "type": "object", "additionalProperties": False,
            "properties": {**fields, **({"file": part} if not fields else {"files": several})},
            **({} if fields else {"required": ["file"]}),
        }  # fmt: skip


def _call_times_times(fields: dict[str, Any]) -> None:
    """msgspec says of a time only that it is text; here the names of times end alike."""
    for name, told in fields.items():
        for each in (told, *told.get("anyOf", ())):
            if each.get("type") == "string" and TIMES.search(name) and "enum" not in each:
                each.setdefault("format", "date-time")


def _drop_empty_defaults(schema: Any) -> None:
    """A default of null says no more than that the field may be left out, and is wrong where null may not be sent."""
    if isinstance(schema, dict):
        if schema.get("default", ...) is None:
            del schema["default"]
        for within in schema.values():
            _drop_empty_defaults(within)
    elif isinstance(schema, list):
        for within in schema:
            _drop_empty_defaults(within)


def _customs(operation: dict[str, Any], method: str, kept: bool) -> str:
    if method != "get":
        if not kept:
            return "Its answer is not kept: it takes no Idempotency-Key."
        return "Send an Idempotency-Key to be able to repeat the request safely."
    if any(parameter.get("name") == "pageSize" for parameter in operation["parameters"]):
        return "Answers a page; the Link header leads to the next."
    return "The answer's ETag is good for If-None-Match and If-Match."


def _refused(code: int, text: str) -> dict[str, Any]:
    name = HTTPStatus(code).name.lower()
    example: dict[str, Any] = {
        "type": EXPLAINED_AT + name, "code": name, "title": TITLES[code], "status": code, "detail": f"{text}.",
    }  # fmt: skip
    if code == HTTPStatus.UNPROCESSABLE_ENTITY:
        example["errors"] = {"subject": "is required."}
    if code == HTTPStatus.PRECONDITION_FAILED:
        example["conflicts"] = {"priority": {"yours": "low", "theirs": "urgent"}}
    return {"description": text, "content": {CONTENT_TYPE: {**PROBLEM, "example": example}}}
