"""The PostgreSQL server process, as a child that cannot outlive its keeper."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from usher.config.postgres.account import Account
from usher.config.postgres.binaries import Installation
from usher.config.postgres.cluster import server_environment
from usher.config.postgres.configuration import command_line
from usher.config.postgres.credentials import SUPERUSER, passwords, url
from usher.config.postgres.errors import DatabaseUnavailable, disk_full, free_megabytes
from usher.config.postgres.layout import Layout
from usher.config.postgres.roles import ensure_roles

PR_SET_PDEATHSIG = 1  # linux/prctl.h
PATIENCE = 60.0  # seconds for a killed predecessor to go
STOPPING = 60.0  # seconds for an orderly stop before the quick one, which costs a recovery at the next start
PREDECESSOR = ("postmaster.pid", "shared memory block", '.lock" already exists')
LIFELESS = "2147483646"  # a process number above every limit of Linux


class Server:
    """One server process over one data directory."""

    def __init__(self, layout: Layout, installation: Installation, account: Account) -> None:
        self.layout = layout
        self.installation = installation
        self.account = account
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def is_alive(self) -> bool:
        """Whether the process runs (a dead one is reaped by asking)."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Return when the server answers and has its roles; wait for remains of a killed predecessor."""
        deadline = time.monotonic() + PATIENCE
        while True:
            for lock_file in (self.layout.cluster / "postmaster.pid", self.layout.sockets / ".s.PGSQL.5432.lock"):
                _disarm_stale(lock_file, self.layout.cluster)
            said_before = self.layout.log.stat().st_size if self.layout.log.exists() else 0
            self._launch()
            if self._becomes_ready():
                return
            said = self._said_since(said_before)
            if not any(sign in said for sign in PREDECESSOR) or time.monotonic() > deadline:
                raise self._failed(said)
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop orderly, disconnecting everybody; after a minute at once."""
        if self.process is None:
            return
        for number, patience in ((signal.SIGINT, STOPPING), (signal.SIGQUIT, 10.0), (signal.SIGKILL, None)):
            if self.process.poll() is None:
                self.process.send_signal(number)
            try:
                self.process.wait(patience)
                return
            except subprocess.TimeoutExpired:
                continue

    def _launch(self) -> None:
        with self.layout.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.installation.program("postgres"), *command_line(self.layout)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=server_environment(),
                preexec_fn=_dies_with_parent(), **self.account.identity,
            )  # fmt: skip

    def _becomes_ready(self) -> bool:
        """False when the process ended instead. No time limit: a recovery may take minutes and must not be cut short."""
        while self.is_alive and self.process:
            if _status(self.layout.cluster / "postmaster.pid", self.process.pid) == "ready":
                self._ensure_roles()
                return True
            time.sleep(0.02)
        return False

    def _ensure_roles(self) -> None:
        try:
            with psycopg.connect(url(self.layout, SUPERUSER, database="postgres"), autocommit=True) as superuser:
                ensure_roles(superuser, passwords(self.layout))
        except psycopg.Error as error:
            self.stop()
            raise self._failed(str(error)) from None

    def _said_since(self, offset: int) -> str:
        with self.layout.log.open("rb") as log:
            log.seek(offset)
            return log.read(100_000).decode(errors="replace")

    def _failed(self, said: str) -> DatabaseUnavailable:
        if "No space left" in said or free_megabytes(self.layout.root) < 1:
            return disk_full(self.layout.root)
        last = "\n".join(said.strip().splitlines()[-5:])
        return DatabaseUnavailable(
            f"PostgreSQL did not start in {self.layout.cluster}. The data was left as it is. "
            f"It said (all of it is in {self.layout.log}):\n{last}"
        )


def _dies_with_parent() -> Callable[[], None]:
    """A hook for the child: the kernel interrupts it when the keeper ends, whatever ended it.

    It has to run after the change of user, which clears the setting (``subprocess`` calls its hook last), and the
    signal comes when the *thread* that started the child ends: start servers from a main thread only.
    """
    if not sys.platform.startswith("linux"):
        return lambda: None
    library = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def apply() -> None:
        library.prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)
        if os.getppid() != parent:  # it ended before the setting was made
            os._exit(1)

    return apply


def _status(pid_file: Path, process: int) -> str:
    """What our process says of itself in its eighth line (``starting``, ``ready`` …); '' while the file is not its own."""
    try:
        lines = pid_file.read_text().splitlines()
    except FileNotFoundError:
        return ""
    return lines[7].strip() if len(lines) > 7 and lines[0] == str(process) else ""


def _disarm_stale(lock_file: Path, cluster: Path) -> None:
    """Make PostgreSQL see that the process number left by a killed server now belongs to something else.

    After a power cut or in a new container the number is soon taken again, and PostgreSQL would refuse to start for
    ever. The file is kept otherwise: its shared memory line is how PostgreSQL notices backends that still run.
    """
    try:
        number, *rest = lock_file.read_text().splitlines(keepends=True)
        command = Path(f"/proc/{int(number)}/cmdline").read_bytes()
    except (OSError, ValueError):
        return
    if os.fsencode(cluster) not in command.split(b"\0"):
        lock_file.write_text("".join([f"{LIFELESS}\n", *rest]))
