"""How often a token may ask."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import Caller
from tests.world import World
from usher.api import limits
from usher.api.models import Spent


@pytest.fixture(autouse=True)
def five_a_minute(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.USHER_API_LIMIT = 5
    limits._counts.clear()
    beginning = 1_800_000_000.0  # a full minute
    monkeypatch.setattr(limits.time, "time", lambda: beginning)
    yield
    limits._counts.clear()


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = limits.time.time()
    monkeypatch.setattr(limits.time, "time", lambda: now + seconds)


def test_every_answer_says_what_is_left(world: World, api: Caller) -> None:
    response = api.raw("GET", "/api/teams")
    assert (response["RateLimit-Policy"], response["RateLimit"]) == ('"token";q=5;w=60', '"token";r=4;t=60')
    assert [response[f"X-RateLimit-{name}"] for name in ("Limit", "Remaining", "Reset")] == ["5", "4", "60"]
    assert api.raw("POST", "/api/teams", {})["X-RateLimit-Remaining"] == "3", "refusals count, and say so"


def test_beyond_the_limit_a_token_waits_for_the_next_minute(
    world: World, api: Caller, api_with: Callable[..., Caller], monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, 20)
    assert [api("GET", "/api/teams")[0] for _ in range(6)] == [200] * 5 + [429]
    response = api.raw("POST", "/api/tickets", {"subject": "x"})
    assert (response.status_code, response["Retry-After"], response["X-RateLimit-Remaining"]) == (429, "40", "0")
    assert response.json()["code"] == "too_many_requests"
    assert api_with()("GET", "/api/teams")[0] == 200, "another token is not held up"
    later(monkeypatch, 40)
    assert api("GET", "/api/teams")[0] == 200


def test_processes_tell_each_other(world: World, api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    api("GET", "/api/teams")
    Spent.objects.update(used=3)  # by another process
    later(monkeypatch, 2)
    assert api.raw("GET", "/api/teams")["X-RateLimit-Remaining"] == "1"
    assert Spent.objects.get().used == 4
    assert [api("GET", "/api/teams")[0] for _ in range(2)] == [200, 429]


def test_telling_costs_one_statement_a_second_at_most(
    world: World, api: Caller, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.USHER_API_LIMIT = 10_000
    api("GET", "/api/teams")
    with CaptureQueriesContext(connection) as captured:
        for _ in range(10):
            api("GET", "/api/teams")
        later(monkeypatch, 1.5)
        for _ in range(10):
            api("GET", "/api/teams")
    assert len([query for query in captured if "api_spent" in query["sql"]]) == 1


def test_without_a_limit_nothing_is_counted(world: World, api: Caller, settings: Any) -> None:
    settings.USHER_API_LIMIT = 0
    assert "RateLimit" not in api.raw("GET", "/api/teams")
    assert not limits._counts


def test_the_table_is_not_logged(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'api_spent'")
        assert cursor.fetchone()[0] == "u"
