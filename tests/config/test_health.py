"""What `GET /healthz` looks at."""

import pytest
from django.db import connection

from usher.config import health

pytestmark = pytest.mark.django_db


def beat(seconds_ago: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))", [seconds_ago]
        )


def test_without_a_worker_it_is_not_ready() -> None:
    assert set(health._looked()) == {"worker"}


def test_a_worker_that_fell_silent_does_not_count() -> None:
    beat(60)
    assert set(health._looked()) == {"worker"}
    beat(1)
    assert health._looked() == {}


def test_a_migration_that_is_not_applied_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    beat(1)
    monkeypatch.setattr(health, "_known", lambda: frozenset({("tickets", "9999_future")}))
    assert health._looked() == {"migrations": "1 not applied; run: usher migrate"}


def test_the_answer_names_what_is_missing() -> None:
    assert health.as_json({}) == {"ready": True, "missing": {}}
    assert health.as_json({"worker": "silent"}) == {"ready": False, "missing": {"worker": "silent"}}
