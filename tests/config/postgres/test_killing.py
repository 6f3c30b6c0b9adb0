"""kill -9 at every part, and at all of them at once."""

import subprocess
from pathlib import Path

import psycopg
import pytest

from usher.config.postgres import running, urls_of
from usher.config.postgres.account import account_for
from usher.config.postgres.layout import Layout

from .processes import User, eventually, everything, keepers, kill, servers


def test_a_killed_user_leaves_no_server_behind(made: Path) -> None:
    user = User(made, "throwaway")
    user.answer()
    user.kill()
    eventually(lambda: everything(made) == [])


def test_a_killed_user_does_not_disturb_the_other(made: Path) -> None:
    with running(made, throwaway=True) as urls, psycopg.connect(urls.app) as connection:
        user = User(made, "throwaway")
        user.answer()
        user.kill()
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_killed_keeper_takes_the_server_along(made: Path) -> None:
    user = User(made, "throwaway")
    user.answer()
    user.freeze()
    kill(keepers(made))
    eventually(lambda: everything(made) == [])
    user.kill()


@pytest.mark.parametrize("part", [keepers, servers, everything])
def test_what_was_killed_comes_back_while_somebody_uses_it(made: Path, part) -> None:  # type: ignore[no-untyped-def]
    with running(made, throwaway=True) as urls:
        before = {process.pid for process in everything(made)}
        kill(part(made))
        eventually(lambda: not before & {process.pid for process in part(made)})
        eventually(lambda: urls_of(made) is not None and _answers(urls.app))
    eventually(lambda: everything(made) == [])


def test_no_acknowledged_row_is_lost_when_everything_is_killed(data: Path) -> None:
    with running(data) as urls, psycopg.connect(urls.owner) as connection:
        connection.execute("CREATE TABLE seen (number int PRIMARY KEY)")
    for least in (200, 400):
        user = User(data, "write")
        user.answer()
        assert user.process.stdout
        for _ in range(least):
            acknowledged = int(user.process.stdout.readline())
        user.freeze()
        kill(everything(data))
        user.process.kill()
        for line in user.process.communicate()[0].splitlines(keepends=True):
            if line.endswith("\n"):
                acknowledged = int(line)
        with running(data) as urls, psycopg.connect(urls.owner) as connection:
            kept = connection.execute("SELECT count(*), max(number) FROM seen").fetchone()
            connection.execute("DELETE FROM seen")
        assert kept in ((acknowledged + 1, acknowledged), (acknowledged + 2, acknowledged + 1))


def test_a_process_number_taken_by_another_program_does_not_stop_the_start(made: Path) -> None:
    user = User(made, "throwaway")
    user.answer()
    user.freeze()
    kill(everything(made))
    user.kill()
    eventually(lambda: everything(made) == [])
    identity = account_for(Layout(made)).identity  # somebody else's number would be recognised by PostgreSQL itself
    with subprocess.Popen(["sleep", "15"], **identity) as stranger:
        for lock_file in (made / "postgres" / "postmaster.pid", made / "run" / ".s.PGSQL.5432.lock"):
            rest = lock_file.read_text().splitlines(keepends=True)[1:]
            lock_file.write_text("".join([f"{stranger.pid}\n", *rest]))
        with running(made, throwaway=True) as urls:
            assert _answers(urls.app)
        stranger.kill()


def _answers(url: str) -> bool:
    try:
        with psycopg.connect(url) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False
