"""Facts of a toy, for what needs no database."""

from typing import Any

from usher.conditions import Fact, Facts
from usher.conditions.columns import Column, Number, Text


def of(name: str) -> Any:
    return lambda toy, at: toy.get(name)


TOY = Facts(
    Fact("name", "Name", "text", of("name"), Text("name"), ("title",)),
    Fact("story", "Story", "long_text", of("story"), Text("story")),
    Fact("shape", "Shape", "choice", of("shape"), Column("shape"), choices={"ball": "b", "cube": "c", "round": ("b", "r")},
         aliases={"sphere": "b"}.get),
    Fact("size", "Size", "choice", of("size"), Column("size"), choices={"small": 1, "big": 2}, ordered=True),
    Fact("price", "Price", "number", of("price"), Number("price")),
    Fact("playTime", "Play time", "number", of("playTime"), Number("playTime"), unit="minutes"),
    Fact("madeAt", "Made", "time", of("madeAt"), Column("made_at")),
    Fact("isLoud", "Loud", "boolean", of("isLoud"), Column("is_loud")),
    Fact("ownerId", "Owner", "reference", of("ownerId"), Column("owner"), naming=lambda ids: {7: "Ada"}),
    Fact("tags", "Tags", "choice", of("tags"), Text("tags"), many=True),
    Fact("ownerIds", "Owners", "reference", of("ownerIds"), Column("owners"), many=True),
)  # fmt: skip


def leaf(field: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value}
