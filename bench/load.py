"""A small HTTP client that keeps N connections busy for a fixed number of requests."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Answers:
    """What came back: seconds per request, seconds in all, answers that were no 2xx, bytes of the last answer."""

    times: list[float]
    seconds: float
    failed: int
    size: int

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    @property
    def median_ms(self) -> float:
        return median(self.times) * 1000

    @property
    def p95_ms(self) -> float:
        return quantiles(self.times, n=100)[94] * 1000


Request = Callable[[int], bytes]


def get(path: str, headers: dict[str, str] | None = None) -> Request:
    """A GET of one path."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
    whole = f"GET {path} HTTP/1.1\r\nHost: bench\r\n{lines}\r\n".encode()
    return lambda _: whole


def post(paths: Sequence[str], body: Callable[[int], bytes], headers: dict[str, str]) -> Request:
    """A POST of JSON whose body depends on the request's number; the paths are taken in turn."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())

    def whole(number: int) -> bytes:
        content = body(number)
        path = paths[number % len(paths)]
        sizes = f"Content-Type: application/json\r\nContent-Length: {len(content)}"
        head = f"POST {path} HTTP/1.1\r\nHost: bench\r\n{lines}{sizes}"
        return head.encode() + b"\r\n\r\n" + content

    return whole


def run(port: int, request: Request, *, requests: int, clients: int) -> Answers:
    """Send `requests` requests over `clients` connections."""
    return asyncio.run(_run(port, request, requests, clients))


async def _run(port: int, request: Request, requests: int, clients: int) -> Answers:
    numbers = iter(range(requests))
    times: list[float] = []
    state = {"failed": 0, "size": 0}
    began = time.perf_counter()
    await asyncio.gather(*(_client(port, request, numbers, times, state) for _ in range(clients)))
    return Answers(times, time.perf_counter() - began, state["failed"], state["size"])


async def _client(port: int, request: Request, numbers: object, times: list[float], state: dict[str, int]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    for number in numbers:  # type: ignore[attr-defined]
        began = time.perf_counter()
        writer.write(request(number))
        head = await reader.readuntil(b"\r\n\r\n")
        state["size"] = await _body(reader, head)
        times.append(time.perf_counter() - began)
        state["failed"] += head[9:10] != b"2"
    writer.close()


async def _body(reader: asyncio.StreamReader, head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return len(await reader.readexactly(int(line[15:])))
    size = 0
    while True:  # chunked
        length = int(await reader.readline(), 16)
        await reader.readexactly(length + 2)
        size += length
        if not length:
            return size
