"""Fetching from addresses that strangers name, without ever reaching into our own network.

The guard sits where the connection is made: the very address that was checked is connected to, so neither a redirect
nor a name that changes its address in between gets around it (OWASP: server-side request forgery, DNS rebinding).
"""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpcore

from usher.base.refusals import Refused

PORTS = (80, 443)
HOPS = 3  # redirects followed
REDIRECTS = (301, 302, 303, 307, 308)
# Ways to write an IPv4 address as an IPv6 one that is routed on by a gateway.
_TRANSLATED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))

# What strangers and their addresses can make of a request.
_TROUBLE = (
    httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, httpcore.UnsupportedProtocol, OSError,
    ValueError, TypeError,
)  # fmt: skip

Allowed = Callable[[str, int], bool]


class Unreachable(Refused):
    """Nothing usable came from there, or we do not go there."""

    status = 404
    code = "unreachable"


def is_public(address: str, port: int) -> bool:
    """Whether an IP address and port lie in the open internet: not private, local, reserved, multicast or translated."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in network for network in _TRANSLATED):
            return False
        ip = ip.ipv4_mapped or ip
    return port in PORTS and ip.is_global and not ip.is_multicast


def fetch(url: str, *, most_bytes: int, seconds: float, allowed: Allowed = is_public) -> bytes:
    """The body at a http or https address, after at most three redirects.

    Unreachable for addresses that `allowed` refuses, answers other than 200, more than `most_bytes`, and when it all
    takes longer than `seconds`.
    """
    headers = {"Accept": "image/*,*/*;q=0.1"}
    found = _led("GET", url, headers, b"", most_bytes, seconds, allowed, REDIRECTS)
    if found.status != 200:
        raise Unreachable(f"The other side answered {found.status}.")
    return found.body


def post(
    url: str, content: bytes, headers: Mapping[str, str], *, most_bytes: int, seconds: float, allowed: Allowed = is_public
) -> "Reply":
    """What a http or https address answers to this body; at most `most_bytes` of it are read.

    Redirects are followed where they keep the method (307, 308; RFC 9110 §15.4), each under the same guard; others are
    the answer. Unreachable as `fetch` is.
    """
    return _led("POST", url, headers, content, most_bytes, seconds, allowed, (307, 308), cuts=True)


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, where it leads on to, and the (beginning of the) body."""

    status: int
    location: str
    body: bytes


def _led(
    method: str, url: str, headers: Mapping[str, str], content: bytes, most_bytes: int, seconds: float, allowed: Allowed,
    redirects: Sequence[int], *, cuts: bool = False,
) -> Reply:  # fmt: skip
    end = time.monotonic() + seconds
    try:
        with httpcore.ConnectionPool(network_backend=_Guarded(allowed)) as pool:
            for _ in range(HOPS + 1):
                if urlsplit(url).scheme not in ("http", "https"):
                    break
                found = _ask(pool, method, url, headers, content, most_bytes, end, cuts)
                if found.status not in redirects:
                    return found
                url = urljoin(url, found.location)
    except _TROUBLE as error:
        raise Unreachable("The other side did not answer.") from error
    raise Unreachable("The address leads on and on, or not to the web.")


def _ask(
    pool: httpcore.ConnectionPool, method: str, url: str, headers: Mapping[str, str], content: bytes, most_bytes: int,
    end: float, cuts: bool,
) -> Reply:  # fmt: skip
    left = max(end - time.monotonic(), 0.01)
    limits = {"connect": left, "read": left, "write": left, "pool": left}
    sent = {"User-Agent": "Usher", **headers}
    with pool.stream(method, url, headers=list(sent.items()), content=content, extensions={"timeout": limits}) as response:
        location = next((value for name, value in response.headers if name.lower() == b"location"), b"").decode("latin-1")
        if response.status in REDIRECTS:
            return Reply(response.status, location, b"")
        body = bytearray()
        for chunk in response.iter_stream():
            body += chunk
            if time.monotonic() > end or (len(body) > most_bytes and not cuts):
                raise Unreachable("What lies there is too large or comes too slowly.")
            if len(body) > most_bytes:
                break
        return Reply(response.status, location, bytes(body[:most_bytes]))


class _Guarded(httpcore.NetworkBackend):
    """Resolves names itself and connects only to what may be reached."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not found or not all(self._allowed(address, port) for address in found):
            raise Unreachable("This address is not in the open internet.")
        return self._inner.connect_tcp(found[0], port, timeout, local_address, socket_options)
