"""`usher serve`: the supervisor. It starts everything, keeps it alive and ends it in order."""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import suppress

from usher.config import env, logs
from usher.config.postgres import data_directory
from usher.config.serve import door
from usher.config.serve.child import Child
from usher.config.serve.database import database

READY = 120.0  # seconds everything may take to become ready


def serve(host: str, port: int, *, demo: bool) -> None:
    """Run until told to end (SIGTERM, SIGINT). A start that fails leaves nothing running and is one sentence."""
    logs.set_up()
    # Before there is a loop: the exception unwinds what has been started so far.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    os.environ.setdefault("USHER_URL", f"http://{door.reached_at(host)}:{port}")
    _check_data()
    with door.held(host, port), database():
        welcome = _prepare(demo)
        failure = asyncio.run(_run(host, port, welcome))
    if failure:
        sys.exit(failure)


def _check_data() -> None:
    data = data_directory()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = data / f".write-test-{os.getpid()}"
        try:
            probe.write_bytes(b"\0" * 65536)
        finally:
            probe.unlink(missing_ok=True)
        env.secret_key(data)
    except OSError as error:
        sys.exit(
            f"usher: cannot write to {data}: {error.strerror or error}. Nothing was changed. "
            "Free space or give the directory to this user, or choose another with --data."
        )


def _prepare(demo: bool) -> str:
    """Migrate, and load the demo when asked; the text to show at the end."""
    # A process of its own: the supervisor stays small and never loads the rooms.
    command = [sys.executable, "-m", "usher.cli", "demo" if demo else "migrate"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit("usher: the database could not be prepared (see above). Nothing is left running.")
    return done.stdout.strip() or f"Usher is ready at {env.text('USHER_URL')}"


async def _run(host: str, port: int, welcome: str) -> str | None:
    """Start the processes, announce that all is ready, wait for the end; a sentence when the start failed."""
    os.environ["USHER_DATABASE_POOL"] = "1"
    told = _told_to_end()
    web = Child("web", host, str(port))
    worker = Child("worker")
    keeping = [asyncio.ensure_future(child.keep()) for child in (web, worker)]
    try:
        failure = await _ready_or_failed(host, port, [web, worker], told)
        if failure is None and not told.is_set():
            print(welcome, flush=True)
            await told.wait()
        return failure
    finally:
        await asyncio.gather(web.stop(), worker.stop())
        for task in keeping:
            task.cancel()


async def _ready_or_failed(host: str, port: int, children: list[Child], told: asyncio.Event) -> str | None:
    clock = asyncio.get_running_loop().time
    deadline = clock() + READY
    missing = "no answer"
    while not told.is_set() and clock() < deadline:
        for child in children:
            if child.process is not None and child.process.returncode is not None:
                return f"usher: {child.name} did not start (see above). Nothing is left running."
        with suppress(OSError, TimeoutError):
            status, missing = await asyncio.wait_for(door.health(host, port), 5)
            if status == 200:
                return None
        with suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), 0.1)
    return None if told.is_set() else f"usher: not ready after {READY:.0f} s: {missing}. Nothing is left running."


def _told_to_end() -> asyncio.Event:
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    return told
