"""What import-linter cannot see: string references between models obey the floors too."""

import configparser
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parents[2]


def floors() -> dict[str, int]:
    """Room → height, the lowest floor 0."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    lines = parser["importlinter:contract:floors"]["layers"].split("\n")
    names = [line.strip() for line in lines if line.strip()]
    return {room.strip(): height for height, line in enumerate(reversed(names)) for room in line.split("|")}


def room(module: str) -> str:
    return module.split(".")[1]


def test_foreign_keys_point_down_or_stay_in_their_room() -> None:
    height = floors()
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("usher."):
            continue
        for field in model._meta.local_fields:
            target = field.related_model
            if target is None or isinstance(target, str) or not target.__module__.startswith("usher."):
                continue
            here, there = room(model.__module__), room(target.__module__)
            if here != there and height[there] >= height[here]:
                wrong.append(f"{model.__name__}.{field.name} → {target.__name__}")
    assert not wrong


def test_every_room_of_the_tree_has_a_floor() -> None:
    rooms = {path.parent.name for path in (ROOT / "usher").glob("*/__init__.py")}
    assert rooms == set(floors())
