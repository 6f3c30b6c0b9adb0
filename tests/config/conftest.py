"""A database of its own for processes that commit."""

import os
import secrets
from collections.abc import Iterator

import psycopg
import pytest

from tests.conftest import _urls

from .serving import environment, usher


@pytest.fixture(scope="session")
def env(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A migrated database of its own on the suite's server."""
    name = f"serve_{os.getpid()}_{secrets.token_hex(3)}"  # rooms that borrow this fixture get one each
    with psycopg.connect(_urls.owner, autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name}".encode())
        try:
            addresses = {
                "USHER_DATABASE_URL": _urls.app.replace("/usher?", f"/{name}?"),
                "USHER_DATABASE_OWNER_URL": _urls.owner.replace("/usher?", f"/{name}?"),
            }
            made = environment(USHER_DATA=str(tmp_path_factory.mktemp("data")), **addresses)
            assert usher("migrate", env=made).returncode == 0
            yield made
        finally:
            owner.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
