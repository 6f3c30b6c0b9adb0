"""One server for many users: threads, processes, and what remains when they have gone."""

import os
import threading
import time
from pathlib import Path

import psycopg
import pytest

from usher.config.postgres import DatabaseUnavailable, running, urls_of

from .processes import User, eventually, everything, keepers, servers


def test_the_server_runs_only_while_somebody_uses_it(made: Path) -> None:
    assert urls_of(made) is None
    with running(made, throwaway=True) as urls:
        assert urls_of(made) == urls
        with psycopg.connect(urls.app) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert urls_of(made) is None
    eventually(lambda: everything(made) == [])


def test_who_only_asks_does_not_end_what_was_started_for_somebody_else(made: Path) -> None:
    asking = threading.Event()

    def ask() -> None:
        while not asking.wait(0.001):
            urls_of(made)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        for _ in range(3):
            with running(made, throwaway=True):
                (keeper,) = keepers(made)
                assert keeper.is_running()
    finally:
        asking.set()
        thread.join()
    started = (made / "postgres.log").read_text().count("starting PostgreSQL")
    assert started == 4  # once when it was made


def test_the_keeper_sleeps_while_nothing_happens(made: Path) -> None:
    with running(made, throwaway=True):
        before = keepers(made)[0].cpu_times().user
        time.sleep(1)
        assert keepers(made)[0].cpu_times().user - before < 0.1


def test_two_processes_that_start_at_once_share_one_server(data: Path) -> None:
    users = [User(data, "throwaway") for _ in range(3)]
    answers = [user.answer() for user in users]
    assert answers == answers[:1] * 3 and isinstance(answers[0], str), answers
    assert len(keepers(data)) == len(servers(data)) == 1
    for user in users[:-1]:
        user.leave()
    assert len(servers(data)) == 1
    users[-1].leave()
    eventually(lambda: everything(data) == [])


def test_threads_share_one_server(made: Path) -> None:
    seen = []

    def use() -> None:
        with running(made, throwaway=True) as urls, psycopg.connect(urls.app) as connection:
            seen.append(connection.execute("SELECT pg_postmaster_start_time()").fetchone())

    with running(made, throwaway=True):
        threads = [threading.Thread(target=use) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(seen) == 5
    assert len(set(seen)) == 1


def test_somebody_who_comes_while_the_last_one_leaves_gets_a_server(made: Path) -> None:
    for _ in range(3):
        first = User(made, "throwaway")
        first.answer()
        assert first.process.stdin
        first.process.stdin.close()
        with running(made, throwaway=True) as urls, psycopg.connect(urls.app) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        first.process.wait(30)
    eventually(lambda: everything(made) == [])


def test_a_forked_child_does_not_keep_the_server(made: Path) -> None:
    with running(made, throwaway=True):
        child = os.fork()
        if child == 0:
            threading.Event().wait(60)
            os._exit(0)
    try:
        eventually(lambda: everything(made) == [])
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)


def test_a_test_database_is_never_served_as_a_real_one(made: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="made for a test run"), running(made):
        pass


def test_real_data_never_runs_without_waiting_for_the_disk(data: Path) -> None:
    with running(data) as urls, psycopg.connect(urls.app) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            assert connection.execute(f"SHOW {setting}".encode()).fetchone() == ("on",)
    with pytest.raises(DatabaseUnavailable, match="made for real use"), running(data, throwaway=True):
        pass
