"""A running `usher serve` with a database of its own, to be talked to and killed."""

import http.client
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil

from .postgres.processes import SOURCE, eventually

WITHOUT = ("USHER_DATABASE_URL", "USHER_DATABASE_OWNER_URL", "USHER_URL", "USHER_DATA", "USHER_DATABASE_POOL")


def environment(**settings: str) -> dict[str, str]:
    """Ours without what the suite has set for itself."""
    kept = {name: value for name, value in os.environ.items() if name not in WITHOUT}
    return {**kept, "USHER_SMTP_PORT": "0", **settings}


def usher(*words: str, env: dict[str, str], text: str = "") -> subprocess.CompletedProcess[str]:
    """One run of the command."""
    return subprocess.run(
        [sys.executable, "-m", "usher.cli", *words],
        cwd=SOURCE, env=env, input=text, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def python(code: str, *, env: dict[str, str]) -> str:
    """What a program with Django set up on that database prints."""
    program = f"from usher.cli.database import with_django\nwith with_django():\n{_indented(code)}"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=SOURCE, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _indented(code: str) -> str:
    return re.sub(r"^", "    ", code.strip(), flags=re.M)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One `usher serve`."""

    def __init__(self, env: dict[str, str], log: Path) -> None:
        self.port = free_port()
        self.log = log
        self._out = log.open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "usher.cli", "serve", "--port", str(self.port)],
            cwd=SOURCE, env=env, stdout=self._out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def is_ready(self) -> bool:
        try:
            return self.get("/healthz")[0] == 200
        except OSError:
            return False

    def wait(self) -> "Server":
        eventually(lambda: self.is_ready() and "Usher is ready" in self.log.read_text(), within=90)
        return self

    def part(self, name: str) -> psutil.Process:
        """The living process of this part."""
        return next(one for one in self.parts() if name in one.cmdline())

    def parts(self) -> list[psutil.Process]:
        return [one for one in psutil.Process(self.process.pid).children() if "usher.config.serve.process" in _words(one)]

    def has_other(self, name: str, than: psutil.Process) -> bool:
        """Whether another process is this part now."""
        return any(name in _words(one) for one in self.parts() if one.pid != than.pid)

    def stream(self, query: str, cookie: str) -> socket.socket:
        """An open event stream, past its opening."""
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        opened.sendall(f"GET /events?{query} HTTP/1.1\r\nHost: x\r\nCookie: sessionid={cookie}\r\n\r\n".encode())
        assert b"id: 1" in until(opened, b"id: 1\n\n")
        return opened

    def end(self) -> int:
        self.process.terminate()
        code = self.process.wait(20)
        self._out.close()
        return code


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:  # ended while we looked
        return []


def until(opened: socket.socket, mark: bytes) -> bytes:
    """Everything up to the mark, or up to the end."""
    seen = b""
    while mark not in seen and (more := opened.recv(65536)):
        seen += more
    return seen


@contextmanager
def server(env: dict[str, str], log: Path) -> Iterator[Server]:
    """Ready when the block begins, gone when it ends."""
    running = Server(env, log)
    try:
        yield running.wait()
    except BaseException:
        print(log.read_text())
        raise
    finally:
        if running.process.poll() is None:
            running.end()
