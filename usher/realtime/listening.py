"""The one connection per process on which PostgreSQL tells what changed."""

import asyncio
import logging
from typing import Any

import psycopg

from usher.realtime.hub import Hub
from usher.realtime.topics import CHANNEL

log = logging.getLogger(__name__)

SLOWEST = 2.0  # seconds between attempts to connect
PULSE = 30.0  # seconds of silence after which the connection is tried


async def listen(hub: Hub, parameters: dict[str, Any]) -> None:
    """Feed the hub until cancelled; after a break all pages are told to ask again, since hints may be missing.

    `parameters` are psycopg's, of the app role, and lead straight to PostgreSQL: a pooler in transaction mode
    forgets LISTEN.
    """
    wait = 0.1
    broken = False
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(**parameters, autocommit=True) as connection:
                await connection.execute(f"LISTEN {CHANNEL}".encode())
                hub.is_listening, wait = True, 0.1
                if broken:
                    log.info("listening to the database again; open pages were told to refresh")
                    hub.refresh()
                await _feed(hub, connection)
        except (psycopg.Error, OSError) as error:
            if not broken or wait == SLOWEST:
                log.warning("not listening to the database (%s); trying again, pages stay open", str(error).strip())
            broken = True
        finally:
            hub.is_listening = False
        await asyncio.sleep(wait)
        wait = min(wait * 2, SLOWEST)


async def _feed(hub: Hub, connection: psycopg.AsyncConnection[Any]) -> None:
    while True:
        async for notification in connection.notifies(timeout=PULSE):
            hub.receive(notification.payload)
        await connection.execute(b"SELECT 1")
