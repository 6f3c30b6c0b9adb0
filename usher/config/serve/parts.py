"""`usher web`, `usher live` and `usher worker`: the parts of serve for more than one process or machine."""

import asyncio
import os


def web(host: str, port: int, processes: int, threads: int) -> None:
    """Screens and API by WSGI: persistent database connections, several threads in several processes."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from usher.config.serve import door
    from usher.config.serve.parenthood import PARENT

    os.environ[PARENT] = str(os.getpid())
    with door.held(host, port):
        Granian(
            "usher.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=processes,
            blocking_threads=threads,
            websockets=False,
            respawn_failed_workers=True,
            workers_kill_timeout=3,
            log_enabled=False,
            log_level=LogLevels.error,
        ).serve()


def live(host: str, port: int) -> None:
    """The event streams alone."""
    from usher.config.root import Root
    from usher.config.serve import door
    from usher.config.serve.web import run

    with door.held(host, port):
        asyncio.run(run(Root(None), host, port))


def worker() -> None:
    """Jobs, schedule and loops alone."""
    from usher.config.serve.worker import work

    work()
