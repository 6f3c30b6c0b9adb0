"""The keeper's work once the server runs: know the users, bring the server back, end with the last one."""

import math
import os
import selectors
import shutil
import signal
import socket
import time
from contextlib import suppress
from pathlib import Path

from usher.config.postgres.joining import JOIN
from usher.config.postgres.server import Server

FIRST_USER = 15.0  # seconds for whoever started us to connect
GOODBYE = 10.0  # seconds for users to leave after we were told to end
LARGEST_LOG = 20_000_000  # bytes
LOOK = 60.0  # seconds between two looks at the log's size


class Keeper:
    """One server, its users, and the reasons to end."""

    def __init__(self, server: Server, listener: socket.socket) -> None:
        self.server = server
        self.listener = listener
        self.users: set[socket.socket] = set()
        self.leaving: list[socket.socket] = []
        self.selector = selectors.DefaultSelector()
        self.end_at = time.monotonic() + FIRST_USER
        self.is_told_to_end = False
        self.wake, self.told = socket.socketpair()
        for end in (self.wake, self.told):
            end.setblocking(False)

    def run(self) -> None:
        """Keep the server until nobody uses it any more."""
        self._watch_signals()
        self.selector.register(self.listener, selectors.EVENT_READ, self._welcome)
        while not self._is_over():
            remaining = max(0.0, self.end_at - time.monotonic())
            for key, _ in self.selector.select(min(LOOK, remaining)):
                key.data(key.fileobj)
            self._part()
            if not self.server.is_alive and not self.is_told_to_end:
                say("The server ended unexpectedly; starting it again.")
                self.server.start()
            with suppress(OSError):
                _shorten(self.server.layout.log)

    def _is_over(self) -> bool:
        return time.monotonic() >= self.end_at or (self.is_told_to_end and not self.users)

    def _welcome(self, listener: socket.socket) -> None:
        visitor, _ = listener.accept()
        self.selector.register(visitor, selectors.EVENT_READ, self._hear)

    def _hear(self, visitor: socket.socket) -> None:
        """Somebody becomes a user, only asks, or (an empty word) has ended."""
        word = b""
        with suppress(OSError):
            word = visitor.recv(1)
        if not word:
            self._dismiss(visitor)
            return
        if word == JOIN:
            self.users.add(visitor)
            if not self.is_told_to_end:
                self.end_at = math.inf
        with suppress(OSError):
            visitor.sendall(b"{}\n")

    def _dismiss(self, visitor: socket.socket) -> None:
        self.selector.unregister(visitor)
        if visitor not in self.users:
            visitor.close()
            return
        self.users.remove(visitor)
        self.leaving.append(visitor)

    def _part(self) -> None:
        """Close what is left of those who ended; the last one waits on its open socket until the server is down."""
        if self.leaving and not self.users:
            self.end_at = 0.0
            return
        while self.leaving:
            self.leaving.pop().close()

    def _watch_signals(self) -> None:
        signal.set_wakeup_fd(self.told.fileno(), warn_on_full_buffer=False)
        self.selector.register(self.wake, selectors.EVENT_READ, lambda wake: wake.recv(64))
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._told_to_end)

    def _told_to_end(self, *_: object) -> None:
        self.is_told_to_end = True
        self.end_at = min(self.end_at, time.monotonic() + GOODBYE)


def say(message: str) -> None:
    """Into the log, unless the disk is full."""
    with suppress(OSError):
        print(message, flush=True)


def _shorten(log: Path) -> None:
    """Keep one older log; the server goes on writing at the end of the emptied file."""
    if log.stat().st_size > LARGEST_LOG:
        shutil.copyfile(log, log.with_suffix(".log.1"))
        os.truncate(log, 0)
