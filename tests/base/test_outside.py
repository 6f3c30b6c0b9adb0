import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from usher.base.outside import Unreachable, fetch, is_public

PICTURE = b"GIF89a-picture"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/around":
            self.send_response(302)
            self.send_header("Location", "/around")
            self.end_headers()
            return
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/picture")
            self.end_headers()
            return
        if self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.2:1/secret")
            self.end_headers()
            return
        self.send_response(200 if self.path == "/picture" else 404)
        self.end_headers()
        self.wfile.write(PICTURE)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _only_the_site(address: str, port: int) -> bool:
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.4.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
        "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "255.255.255.255",
    ],
)  # fmt: skip
def test_R01_addresses_of_our_own_network_are_not_public(address: str) -> None:
    assert not is_public(address, 443)


def test_the_open_internet_is_public_on_the_ports_of_the_web_only() -> None:
    assert is_public("93.184.216.34", 443) and is_public("2606:2800:220:1::1", 80)
    assert not is_public("93.184.216.34", 25)


@pytest.mark.parametrize("url", ["/picture", "//2130706433/x", "//0x7f.1/x", "//localhost/x", "//[::ffff:7f00:1]/x"])
def test_R01_fetching_from_here_is_refused_however_it_is_written(site: str, url: str) -> None:
    with pytest.raises(Unreachable):
        fetch(site + url if url.startswith("/p") else f"http:{url}", most_bytes=100, seconds=2)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://x", "http://", "http://[", "nonsense", ""]
)
def test_only_the_web_is_fetched(url: str) -> None:
    with pytest.raises(Unreachable):
        fetch(url, most_bytes=100, seconds=2)


def test_a_picture_comes(site: str) -> None:
    assert fetch(f"{site}/picture", most_bytes=100, seconds=2, allowed=_only_the_site) == PICTURE


@pytest.mark.parametrize("path", ["/around", "/inside", "/missing"])
def test_R01_each_hop_is_checked_and_their_number_is_bounded(site: str, path: str) -> None:
    with pytest.raises(Unreachable):
        fetch(site + path, most_bytes=100, seconds=2, allowed=_only_the_site)


def test_what_is_too_large_is_refused(site: str) -> None:
    with pytest.raises(Unreachable, match="too large"):
        fetch(f"{site}/picture", most_bytes=3, seconds=2, allowed=_only_the_site)


def test_a_redirect_within_the_allowed_is_followed(site: str) -> None:
    assert fetch(f"{site}/moved", most_bytes=100, seconds=5, allowed=_only_the_site) == PICTURE
