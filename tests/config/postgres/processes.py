"""Real processes to be killed: users of a database, its keeper, its server."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import psutil

import usher

SOURCE = Path(usher.__path__[0]).parent
USER = """
import json, sys
from pathlib import Path
import psycopg
from usher.config.postgres import DatabaseUnavailable, running
try:
    with running(Path(sys.argv[1]), throwaway="throwaway" in sys.argv) as urls:
        print(json.dumps(urls.app), flush=True)
        if "write" in sys.argv:
            with psycopg.connect(urls.owner, autocommit=True) as connection:
                for number in range(1_000_000):
                    connection.execute("INSERT INTO seen VALUES (%s)", [number])
                    print(number, flush=True)
        sys.stdin.read()
except DatabaseUnavailable as error:
    print(json.dumps({"error": str(error)}), flush=True)
"""


class User:
    """A process that uses the database of a directory until its input ends."""

    def __init__(self, data: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER, data, *words], cwd=SOURCE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def answer(self) -> object:
        """The application's URL, or ``{"error": message}``."""
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())

    def leave(self) -> None:
        self.process.communicate(timeout=60)

    def freeze(self) -> None:
        """Keep it from bringing the server back."""
        self.process.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=10)


def keepers(data: Path) -> list[psutil.Process]:
    return _running(lambda line: "usher.config.postgres.keeper" in line and str(data) in line)


def servers(data: Path) -> list[psutil.Process]:
    """The main server process of the directory (its children show other command lines)."""
    return _running(lambda line: "-D" in line and str(data / "postgres") in line)


def everything(data: Path) -> list[psutil.Process]:
    """Keeper, server and the server's children."""
    return [*keepers(data), *servers(data), *(child for one in servers(data) for child in one.children())]


def kill(processes: Iterable[psutil.Process]) -> None:
    """kill -9; some may have gone by themselves meanwhile."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def eventually(what: Callable[[], bool], *, within: float = 20.0) -> None:
    """Wait until ``what`` is true, at most ``within`` seconds."""
    deadline = time.monotonic() + within
    while not what():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def _running(fits: Callable[[list[str]], bool]) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() != psutil.STATUS_ZOMBIE and fits(process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found
