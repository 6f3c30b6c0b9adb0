"""Stands between Usher and a mail server: wraps it in TLS, or fails as networks and servers do."""

import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.servers import HOST


@dataclass
class Between:
    """`cut` breaks the connection when it matches what the server (or, `cut_client`, the client) says; `answer` replaces
    the server's answer to a command that matches its first part. Each acts `times` times, then all is well."""

    port: int = 0
    cut: bytes = b""
    cut_client: bytes = b""
    answer: tuple[bytes, bytes] = (b"", b"")
    times: int = 1
    connections: int = 0
    heard: list[bytes] = field(default_factory=list)

    def spent(self) -> bool:
        """Whether it may act once more; counts."""
        self.times -= 1
        return self.times < 0


@contextmanager
def between(target: int, context: ssl.SSLContext | None = None) -> Iterator[Between]:
    """A port that leads to the target's, with TLS if a context is given."""
    told = Between()
    with socket.create_server((HOST, 0)) as listener:
        told.port = listener.getsockname()[1]
        threading.Thread(target=_accept, args=(listener, target, context, told), daemon=True).start()
        yield told


def _accept(listener: socket.socket, target: int, context: ssl.SSLContext | None, told: Between) -> None:
    with suppress(OSError):
        while True:
            client, _ = listener.accept()
            told.connections += 1
            threading.Thread(target=_serve, args=(client, target, context, told), daemon=True).start()


def _serve(client: socket.socket, target: int, context: ssl.SSLContext | None, told: Between) -> None:
    with suppress(OSError):
        if context:
            client = context.wrap_socket(client, server_side=True)
        server = socket.create_connection((HOST, target))
        threading.Thread(target=_pump, args=(server, client, told, False), daemon=True).start()
        _pump(client, server, told, True)


def _pump(source: socket.socket, sink: socket.socket, told: Between, is_client: bool) -> None:
    with suppress(OSError), source, sink:
        while data := source.recv(65536):
            if is_client:
                told.heard.append(data)
                command = re.match(rb"(\S+) (.*)", data)
                wanted, said = told.answer
                if wanted and command and wanted in command[2].upper() and not told.spent():
                    source.sendall(command[1] + b" " + said + b"\r\n")
                    continue
            needle = told.cut_client if is_client else told.cut
            if needle and needle in data.upper() and not told.spent():
                for each in (source, sink):
                    each.shutdown(socket.SHUT_RDWR)
                return
            sink.sendall(data)
