"""What the two roles may do, and what they may not."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from usher.config.postgres import Urls, running

from .conftest import throwaway_directory


@pytest.fixture(scope="module")
def urls() -> Iterator[Urls]:
    with throwaway_directory() as directory, running(directory, throwaway=True) as urls:
        yield urls


@pytest.mark.parametrize("role", ["app", "owner"])
def test_no_role_passes_row_level_security(urls: Urls, role: str) -> None:
    with psycopg.connect(getattr(urls, role)) as connection:
        row = connection.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    assert row == (False, False)


def test_the_app_role_cannot_create_tables(urls: Urls) -> None:
    with psycopg.connect(urls.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE intruder (id int)")


def test_the_app_role_cannot_become_the_owner(urls: Urls) -> None:
    with psycopg.connect(urls.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SET ROLE usher_owner")


def test_the_owner_makes_tables_and_copies_of_databases(urls: Urls) -> None:
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE of_the_owner (id int)")
        connection.execute("CREATE DATABASE original")
        connection.execute("CREATE DATABASE copy TEMPLATE original")
        connection.execute("DROP DATABASE copy")


def test_a_wrong_password_is_refused(urls: Urls) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(urls.app, password="guessed")


def test_the_server_has_no_network_address(urls: Urls) -> None:
    with psycopg.connect(urls.app) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_text_is_utf8_and_sorted_the_same_everywhere(urls: Urls) -> None:
    with psycopg.connect(urls.app) as connection:
        row = connection.execute("SELECT getdatabaseencoding(), lower('ÄÖŠ'), 'B' < 'a'").fetchone()
    assert row == ("UTF8", "äöš", True)


def test_passwords_are_readable_for_their_owner_only(urls: Urls) -> None:
    with psycopg.connect(urls.owner) as connection:
        socket_directory = Path(connection.info.host)
    assert (socket_directory.parent / "database.json").stat().st_mode & 0o777 == 0o600
    assert socket_directory.stat().st_mode & 0o777 == 0o700
