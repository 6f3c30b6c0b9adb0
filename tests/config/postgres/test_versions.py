"""A data directory belongs to one major version of PostgreSQL."""

from pathlib import Path

import psycopg
import pytest

from usher.config.postgres import DatabaseUnavailable, running
from usher.config.postgres.binaries import Installation, choose
from usher.config.postgres.dump import dump
from usher.config.postgres.restore import restore


@pytest.fixture
def older() -> Installation:
    """Another major version that is at hand (one comes with ours)."""
    newest = choose(None).major
    for major in range(newest - 1, 14, -1):
        try:
            return choose(major)
        except DatabaseUnavailable:
            continue
    pytest.skip("only one version of PostgreSQL is at hand")


def test_the_newest_programs_make_a_new_database(data: Path) -> None:
    with running(data, throwaway=True):
        assert (data / "postgres" / "PG_VERSION").read_text().strip() == str(choose(None).major)


def test_programs_of_another_version_are_refused(made: Path, monkeypatch: pytest.MonkeyPatch, older: Installation) -> None:
    monkeypatch.setenv("USHER_POSTGRES_BIN", str(older.programs))
    with pytest.raises(DatabaseUnavailable) as refusal, running(made, throwaway=True):
        pass
    ours = (made / "postgres" / "PG_VERSION").read_text().strip()
    for word in ("Nothing was changed", f"PostgreSQL {ours}", older.version, "postgres.dump", "postgres.restore"):
        assert word in str(refusal.value)


def test_a_version_that_nobody_has_is_refused(made: Path) -> None:
    (made / "postgres" / "PG_VERSION").write_text("12\n")
    with pytest.raises(DatabaseUnavailable, match="written by PostgreSQL 12"), running(made, throwaway=True):
        pass


def test_an_older_database_is_served_by_its_own_programs(
    data: Path, monkeypatch: pytest.MonkeyPatch, older: Installation
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("USHER_POSTGRES_BIN", str(older.programs))
        with running(data, throwaway=True):
            pass
    with running(data, throwaway=True) as urls, psycopg.connect(urls.app) as connection:
        assert connection.info.server_version // 10_000 == older.major


def test_a_dump_of_an_older_version_is_restored_into_a_newer(
    data: Path, monkeypatch: pytest.MonkeyPatch, older: Installation
) -> None:
    old, new, file = data.parent / "old", data.parent / "new", data / "file"
    with monkeypatch.context() as patch:
        patch.setenv("USHER_POSTGRES_BIN", str(older.programs))
        with running(old) as urls, psycopg.connect(urls.owner) as connection:
            connection.execute("CREATE TABLE kept (word text)")
            connection.execute("GRANT SELECT ON kept TO usher_app")
            connection.execute("INSERT INTO kept VALUES ('Straße')")
        dump(old, file)
    restore(new, file)
    with running(new) as urls, psycopg.connect(urls.app) as connection:
        assert connection.info.server_version // 10_000 > older.major
        assert connection.execute("SELECT word FROM kept").fetchone() == ("Straße",)


def test_nothing_is_restored_over_existing_data(data: Path) -> None:
    with running(data) as urls, psycopg.connect(urls.owner) as connection:
        connection.execute("CREATE TABLE kept (word text)")
    dump(data, data / "file")
    with pytest.raises(DatabaseUnavailable, match="is not empty"):
        restore(data, data / "file")


def test_a_folder_that_is_no_database_is_left_alone(data: Path) -> None:
    (data / "postgres").mkdir()
    (data / "postgres" / "holiday.txt").write_text("mine")
    with pytest.raises(DatabaseUnavailable, match="not a PostgreSQL data directory"), running(data):
        pass
    assert (data / "postgres" / "holiday.txt").read_text() == "mine"


def test_programs_that_are_nowhere_are_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USHER_POSTGRES_BIN", "/nowhere")
    with pytest.raises(DatabaseUnavailable, match="No PostgreSQL 15 or newer was found"), running(data):
        pass
