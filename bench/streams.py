"""How long a committed change takes to reach N open pages.

    python bench/streams.py --port 8000 --streams 500 --hints 40

Asks a running server (`usher serve`) whose database this process can reach by the same USHER_DATA or
USHER_DATABASE_URL. Makes an organization of its own. The time runs from before the commit until a page has the hint.
"""

import argparse
import asyncio
import json
import secrets
import time
from statistics import median, quantiles

from usher.cli.database import with_django


def main() -> None:
    """Open the streams, commit hints one by one, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--streams", type=int, default=500)
    parser.add_argument("--hints", type=int, default=40)
    options = parser.parse_args()
    with with_django():
        slug, organization_id, cookie = _member()
        delays = asyncio.run(_measure(options.port, options.streams, options.hints, slug, organization_id, cookie))
    spread = quantiles(delays, n=100)
    print(f"{options.streams} streams, {options.hints} hints, {len(delays)} arrivals (milliseconds)")
    print(f"median {median(delays):.1f}   p95 {spread[94]:.1f}   p99 {spread[98]:.1f}   most {max(delays):.1f}")


def _member() -> tuple[str, int, str]:
    from django.test import Client

    from usher.cli import organization_create
    from usher.organizations.queries import organization_id_of
    from usher.people.models import User

    mark = secrets.token_hex(3)
    email = f"{mark}@bench.example"
    slug = organization_create.run(name=f"Bench {mark}", prefix=f"B{mark}", email=email, password=secrets.token_hex(8))
    organization_id = organization_id_of(slug)
    assert organization_id is not None
    client = Client()
    client.force_login(User.objects.get(email=email))
    return slug, organization_id, client.cookies["sessionid"].value


async def _measure(port: int, streams: int, hints: int, slug: str, organization_id: int, cookie: str) -> list[float]:
    arrivals: asyncio.Queue[float] = asyncio.Queue()
    began = time.perf_counter()
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(streams)]
    ask = f"GET /events?organization={slug}&topics=tickets HTTP/1.1\r\nHost: bench\r\nCookie: sessionid={cookie}\r\n\r\n"
    for _, writer in opened:
        writer.write(ask.encode())
    for reader, _ in opened:
        await reader.readuntil(b"id: 1\n\n")
    print(f"opened {streams} streams in {time.perf_counter() - began:.1f} s")
    listeners = [asyncio.ensure_future(_listen(reader, arrivals)) for reader, _ in opened]
    delays: list[float] = []
    for _ in range(hints):
        sent = await asyncio.to_thread(_change, organization_id)
        delays += [(await asyncio.wait_for(arrivals.get(), 10) - sent) * 1000 for _ in range(streams)]
        await asyncio.sleep(0.1)
    for task in listeners:
        task.cancel()
    for _, writer in opened:
        writer.close()
    return delays


async def _listen(reader: asyncio.StreamReader, arrivals: "asyncio.Queue[float]") -> None:
    while line := await reader.readline():
        if line.startswith(b"data:"):
            assert json.loads(line[5:])["t"] == ["tickets"]
            arrivals.put_nowait(time.perf_counter())


def _change(organization_id: int) -> float:
    from django.db import connection

    from usher.base.tenancy import entered
    from usher.realtime import publish

    with entered(organization_id), connection.cursor() as cursor:
        cursor.execute("UPDATE organizations_organization SET name = name")
        publish("tickets")
        return time.perf_counter()


if __name__ == "__main__":
    main()
