"""The web process of `usher serve`, and the streams of `usher live`: one event loop, ASGI."""

import asyncio
import os
import signal

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from usher.config.root import Root

PATIENCE = 2.5  # seconds for answers under way when told to end


async def run(root: Root, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT; open streams are closed first, answers under way are finished."""
    server = Server(
        root,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        websockets=False,
        backlog=2048,
        backpressure=4096,  # streams count as requests
        log_enabled=False,
        log_level=LogLevels.error,
    )
    loop = asyncio.get_running_loop()

    def end() -> None:
        root.hub.close()
        server.stop()
        loop.call_later(PATIENCE, os._exit, 0)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    await server.serve()
