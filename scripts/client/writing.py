"""The text of the client's modules."""

import shutil
import subprocess
import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from scripts.client.kinds import Schema, camel, class_name, kind, sentence, snake
from scripts.client.methods import method_of
from usher.api.openapi import METHODS, described

PLACE = "clients/python/usher_client"
HEAD = '"""Written by `make client` from the OpenAPI document; change that."""\n\nfrom __future__ import annotations\n'
WIDTH = 110


def files() -> dict[str, str]:
    """The generated modules by their paths, formatted."""
    document = described()
    return {
        f"{PLACE}/models.py": formatted("".join(_models(document["components"]["schemas"]))),
        f"{PLACE}/operations.py": formatted("".join(_operations(document))),
    }


def formatted(text: str) -> str:
    """As ruff writes it."""
    ruff = shutil.which("ruff", path=f"{sys.prefix}/bin") or "ruff"
    command = [ruff, "format", "--line-length", "125", "--stdin-filename", "client.py", "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def _models(schemas: dict[str, Schema]) -> Iterator[str]:
    yield f"{HEAD}\nimport builtins\nfrom datetime import datetime\nfrom typing import Any, Literal\n\n"
    yield "import msgspec\nfrom msgspec import UNSET, UnsetType, field\n"
    for name, schema in sorted(schemas.items()):
        if schema.get("enum"):
            yield f"\n{class_name(name)} = {kind(schema)}\n"
    for name, schema in sorted(schemas.items()):
        if "properties" in schema or schema.get("type") == "object":
            yield "".join(_struct(class_name(name), schema))
        elif not schema.get("enum"):
            yield f"\n{class_name(name)} = {kind(schema)}\n"


def _struct(name: str, schema: Schema) -> Iterator[str]:
    text = textwrap.fill(sentence(schema.get("description", name)), WIDTH)
    yield f'\n\nclass {name}(msgspec.Struct, rename="camel", kw_only=True):\n    """{text}"""\n\n'
    required = set(schema.get("required", ()))
    for original, told in schema.get("properties", {}).items():
        own = snake(original)
        renamed = "" if camel(own) == original else f'name="{original}"'
        if original in required:
            yield f"    {own}: {kind(told)}{f' = field({renamed})' if renamed else ''}\n"
        else:
            default = f"field(default=UNSET, {renamed})" if renamed else "UNSET"
            yield f"    {own}: {kind(told)} | UnsetType = {default}\n"


def _operations(document: dict[str, Any]) -> Iterator[str]:
    yield f"{HEAD}\nimport builtins\nfrom collections.abc import Iterator, Sequence\nfrom datetime import datetime\n"
    yield "from typing import Any, Literal\nfrom urllib.parse import quote\n\n"
    yield "import httpx\nfrom msgspec import UNSET, UnsetType\n\n"
    yield "from usher_client import models\nfrom usher_client.transport import Transport, Upload\n"
    groups: dict[str, list[str]] = defaultdict(list)
    for path, item in document["paths"].items():
        for method in METHODS:
            if operation := item.get(method):
                groups[operation["operationId"].partition(".")[0]].append(method_of(document, path, method, operation))
    for name, methods in sorted(groups.items()):
        yield f'\n\nclass {_title(name)}:\n    """/api/{name.replace("_", "-")}."""\n\n'
        yield "    def __init__(self, transport: Transport) -> None:\n        self._transport = transport\n\n"
        yield "\n".join(methods)
    yield _client(sorted(groups))


def _client(names: list[str]) -> str:
    lines = "".join(f"        self.{name} = {_title(name)}(self._transport)\n" for name in names)
    return f'''

class Usher:
    """A server's API with one token. `http` may bring time-outs, proxies or a test's transport."""

    def __init__(self, url: str, token: str, *, http: httpx.Client | None = None) -> None:
        self._transport = Transport(url, token, http=http)
{lines}
    @property
    def etag(self) -> str:
        """The ETag of the last answer, for if_match."""
        return self._transport.etag
'''


def _title(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_")) + "Calls"
