"""What processes remember is forgotten when a change is told."""

from collections.abc import Collection, Iterator
from typing import Any

import pytest

from usher.base.tenancy import entered
from usher.realtime import hearing, publish
from usher.realtime.hub import Hub


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int | None, set[str]]]]:
    told: list[tuple[int | None, set[str]]] = []

    def hear(organization_id: int | None, topics: Collection[str]) -> None:
        told.append((organization_id, set(topics)))

    monkeypatch.setattr(hearing, "_hearers", [hear])
    yield told


def test_a_change_told_by_another_process_is_heard(heard: list[Any]) -> None:
    Hub().receive('{"o": 3, "t": ["token:5", "member:7"]}')
    assert heard == [(3, {"token:5", "member:7"})]


def test_after_a_break_everything_is_forgotten(heard: list[Any]) -> None:
    Hub().refresh()
    assert heard == [(None, set())]


@pytest.mark.django_db
def test_the_process_that_changes_hears_itself_with_the_commit(
    heard: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True), entered(3):
        publish("token:5")
        assert heard == []
    assert heard == [(3, {"token:5"})]
