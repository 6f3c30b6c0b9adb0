"""From schemas to Python types."""

import keyword
import re
from typing import Any

Schema = dict[str, Any]

PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
RESERVED = {"self", "key", "if_match", "uploads"}  # arguments that every method has


def snake(name: str) -> str:
    """ticketNumber → ticket_number; never a word of Python's."""
    text = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower().replace("-", "_")
    return f"{text}_" if keyword.iskeyword(text) or text in RESERVED else text


def camel(name: str) -> str:
    """As msgspec's rename="camel" writes it."""
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def kind(schema: Schema, models: str = "") -> str:
    """The annotation of a value; `models` goes before the names of the document's own types."""
    if "$ref" in schema:
        return models + class_name(schema["$ref"])
    if choices := schema.get("enum"):
        return f"Literal[{', '.join(map(repr, choices))}]"
    if options := schema.get("anyOf") or schema.get("oneOf"):
        return " | ".join(dict.fromkeys(kind(each, models) for each in options))
    match schema.get("type"):
        case list() as several:
            return " | ".join(PLAIN.get(each, "Any") for each in several)
        case "array":
            return f"builtins.list[{kind(schema.get('items', {}), models)}]"
        case "object":
            within = schema.get("additionalProperties")
            return f"dict[str, {kind(within, models) if isinstance(within, dict) and within else 'Any'}]"
        case "string" if schema.get("format") == "date-time":
            return "datetime"
        case str() as plain:
            return PLAIN.get(plain, "Any")
    return "Any"


def class_name(ref: str) -> str:
    """The last part of a reference."""
    return re.sub(r"\W", "", ref.rpartition("/")[2])


def sentence(text: str) -> str:
    """A description as a docstring's content."""
    return " ".join(text.split()).replace("\\", "\\\\").replace('"""', "'''")
