from typing import Any

import pytest

from tests.world import NOON
from usher.people import actions, reactions
from usher.people.actors import SYSTEM


def test_a_changed_member_is_told_on_their_own_topic(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(reactions, "publish", told.append)
    actions.change_member(world.ada, by=SYSTEM, at=NOON, changes={"is_active": False})
    assert told == [f"member:{world.ada.pk}"]
