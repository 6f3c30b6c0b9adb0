"""The whole suite runs on a real PostgreSQL of its own, as the application's role, each test in a transaction.

The server is throw-away (no fsync) and stops with the last worker. Tables are made by the owner; then the connection
steps down to the role that row-level security applies to, so no test can pass by accident of being powerful.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

PREFIX = "test_usher_"
DATA = Path(tempfile.gettempdir()) / f"usher-tests-{os.getuid()}"
os.environ["USHER_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "usher.config.settings"
os.environ.setdefault("USHER_SECRET_KEY", "tests-only-" + "k" * 32)

from usher.config.postgres import running  # noqa: E402

_server = running(DATA.with_name(f"{DATA.name}-database"), throwaway=True)
_urls = _server.__enter__()
os.environ["USHER_DATABASE_URL"] = _urls.app
os.environ["USHER_DATABASE_OWNER_URL"] = _urls.owner

import django  # noqa: E402
from django.conf import settings  # noqa: E402

# Hashing passwords as slowly as in production would take seconds of every test.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Telling other processes once a second what a token has used would disturb tests that count queries.
settings.USHER_API_LIMIT = 0
django.setup()


def pytest_unconfigure() -> None:
    _server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Create the test database as its owner; the separate owner alias is not needed here."""
    from django.db import connections

    from usher.config.databases import alias

    _drop_what_killed_runs_left()
    owner = alias(_urls.owner)
    for key in ("USER", "PASSWORD"):
        connections["default"].settings_dict[key] = owner[key]
    # One database per process: several runs, and the workers of one, stand side by side.
    connections["default"].settings_dict["TEST"]["NAME"] = f"{PREFIX}{os.getpid()}"
    settings.DATABASES.pop("owner", None)
    connections.settings.pop("owner", None)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Step down to the application's role once the tables are there, and up again to drop them."""
    from django.db import connections

    from usher.config.databases import alias

    connection = connections["default"]
    app, owner = alias(_urls.app), alias(_urls.owner)
    _become(connection, app)
    yield
    _become(connection, owner)


def _drop_what_killed_runs_left() -> None:
    with psycopg.connect(_urls.owner, autocommit=True) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"]).fetchall()
        for (name,) in rows:
            if not Path("/proc", name.removeprefix(PREFIX)).exists():
                with suppress(psycopg.errors.InsufficientPrivilege):  # somebody else still works in it
                    connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _become(connection: Any, role: dict[str, Any]) -> None:
    connection.close()
    for key in ("USER", "PASSWORD"):
        connection.settings_dict[key] = role[key]


@pytest.fixture
def world(db: None) -> Iterator[Any]:
    """The cast, with Pine entered."""
    from tests.world import build
    from usher.base.tenancy import entered

    cast = build()
    with entered(cast.pine.pk):
        yield cast


@pytest.fixture
def nothing_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered for seconds stays: a count of queries must not depend on how fast the test runs."""
    from types import SimpleNamespace

    from usher.base.tenancy import remembering

    monkeypatch.setattr(remembering, "time", SimpleNamespace(monotonic=lambda: 0.0))


@pytest.fixture
def run_reactions(world: Any) -> Callable[[], None]:
    """Run the later reactions that wait in the job table, each once."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    from usher.events.jobs import react, react_to_all

    tasks = {task.name: task for task in (react, react_to_all)}
    done: set[int] = set()

    def run() -> None:
        while jobs := list(ProcrastinateJob.objects.filter(task_name__in=tasks).exclude(pk__in=done).order_by("pk")):
            for job in jobs:
                done.add(job.pk)
                tasks[job.task_name](**job.args)

    return run
