"""Where the data lies: long paths, full disks, closed directories, damaged files."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from usher.config.postgres import DatabaseUnavailable, data_directory, running, urls_of

from .processes import eventually, everything


@pytest.fixture
def small_disk(data: Path) -> Iterator[Path]:
    """A disk of its own with 200 MB."""
    disk = data.parent / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200m,mode=755", "tmpfs", disk], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("only root can mount a disk to fill")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_path_too_long_for_a_socket_gets_a_short_directory(data: Path) -> None:
    deep = data.parent / ('long name, with spaces and "quotes" ' * 3) / "data"
    with running(deep, throwaway=True) as urls, psycopg.connect(urls.app) as connection:
        short = Path(connection.info.host)
        assert len(str(short)) < 90
        assert short.stat().st_mode & 0o077 == 0
        assert urls_of(deep) == urls
    eventually(lambda: everything(deep) == [])
    assert not short.exists()
    with running(deep, throwaway=True) as urls, psycopg.connect(urls.app) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_path_with_spaces_and_commas_works(data: Path) -> None:
    with running(data.parent / "a, b", throwaway=True) as urls, psycopg.connect(urls.app) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_full_disk_is_named_before_anything_is_made(small_disk: Path) -> None:
    _fill(small_disk)
    with pytest.raises(DatabaseUnavailable, match="is full"), running(small_disk / "data"):
        pass
    assert not (small_disk / "data" / "postgres").exists()


def test_a_disk_that_is_full_at_the_next_start_is_named_and_nothing_is_lost(small_disk: Path) -> None:
    with running(small_disk / "data") as urls, psycopg.connect(urls.owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    _fill(small_disk)
    with pytest.raises(DatabaseUnavailable, match="is full"), running(small_disk / "data"):
        pass
    (small_disk / "filler").unlink()
    with running(small_disk / "data") as urls, psycopg.connect(urls.owner) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (1,)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_directory_without_the_right_to_write_is_named(data: Path) -> None:
    data.chmod(0o500)
    with pytest.raises(DatabaseUnavailable, match="may not write"), running(data / "data"):
        pass


def test_a_read_only_disk_is_named(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(DatabaseUnavailable, match="may not write"), running(small_disk / "data"):
        pass


def test_lost_passwords_are_named_and_the_data_is_kept(made: Path) -> None:
    saved = (made / "database.json").read_text()
    (made / "database.json").write_text("{")
    with pytest.raises(DatabaseUnavailable, match="missing or damaged"), running(made, throwaway=True):
        pass
    (made / "database.json").write_text(saved)
    with running(made, throwaway=True) as urls, psycopg.connect(urls.app) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_start_that_was_interrupted_is_begun_again(data: Path) -> None:
    (data / "postgres.new-half").mkdir()
    with running(data, throwaway=True):
        assert not list(data.glob("postgres.new-*"))


def test_the_operators_own_settings_win(made: Path) -> None:
    with (made / "postgres" / "postgresql.conf").open("a") as file:
        file.write("work_mem = '12MB'\n")
    with running(made, throwaway=True) as urls, psycopg.connect(urls.app) as connection:
        assert connection.execute("SHOW work_mem").fetchone() == ("12MB",)


def test_a_mistake_in_the_operators_settings_is_shown(made: Path) -> None:
    with (made / "postgres" / "postgresql.conf").open("a") as file:
        file.write("work_mem = 'plenty'\n")
    with pytest.raises(DatabaseUnavailable, match="(?s)did not start.*plenty"), running(made, throwaway=True):
        pass


def test_the_environment_names_the_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USHER_DATA", "/srv/desk")
    assert data_directory() == Path("/srv/desk")
    monkeypatch.delenv("USHER_DATA")
    expected = Path("/var/lib/usher") if os.geteuid() == 0 else Path("~/.local/share/usher").expanduser()
    assert data_directory() == expected


def _fill(disk: Path) -> None:
    with pytest.raises(OSError), (disk / "filler").open("wb") as file:  # noqa: PT011
        while True:
            file.write(b"0" * 100_000)
            file.flush()
