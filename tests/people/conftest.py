"""What the people's tests share: jobs run on demand, and a world that is committed, for tests of two at once."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from tests.conftest import _urls
from tests.world import World, build


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """pytest-django's own empties the tables as the application's role, which may not; such tests run last, as with it."""
    with django_db_blocker.unblock():
        yield
        connections.close_all()
        _empty()


@pytest.fixture
def committed(transactional_db: None) -> World:
    """The cast for threads with connections of their own; all tables are emptied afterwards."""
    return build()


def _empty() -> None:
    name = settings.DATABASES["default"]["NAME"]
    with psycopg.connect(_urls.owner, dbname=name, autocommit=True) as owner:
        owner.execute("TRUNCATE organizations_organization, people_user, procrastinate_jobs CASCADE")
