"""The language as JSON Schema, for the API's document. `parse` is stricter: it knows what each field takes."""

from typing import Any

from usher.conditions.facts import ALL_OPERATORS, Facts

NESTED = 2  # levels that are spelled out; the rest is told in words


def schema(facts: Facts) -> dict[str, Any]:
    """What a condition looks like, its fields and operators by name."""
    leaf = {
        "type": "object",
        "required": ["field", "operator"],
        "properties": {
            "field": {"type": "string", "description": f"{', '.join(facts)}, customFields.<key>; snake_case too."},
            "operator": {"type": "string", "enum": list(ALL_OPERATORS)},
            "value": {"description": "Text, number, true or false, a list for in and not_in, null for “empty”."},
        },
        "additionalProperties": False,
    }
    tree: dict[str, Any] = {"type": "object", "description": "Again all, any, not, or a field; five deep at most."}
    for _ in range(NESTED):
        tree = {"anyOf": [*_groups(tree), leaf]}
    everything = [{"type": "object", "maxProperties": 0}, {"type": "null"}]
    return {"anyOf": [{"type": "array", "items": tree, "description": "All of them."}, *everything, *tree["anyOf"]]}


def _groups(tree: dict[str, Any]) -> list[dict[str, Any]]:
    parts = {"all": {"type": "array", "items": tree}, "any": {"type": "array", "items": tree, "minItems": 1}, "not": tree}
    return [
        {"type": "object", "required": [kind], "properties": {kind: part}, "additionalProperties": False}
        for kind, part in parts.items()
    ]
