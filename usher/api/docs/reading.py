"""The OpenAPI document as the pages of the documentation draw it."""

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from usher.api.docs.schemas import DEEPEST, Schema, Schemas
from usher.api.forms import FORM
from usher.api.openapi import METHODS, described

JSON = "application/json"
LINE = 48  # characters of a body that stands on one line


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of a body or an answer."""

    name: str
    kind: str
    text: SafeString
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One endpoint."""

    key: str
    method: str
    path: str
    summary: str
    description: SafeString
    parameters: list[Field]
    body: list[Field]
    takes_form: bool
    curl: str
    status: str
    answer: list[Field]
    answer_example: str
    refusals: list[tuple[str, str]]


@dataclass(slots=True)
class Group:
    """The operations of one tag."""

    slug: str
    name: str
    operations: list[Operation] = field(default_factory=list)


@cache
def groups() -> dict[str, Group]:
    """All groups by slug, in the order of their names; read once per process."""
    document = described()
    schemas = Schemas(document["components"]["schemas"])
    found: dict[str, Group] = {}
    for path, item in document["paths"].items():
        for method in METHODS:
            if operation := item.get(method):
                name = operation["tags"][0]
                group = found.setdefault(slugify(name), Group(slugify(name), name))
                group.operations.append(_operation(document, schemas, path, method, operation))
    for group in found.values():
        group.operations.sort(key=lambda operation: not operation.path.startswith(f"/api/{group.slug}"))
    return dict(sorted(found.items(), key=lambda entry: (entry[0] != "tickets", entry[1].name)))


def _operation(document: dict[str, Any], schemas: Schemas, path: str, method: str, told: dict[str, Any]) -> Operation:
    content = told.get("requestBody", {}).get("content", {})
    body = schemas.whole(content.get(JSON, content.get(FORM, {})).get("schema", {}))
    status, answer = next((code, response) for code, response in told["responses"].items() if code.startswith("2"))
    shown = answer.get("content", {}).get(JSON, {}).get("schema")
    example = json.dumps(schemas.example(shown), indent=2, ensure_ascii=False) if shown else ""
    return Operation(
        key=slugify(f"{method}-{path.removeprefix('/api/').replace('/', '-')}"), method=method.upper(), path=path,
        summary=told["summary"], description=_coded(told["description"]),
        parameters=[_parameter(document, schemas, each) for each in told["parameters"]],
        body=list(_fields(schemas, body)), takes_form=FORM in content, curl=_curl(schemas, path, method, told),
        status=f"{status} {HTTPStatus(int(status)).phrase}", answer=list(_fields(schemas, shown)) if shown else [],
        answer_example=example, refusals=list(_refusals(document, told)),
    )  # fmt: skip


def _coded(text: str) -> SafeString:
    """The text with what stands between backticks set as code."""
    parts = text.split("`")
    return format_html_join("", "{}", ((format_html("<code>{}</code>", p) if n % 2 else p,) for n, p in enumerate(parts)))


def _parameter(document: dict[str, Any], schemas: Schemas, told: dict[str, Any]) -> Field:
    if "$ref" in told:
        told = document["components"]["parameters"][told["$ref"].rpartition("/")[2]]
    where = {"header": " (header)", "path": " (in the address)"}.get(told["in"], "")
    text = told.get("description") or told["schema"].get("description", "")
    return Field(told["name"], schemas.words(told["schema"]) + where, _coded(text), bool(told.get("required")))


def _fields(schemas: Schemas, schema: Schema, before: str = "", depth: int = 1) -> Iterator[Field]:
    whole = schemas.whole(schema)
    required = set(whole.get("required", ()))
    for name, told in sorted(whole.get("properties", {}).items(), key=lambda entry: entry[0] not in required):
        within = schemas.whole(told)
        is_list = within.get("type") == "array"
        text = told.get("description") or within.get("description", "")
        yield Field(before + name, schemas.words(told), _coded(text), not before and name in required)
        inner = schemas.whole(within.get("items", {})) if is_list else within
        if inner.get("properties") and depth < DEEPEST:
            yield from _fields(schemas, inner, f"{before}{name}{'[]' if is_list else ''}.", depth + 1)


def _curl(schemas: Schemas, path: str, method: str, told: dict[str, Any]) -> str:
    address = path.replace("{ticket}", "1234")
    while "{" in address:
        address = f"{address[: address.index('{')]}3{address[address.index('}') + 1 :]}"
    lines = [f'curl "$USHER{address}"', '-H "Authorization: Bearer $TOKEN"']
    content = told.get("requestBody", {}).get("content", {})
    if JSON in content:
        lines += ['-H "Content-Type: application/json"', f"-d {shlex.quote(_written(content[JSON].get('example', {})))}"]
    elif FORM in content:
        lines.append("-F file=@oven.png")
    if method != "get" and not (method == "post" and content):
        lines.insert(1, f"-X {method.upper()}")
    return " \\\n  ".join(lines)


def _written(example: Any) -> str:
    text = json.dumps(example, ensure_ascii=False)
    return text if len(text) <= LINE else json.dumps(example, ensure_ascii=False, indent=2)


def _refusals(document: dict[str, Any], told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for code, response in sorted(told["responses"].items()):
        if code >= "4":
            shared = document["components"]["responses"].get(response.get("$ref", "").rpartition("/")[2], response)
            yield code, shared["description"]
