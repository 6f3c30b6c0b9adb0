"""`usher serve` and its parts."""

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer

Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")]
Data = Annotated[Path | None, typer.Option(help="Directory of everything that must be kept (USHER_DATA).")]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    data: Data = None,
    demo: Annotated[bool, typer.Option("--demo", help="Load a demo organization once.")] = False,
) -> None:
    """Run everything under one command and one port: web, live, worker, schedule and, if none is named, PostgreSQL."""
    from usher.config.serve import everything

    if data:
        os.environ["USHER_DATA"] = str(data.expanduser().absolute())
    if demo:
        os.environ["USHER_DEMO"] = "1"
    everything.serve(host, port, demo=demo)


def web(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    processes: Annotated[int, typer.Option(min=1, help="Processes; about one per core.")] = 2,
    threads: Annotated[int, typer.Option(min=1, help="Requests at a time in each process.")] = 4,
) -> None:
    """Run the screens and the API alone, at full speed; streams come from `usher live`."""
    with _database():
        from usher.config.serve import parts

        parts.web(host, port, processes, threads)


def live(host: Host = "127.0.0.1", port: Port = 8001) -> None:
    """Run the event streams (/events) alone."""
    os.environ["USHER_DATABASE_POOL"] = "1"
    with _database():
        from usher.config.serve import parts

        parts.live(host, port)


def worker() -> None:
    """Run jobs, the schedule and the loops that fetch mail alone."""
    with _database():
        from usher.config.serve import parts

        parts.worker()


def _database() -> AbstractContextManager[None]:
    from usher.cli.database import with_django

    return with_django()
