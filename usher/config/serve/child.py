"""One process under `usher serve`, started again when it dies."""

import asyncio
import logging
import os
import signal
import sys

from usher.config.serve.parenthood import PARENT

log = logging.getLogger("usher.serve")

FIRST_WAIT = 0.2  # seconds before a dead process is started again; doubles with every early death
LONGEST_WAIT = 30.0
HEALTHY = 60.0  # seconds after which a death counts as the first one again
PATIENCE = 3.0  # seconds between asking to end and making it end


class Child:
    """One part of `process.py`, kept alive until told to stop."""

    def __init__(self, name: str, *arguments: str) -> None:
        self.name = name
        self.command = (sys.executable, "-m", "usher.config.serve.process", name, *arguments)
        self.process: asyncio.subprocess.Process | None = None
        self.is_stopping = False

    async def run_once(self) -> int:
        """Start it and wait; the exit code, negative for a signal."""
        # In a session of its own: Ctrl+C on the terminal reaches only the supervisor, which ends everybody in order.
        environment = os.environ | {PARENT: str(os.getpid())}
        self.process = await asyncio.create_subprocess_exec(
            *self.command, env=environment, stdin=asyncio.subprocess.DEVNULL, start_new_session=True
        )
        return await self.process.wait()

    async def keep(self) -> None:
        """Run it again and again until `stop`."""
        clock, wait = asyncio.get_running_loop().time, FIRST_WAIT
        while not self.is_stopping:
            began = clock()
            code = await self.run_once()
            if self.is_stopping:
                return
            if clock() - began > HEALTHY:
                wait = FIRST_WAIT
            log.error("%s ended (%s). What was saved is kept; starting it again in %.1f s.", self.name, _told(code), wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def stop(self) -> None:
        """Ask it to end, and after a few seconds make it."""
        self.is_stopping = True
        if self.process is None or self.process.returncode is not None:
            return
        self._signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self.process.wait(), PATIENCE)
        except TimeoutError:
            log.warning("%s did not end in time; killed. Its unfinished jobs run again at the next start.", self.name)
            self._signal(signal.SIGKILL)
            await self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(number)


def _told(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
