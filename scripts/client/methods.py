"""One method of the client for one operation."""

import re
import textwrap
from typing import Any

from scripts.client.kinds import Schema, class_name, kind, sentence, snake

JSON, FORM = "application/json", "multipart/form-data"
MODELS = "models."
IN_PAGES = {"page", "cursor"}


def method_of(document: dict[str, Any], path: str, method: str, told: dict[str, Any]) -> str:
    """The source of the method, and of one that goes through all pages where there are pages."""
    name = snake(told["operationId"].partition(".")[2])
    query = [each for each in told.get("parameters", ()) if each.get("in") == "query"]
    refs = {class_name(each["$ref"]) for each in told.get("parameters", ()) if "$ref" in each}
    content = told.get("requestBody", {}).get("content", {})
    # A field that is named as a part of the address says "to": the ticket that a comment is moved to.
    names = {name: f"to_{name}" for name in re.findall(r"{(\w+)}", path)}
    fields = [(name, names.get(name, name), said, needed) for name, said, needed in _body(document, content)]
    result = _result(told)
    keywords = [(shown, said, needed) for _, shown, said, needed in fields]
    arguments = [*_path_arguments(path), *_keywords(query, keywords, content, refs, method)]
    call = [f'"{method.upper()}"', _address(path), *([result] if result != "None" else [])]
    if query:
        call.append(f"query={_dict([(each['name'], snake(each['name'])) for each in query])}")
    if content:
        call.append(f"body={_dict([(name, snake(shown)) for name, shown, _, _ in fields])}")
    if FORM in content:
        call.append('uploads={"files": uploads}' if JSON in content else 'uploads={"file": [file]}')
    call += ["if_match=if_match"] * ("IfMatch" in refs) + ["key=key"] * (method != "get")
    text = _defined(name, arguments, result, told, _called(result, call))
    if any(each["name"] == "pageSize" for each in query):
        text += _all_pages(document, path, name, query, told, result)
    return text


def _all_pages(
    document: dict[str, Any], path: str, name: str, query: list[dict[str, Any]], told: dict[str, Any], result: str
) -> str:
    page: Schema = document["components"]["schemas"][result.removeprefix(MODELS)]
    rows = next(field for field, each in page["properties"].items() if "array" in str(each) and field != "data")
    row = re.search(r"builtins\.list\[([^\]|]+)\]", kind(page["properties"][rows], MODELS))
    kept = [each for each in query if each["name"] not in IN_PAGES]
    arguments = [*_path_arguments(path), *_keywords(kept, [], {}, set(), "get")]
    pages = (
        f"self._transport.pages({_address(path)}, {result}, query={_dict([(e['name'], snake(e['name'])) for e in kept])})"
    )
    loop = f"for page in {pages}:\n            yield from page.{snake(rows)} or ()"
    return "\n" + _defined(f"{name}_all", arguments, f"Iterator[{row[1] if row else 'Any'}]", told, loop)


def _called(result: str, arguments: list[str]) -> str:
    if result == "None":
        return f"self._transport.send({', '.join(arguments)})"
    return f"return self._transport.call({', '.join(arguments)})"


def _defined(name: str, arguments: list[str], result: str, told: dict[str, Any], body: str) -> str:
    lines = textwrap.wrap(f"{sentence(told['summary'])} {sentence(told['description'])}", 110)
    text = "\n        ".join(lines)
    return f'''    def {name}(self, {", ".join(arguments)}) -> {result}:
        """{text}"""
        {body}
'''


def _path_arguments(path: str) -> list[str]:
    return [f"{snake(name)}: str | int" for name in re.findall(r"{(\w+)}", path)]


def _keywords(
    query: list[dict[str, Any]], fields: list[tuple[str, str, bool]], content: dict[str, Any], refs: set[str], method: str
) -> list[str]:
    found = [f"{snake(each['name'])}: {_optional(kind(each['schema'], MODELS))} = None" for each in query]
    found += [
        f"{snake(name)}: {told}" if needed else f"{snake(name)}: {told} | UnsetType = UNSET" for name, told, needed in fields
    ]
    if FORM in content:
        found.append("uploads: Sequence[Upload] = ()" if JSON in content else "file: Upload")
    found += ['if_match: str = ""'] * ("IfMatch" in refs) + ['key: str = ""'] * (method != "get")
    return ["*", *found] if found else []


def _optional(told: str) -> str:
    return told if told.endswith("None") else f"{told} | None"


def _body(document: dict[str, Any], content: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """(name, type, whether it must be said) of each field."""
    schema = content.get(JSON, {}).get("schema", {})
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    required = set(schema.get("required", ()))
    return [(name, kind(told, MODELS), name in required) for name, told in schema.get("properties", {}).items()]


def _result(told: dict[str, Any]) -> str:
    answer = next(response for code, response in told["responses"].items() if code.startswith("2"))
    schema = answer.get("content", {}).get(JSON, {}).get("schema")
    return kind(schema, MODELS) if schema else "None"


def _address(path: str) -> str:
    if "{" not in path:
        return f'"{path}"'
    return 'f"' + re.sub(r"{(\w+)}", lambda found: f"{{quote(str({snake(found[1])}), safe='')}}", path) + '"'


def _dict(pairs: list[tuple[str, str]]) -> str:
    return "{" + ", ".join(f'"{name}": {value}' for name, value in pairs) + "}"
