"""Schemas of the OpenAPI document as words and as examples."""

from typing import Any

Schema = dict[str, Any]

DEEPEST = 3  # levels of an object that a table tells
MOMENTS = "2026-11-02T12:00:00Z"
FAR = 2**31  # bounds beyond it are the machine's, not ours
WORDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}
FORMATS = {"date-time": "time", "date": "day", "binary": "file", "uuid": "UUID"}
BY_NAME: dict[str, Any] = {
    "name": "Billing", "subject": "Unable to log in", "description": "Since the password reset.",
    "email": "carl@bakery.example", "url": "https://help.example.com/files/…/log.txt",
    "ticketNumber": "PULSE-1234",
    "priority": "high", "status": "open", "exactStatus": "assigned", "statusName": "Assigned", "state": "open",
    "requesterName": "Carl Crumb", "requesterEmail": "carl@bakery.example",
    "uniqueId": "5f0c7a52-6a4c-4f0e-9d41-0f6f0a9b2c11",
    "visibility": "public", "source": "email", "kind": "reply", "authorName": "Ada", "authorType": "member",
    "contentType": "text/plain", "phone": "+49 30 1234", "timeZone": "Europe/Berlin", "language": "en", "currency": "EUR",
    "page": 1, "pageSize": 50, "total": 1, "totalPages": 1, "hue": 7, "tags": ["bug"],
}  # fmt: skip


class Schemas:
    """The document's named schemas."""

    def __init__(self, named: dict[str, Schema]) -> None:
        self.named = named

    def whole(self, schema: Schema) -> Schema:
        """What a reference refers to; of a choice between one thing and null, the thing."""
        if "$ref" in schema:
            return self.whole(self.named[schema["$ref"].rpartition("/")[2]])
        options = [each for each in (schema.get("anyOf") or schema.get("oneOf") or []) if each.get("type") != "null"]
        return {**self.whole(options[0]), **_plain(schema)} if len(options) == 1 else schema

    def words(self, schema: Schema) -> str:
        """The kind of a value: “list of whole numbers, or null”."""
        null = any(each.get("type") == "null" for each in schema.get("anyOf", ()))
        return f"{self._kind(self.whole(schema))}{', or null' if null else ''}"

    def _kind(self, schema: Schema) -> str:
        if choices := schema.get("enum"):
            return f"one of {', '.join(map(str, choices))}"
        if options := schema.get("anyOf") or schema.get("oneOf"):
            return " or ".join(dict.fromkeys(self._kind(self.whole(each)) for each in options if each.get("type") != "null"))
        kind = schema.get("type")
        if kind == "array":
            return f"list: {self._kind(self.whole(schema.get('items', {})))}"
        if kind == "object":
            return "object"
        if kind == "string":
            return FORMATS.get(schema.get("format", ""), "text" + _span(schema, "minLength", "maxLength", " characters"))
        return WORDS.get(str(kind), "anything") + _span(schema, "minimum", "maximum")

    def example(self, schema: Schema, name: str = "", depth: int = 0) -> Any:
        """A believable value."""
        whole = self.whole(schema)
        for key in ("example", "const"):
            if key in whole:
                return whole[key]
        if whole.get("examples"):
            return whole["examples"][0]
        if whole.get("enum"):
            return whole["enum"][0]
        if options := whole.get("anyOf") or whole.get("oneOf"):
            return self.example(options[0], name, depth)
        match whole.get("type"):
            case "object":
                fields = whole.get("properties", {}) if depth < DEEPEST + 1 else {}
                return {field: self.example(kind, field, depth + 1) for field, kind in fields.items()}
            case "array":
                return BY_NAME[name] if name == "tags" else [self.example(whole.get("items", {}), "", depth + 1)]
        return self._plain_example(whole, name)

    def _plain_example(self, schema: Schema, name: str) -> Any:
        if name in BY_NAME:
            return BY_NAME[name]
        match schema.get("type"):
            case "integer" | "number":
                return 1234 if name == "id" or name.endswith("Id") else schema.get("minimum", 1)
            case "boolean":
                return schema.get("default", False)
            case "string":
                return MOMENTS if schema.get("format") == "date-time" else "…"
        return None


def _span(schema: Schema, least: str, most: str, unit: str = "") -> str:
    low, high = schema.get(least), schema.get(most)
    if high is None or high >= FAR:
        return f", from {low}{unit}" if low not in {None, 0, 1} else ""
    return f", {low} to {high}{unit}" if low else f", at most {high}{unit}"


def _plain(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key in {"description", "examples", "example"}}
