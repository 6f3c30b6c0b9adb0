"""The limit: the same list of fifty by bare ASGI, asyncpg and msgspec, from the same PostgreSQL, with the same SQL.

It knows no users, no tenants, no errors: what is left is what the machine costs.
"""

import os
from typing import Any

import asyncpg
import msgspec

SQL, ORGANIZATION = os.environ.get("BENCH_SQL", ""), int(os.environ.get("BENCH_ORGANIZATION", "0"))
_pool: asyncpg.Pool | None = None


async def _connect(connection: asyncpg.Connection) -> None:
    await connection.execute("SELECT set_config('usher.organization', $1, false)", str(ORGANIZATION))


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """One address, one answer."""
    global _pool
    if scope["type"] == "lifespan":
        return
    if _pool is None:
        _pool = await asyncpg.create_pool(os.environ["USHER_DATABASE_URL"], min_size=4, max_size=8, setup=_connect)
    async with _pool.acquire() as connection:
        rows = await connection.fetch(SQL, ORGANIZATION)
    body = msgspec.json.encode({"tickets": [dict(row) for row in rows]})
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
