"""Functions that run for the life of a worker (`schedule.LOOPS`)."""

import asyncio
import inspect
import logging
import threading
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from typing import Any

import psycopg
from django.utils.module_loading import import_string

from usher.config.schedule import Loop
from usher.config.serve.database import straight

log = logging.getLogger("usher.worker")

LONGEST_WAIT = 60.0  # seconds before a failed loop is started again
HEALTHY = 60.0  # seconds after which a failure counts as the first one again
TURN = 5.0  # seconds between two attempts to have the turn
FAMILY = 8_245  # first key of our advisory locks; the second is made of the function's name


async def keep(loop: Loop) -> None:
    """Run the loop until cancelled; what ends or fails is started again, later and later."""
    clock, wait = asyncio.get_running_loop().time, 1.0
    while True:
        began = clock()
        try:
            await _once(loop)
            log.warning("%s ended by itself; starting it again in %.0f s", loop.function, wait)
        except Exception as error:
            log.error("%s failed (%r); starting it again in %.0f s", loop.function, error, wait, exc_info=error)
        if clock() - began > HEALTHY:
            wait = 1.0
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)


async def _once(loop: Loop) -> None:
    function: Callable[..., Any] = import_string(loop.function)
    async with nullcontext() if loop.everywhere else _turn(loop.function) as turn:
        if turn is None:
            await _called(function)
            return
        running, watching = asyncio.ensure_future(_called(function)), asyncio.ensure_future(turn)
        try:
            await asyncio.wait([running, watching], return_when=asyncio.FIRST_COMPLETED)
            await (running if running.done() else watching)
        finally:
            running.cancel()
            watching.cancel()
            await asyncio.gather(running, watching, return_exceptions=True)


async def _called(function: Callable[..., Any]) -> None:
    if inspect.iscoroutinefunction(function):
        await function()
        return
    stop = threading.Event()
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    threading.Thread(target=_in_thread, args=(function, stop, done), name=function.__qualname__, daemon=True).start()
    try:
        await asyncio.shield(done)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.shield(done)
        raise


def _in_thread(function: Callable[..., Any], stop: threading.Event, done: "asyncio.Future[None]") -> None:
    loop = done.get_loop()
    try:
        function(stop)
    except BaseException as error:
        loop.call_soon_threadsafe(done.set_exception, error)
    else:
        loop.call_soon_threadsafe(done.set_result, None)


@asynccontextmanager
async def _turn(name: str) -> AsyncIterator[Awaitable[None]]:
    """Wait until no other worker runs this; yields something that fails when the turn is lost."""
    async with await psycopg.AsyncConnection.connect(**straight(), autocommit=True) as connection:
        # Asked for again and again: a waiting statement would hold back vacuum for as long as it waits.
        while not await _has(connection, name):
            await asyncio.sleep(TURN)
        yield _hold(connection)


async def _has(connection: psycopg.AsyncConnection[Any], name: str) -> bool:
    key = zlib.crc32(name.encode()) - 2**31
    cursor = await connection.execute("SELECT pg_try_advisory_lock(%s, %s)", [FAMILY, key])
    row = await cursor.fetchone()
    return bool(row and row[0])


async def _hold(connection: psycopg.AsyncConnection[Any]) -> None:
    while True:
        await asyncio.sleep(TURN)
        await connection.execute("SELECT 1")
