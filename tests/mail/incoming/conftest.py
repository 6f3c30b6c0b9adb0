"""A real IMAP server, started once per file; each test finds its folder empty."""

from collections.abc import Iterator

import pytest

from tests.servers import Imap, imap_server


@pytest.fixture(scope="module")
def running() -> Iterator[Imap]:
    with imap_server() as server:
        yield server


@pytest.fixture
def server(running: Imap) -> Imap:
    with running.session() as session:
        session.store("1:*", "+FLAGS", "\\Deleted")
        session.expunge()
    return running
