"""The listening connection against the real server."""

import asyncio
from contextlib import suppress

import psycopg

from tests.conftest import _urls
from usher.realtime.hub import Hub, Seat
from usher.realtime.listening import listen


async def _until(what: object) -> None:
    async with asyncio.timeout(10):
        while not what():  # type: ignore[operator]
            await asyncio.sleep(0.01)


def test_notifications_arrive_and_a_broken_connection_comes_back_with_a_refresh() -> None:
    async def story() -> None:
        hub = Hub()
        follower = hub.follow(Seat(1, 7), frozenset({"tickets", "mail"}))
        listening = asyncio.ensure_future(listen(hub, {"conninfo": _urls.app}))
        await _until(lambda: hub.is_listening)
        async with await psycopg.AsyncConnection.connect(_urls.app, autocommit=True) as connection:
            await connection.execute('SELECT pg_notify(\'usher_live\', \'{"o":1,"t":["tickets"]}\')')
            await _until(lambda: follower.pending)
            assert follower.take() == ["tickets"]
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN usher_live'"
            )
            await _until(lambda: follower.pending and hub.is_listening)
            assert follower.take() == ["mail", "tickets"]
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        assert not hub.is_listening

    asyncio.run(story())
