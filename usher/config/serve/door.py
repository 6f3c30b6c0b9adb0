"""The port: is it ours to have, and does somebody answer behind it."""

import asyncio
import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def reached_at(host: str) -> str:
    """Under which host to reach a server that listens on `host`, ready for an address."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
    return f"[{host}]" if ":" in host else host


@contextmanager
def held(host: str, port: int) -> Iterator[None]:
    """Keep the port for us while our web process comes and goes; leaves with a sentence when it cannot be had."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        _bind(family, address, shared=False).close()
        # The web process shares its port (SO_REUSEPORT), so two of them would not notice each other. This bound,
        # never listening socket makes the check above fail for the second one.
        keeper = _bind(family, address, shared=True)
    except OSError as error:
        sys.exit(f"usher: {_refusal(error, host, port)}. Nothing was started.")
    with keeper:
        yield


def _bind(family: int, address: object, *, shared: bool) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        opened.bind(address)  # type: ignore[arg-type]
    except OSError:
        opened.close()
        raise
    return opened


def _refusal(error: OSError, host: str, port: int) -> str:
    if isinstance(error, socket.gaierror):
        return f"there is no address named {host}; write one of this machine with --host"
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken by another program; stop it or choose another with --port"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"this user may not listen on port {port}; choose one above 1023 with --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is not an address of this machine; choose one with --host"
    return f"cannot listen on {host} port {port}: {error.strerror}"


async def health(host: str, port: int) -> tuple[int, str]:
    """Status and text of `GET /healthz`."""
    reader, writer = await asyncio.open_connection(reached_at(host).strip("[]"), port)
    try:
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        return int(head.split(b" ", 2)[1]), body.decode(errors="replace")
    except (IndexError, ValueError) as error:
        raise ConnectionError("what answers there is not Usher") from error
    finally:
        writer.close()
