"""A PostgreSQL that somebody else runs."""

import socket
import threading
from pathlib import Path

import pytest

from usher.config.postgres import DatabaseUnavailable, check_external, running


def test_a_running_server_is_accepted(made: Path) -> None:
    with running(made, throwaway=True) as urls:
        check_external(urls.app)


def test_a_server_that_does_not_answer_is_named(data: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="does not answer"):
        check_external(f"postgresql://usher@/usher?host={data}")


def test_a_wrong_password_is_named(made: Path) -> None:
    with running(made, throwaway=True) as urls, pytest.raises(DatabaseUnavailable, match="password authentication failed"):
        check_external(urls.app.replace("usher_app:", "usher_app:wrong"))


def test_a_server_older_than_15_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_answer_as_version_14, args=[listener]).start()
        with pytest.raises(DatabaseUnavailable, match=r"PostgreSQL 14\.9; Usher needs 15"):
            check_external(
                f"postgresql://usher@127.0.0.1:{listener.getsockname()[1]}/usher?sslmode=disable&gssencmode=disable"
            )


def _answer_as_version_14(listener: socket.socket) -> None:
    """The first messages of PostgreSQL's protocol 3: authenticated, version, ready."""
    client, _ = listener.accept()
    with client:
        client.recv(1000)
        version = b"server_version\x0014.9\x00"
        encoding = b"client_encoding\x00UTF8\x00"
        for kind, body in ((b"R", b"\0\0\0\0"), (b"S", version), (b"S", encoding), (b"Z", b"I")):
            client.sendall(kind + (len(body) + 4).to_bytes(4, "big") + body)
        client.recv(1000)
