"""Use the embedded server for a while, from any number of threads and processes."""

import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from usher.config.postgres.cluster import check_kind
from usher.config.postgres.credentials import Urls, urls
from usher.config.postgres.errors import DatabaseUnavailable, explain
from usher.config.postgres.joining import ASK, connect, join, wait_until_ready
from usher.config.postgres.layout import Layout

log = logging.getLogger(__name__)
FAREWELL = 90.0  # seconds the last user waits for the server to be down
AGAIN = 2.0  # seconds between two attempts to bring a lost server back


@contextmanager
def running(data: Path, *, throwaway: bool = False) -> Iterator[Urls]:
    """Start or join the server of ``data``; the last user out, of all processes, stops it and waits until it is down.

    ``throwaway`` makes a database for a test run that does not wait for the disk; it never opens real data.
    Raises ``DatabaseUnavailable``. While in use, a lost keeper or server is brought back (connections are lost then).
    """
    hold = _take(Layout(data.expanduser().resolve()), throwaway=throwaway)
    try:
        yield urls(hold.layout)
    finally:
        _let_go(hold)


def urls_of(data: Path) -> Urls | None:
    """The addresses of a server that runs already and is ready, else None; starts nothing."""
    layout = Layout(data.expanduser().resolve())
    connection = connect(layout, ASK)
    if connection is None:
        return None
    with connection, suppress(TimeoutError, DatabaseUnavailable):
        connection.settimeout(1.0)
        if wait_until_ready(connection):
            return urls(layout)
    return None


class _Hold:
    """This process's one place among the keeper's users, shared by its threads."""

    def __init__(self, layout: Layout, *, throwaway: bool) -> None:
        self.layout = layout
        self.throwaway = throwaway
        self.process = os.getpid()
        self.users = 0
        self.connection = join(layout, throwaway=throwaway)
        self.is_over = threading.Event()
        self.exchange = threading.Lock()
        self.watcher = threading.Thread(target=self._watch, name="usher-postgres", daemon=True)
        self.watcher.start()

    def end(self) -> None:
        """Leave; returns when the keeper has closed the connection (the last one: after the server has stopped)."""
        with self.exchange:
            self.is_over.set()
            _say_goodbye(self.connection)
        self.watcher.join(FAREWELL)
        self.connection.close()

    def _watch(self) -> None:
        while True:
            with suppress(OSError):
                self.connection.recv(1)  # the keeper says nothing more: this returns when it, or we, end
            if self.is_over.is_set():
                return
            log.error("The keeper of the database in %s was lost; starting another.", self.layout.root)
            self._return()

    def _return(self) -> None:
        while not self.is_over.is_set():
            try:
                connection = join(self.layout, throwaway=self.throwaway)
            except (DatabaseUnavailable, OSError) as error:
                log.error("%s", error)
                self.is_over.wait(AGAIN)
                continue
            with self.exchange:
                self.connection.close()
                self.connection = connection
                if self.is_over.is_set():
                    _say_goodbye(connection)
            return


_holds: dict[Path, _Hold] = {}
_turn = threading.Lock()


def _take(layout: Layout, *, throwaway: bool) -> _Hold:
    try:
        check_kind(layout, throwaway=throwaway)
        with _turn:
            if layout.root not in _holds:
                _holds[layout.root] = _Hold(layout, throwaway=throwaway)
            hold = _holds[layout.root]
            hold.users += 1
            return hold
    except OSError as error:
        raise explain(error, layout.root) from error


def _let_go(hold: _Hold) -> None:
    if hold.process != os.getpid():  # a forked child leaves its parent's block: the place is the parent's
        return
    with _turn:
        hold.users -= 1
        if hold.users == 0:
            del _holds[hold.layout.root]
            hold.end()


def _say_goodbye(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_WR)


def _forget_after_fork() -> None:
    """A child must not keep its parent's place occupied; it takes one of its own when it asks."""
    global _turn
    _turn = threading.Lock()
    for hold in _holds.values():
        hold.connection.close()
    _holds.clear()


os.register_at_fork(after_in_child=_forget_after_fork)
