"""Servers under measurement, and what they and PostgreSQL spend."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(command: list[str], port: int, path: str, environment: dict[str, str] | None = None) -> Iterator[psutil.Process]:
    """Run the command until it answers at `path`; ends it afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command], env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL
    )
    try:
        _wait(f"http://127.0.0.1:{port}{path}", process)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit(f"bench: the server ended with {process.returncode}")
        with suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise SystemExit(f"bench: {address} does not answer")


def cpu(process: psutil.Process) -> float:
    """Seconds of CPU spent by the process and everything below it that is alive."""
    total = 0.0
    for each in [process, *process.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            times = each.cpu_times()
            total += times.user + times.system
    return total


def postgres() -> list[psutil.Process]:
    """The postmasters of this machine that run from our data directory."""
    data = os.environ["USHER_DATA"]
    running = psutil.process_iter(["cmdline", "name"])
    return [each for each in running if data in " ".join(each.info["cmdline"] or []) and "postgres" in each.info["name"]]
