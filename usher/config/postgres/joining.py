"""Be one of the users of a data directory's server: start it when nobody has yet."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import usher
from usher.config.postgres.errors import DatabaseUnavailable
from usher.config.postgres.layout import Layout

BUSY = 75  # a keeper's exit code: another one holds this directory (EX_TEMPFAIL of sysexits.h)
JOIN = b"+"  # what a user says first; the answer is one line of JSON, {} or an error, when it is known
ASK = b"?"  # what somebody says who only wants to know: not counted as a user
PATIENCE = 120.0  # seconds for another keeper to stop, or to say something; starting itself has no limit


def join(layout: Layout, *, throwaway: bool) -> socket.socket:
    """An open connection to a keeper whose server is ready. As long as it is open, the server runs."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        connection = connect(layout, JOIN)
        if connection is None:
            if not start_keeper(layout, throwaway=throwaway):
                time.sleep(0.05)
            continue
        if wait_until_ready(connection):
            return connection
        connection.close()
    raise DatabaseUnavailable(
        f"The database in {layout.root} neither starts nor stops. The data was left as it is. "
        f"See what {layout.log} says last; another process may hold {layout.lock}."
    )


def connect(layout: Layout, word: bytes) -> socket.socket | None:
    """A connection to the keeper that has begun with ``word``, or None when there is no keeper."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(str(layout.keeper))
        connection.sendall(word)
    except PermissionError:
        connection.close()
        raise DatabaseUnavailable(
            f"The database in {layout.root} belongs to another user. Nothing was changed. Run the command as "
            "the user who runs Usher, or name your own directory with USHER_DATA."
        ) from None
    except OSError:
        connection.close()
        return None
    return connection


def wait_until_ready(connection: socket.socket) -> bool:
    """True when the server is ready, False when the keeper went away; raises what it reports."""
    try:
        with connection.makefile("rb") as lines:
            line = lines.readline()
    except ConnectionError:
        return False
    if not line.endswith(b"\n"):
        return False
    if error := json.loads(line).get("error"):
        raise DatabaseUnavailable(error)
    return True


def start_keeper(layout: Layout, *, throwaway: bool) -> bool:
    """Start a keeper in the background; False when another one is already at work."""
    command = [sys.executable, "-m", "usher.config.postgres.keeper", str(layout.root)]
    done = subprocess.run(
        command + ["--throwaway"] * throwaway,
        cwd=Path(usher.__path__[0]).parent,
        env={name: value for name, value in os.environ.items() if not name.startswith("PG")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )
    if done.returncode not in (0, BUSY):
        raise DatabaseUnavailable(done.stderr.strip() or f"The database's keeper failed with code {done.returncode}.")
    return done.returncode == 0
