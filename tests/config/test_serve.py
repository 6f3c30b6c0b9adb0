"""`usher serve` as a whole, with real processes."""

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest

from .postgres.conftest import throwaway_directory
from .postgres.processes import eventually, everything
from .serving import Server, environment, free_port, python, server, until, usher

SESSION = """
from django.test import Client
from usher.people.models import User
client = Client()
client.force_login(User.objects.get(email="{}"))
print(client.cookies["sessionid"].value)
"""


@pytest.fixture(scope="module")
def running(env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with server(env, tmp_path_factory.mktemp("log") / "serve.log") as one:
        yield one


@pytest.fixture(scope="module")
def member(env: dict[str, str]) -> tuple[str, str]:
    """(slug, session) of an administrator."""
    done = usher(
        "organization", "create", "Pine", "--prefix", "PINE", "--admin-email", "root@pine.example",
        "--admin-password", "correct horse", env=env,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "pine\n", "")
    other = usher(
        "organization", "create", "Oak", "--prefix", "OAK", "--admin-email", "root@oak.example",
        "--admin-password", "correct horse", env=env,
    )  # fmt: skip
    assert other.stdout == "oak\n"
    return "pine", python(SESSION.format("root@pine.example"), env=env)


def test_health_is_told_when_everything_runs(running: Server) -> None:
    status, body = running.get("/healthz")
    assert (status, json.loads(body)) == (200, {"ready": True, "missing": {}})


def test_a_stream_needs_a_session_and_a_membership(running: Server, member: tuple[str, str]) -> None:
    slug, session = member
    cookie = f"sessionid={session}"
    assert running.get(f"/events?organization={slug}&topics=tickets")[0] == 401
    assert running.get("/events?organization=oak&topics=tickets", Cookie=cookie)[0] == 404
    assert running.get("/events?organization=none&topics=tickets", Cookie=cookie)[0] == 404
    assert running.get(f"/events?organization={slug}&topics=no%20topic", Cookie=cookie)[0] == 400
    assert running.get(f"/events?organization={slug}&topics=member:999999", Cookie=cookie)[0] == 400
    assert running.get("/events?topics=tickets", Cookie=cookie)[0] == 400


CHANGES = """
from contextlib import suppress
from usher.base.tenancy import entered
from usher.organizations.queries import organization_id_of
from usher.realtime import publish
with suppress(ZeroDivisionError), entered(organization_id_of("pine")):
    publish("ticket:1")
    1 / 0
with entered(organization_id_of("oak")):
    publish("ticket:2", "tickets")
with entered(organization_id_of("pine")):
    publish("ticket:3")
    publish("ticket:4", "tickets")
"""


def test_a_hint_arrives_after_the_commit_and_only_in_its_organization(
    running: Server, env: dict[str, str], member: tuple[str, str]
) -> None:
    slug, session = member
    with running.stream(f"organization={slug}&topics=ticket:1,ticket:2,ticket:3,tickets", session) as stream:
        python(CHANGES, env=env)
        assert until(stream, b"]}\n\n").split(b"\n\n")[-2].endswith(b'event: hint\ndata: {"t":["ticket:3","tickets"]}')


def test_signing_out_of_an_organization_ends_its_streams(
    running: Server, env: dict[str, str], member: tuple[str, str]
) -> None:
    session = python(SESSION.format("root@oak.example"), env=env)
    with running.stream("organization=oak&topics=tickets", session) as stream:
        python(
            """
from usher.base.tenancy import entered
from usher.organizations.queries import organization_id_of
from usher.people.models import Member
from usher.realtime import publish
with entered(organization_id_of("oak")):
    member = Member.objects.get(email="root@oak.example")
    Member.objects.filter(pk=member.pk).update(is_active=False)
    publish(f"member:{member.pk}")
""",
            env=env,
        )
        assert until(stream, b"0\r\n\r\n").endswith(b"0\r\n\r\n")  # the end of a chunked answer


def test_a_dead_part_is_started_again(running: Server) -> None:
    for name in ("web", "worker"):
        old = running.part(name)
        old.kill()
        eventually(partial(running.has_other, name, old))
    eventually(running.is_ready, within=60)


def test_a_taken_port_is_one_sentence(running: Server, env: dict[str, str]) -> None:
    before = psutil.pids()
    done = usher("serve", "--port", str(running.port), env=env)
    assert done.returncode == 1
    assert done.stderr.startswith(f"usher: port {running.port} on 127.0.0.1 is taken") and done.stderr.count("\n") == 1
    assert not [one for one in _new(before) if "usher.config.serve" in one]


def test_a_directory_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a directory")
    done = usher("serve", "--port", str(free_port()), "--data", str(tmp_path / "file"), env=environment())
    assert done.returncode == 1
    assert done.stderr.startswith(f"usher: cannot write to {tmp_path / 'file'}") and done.stderr.count("\n") == 1


def test_it_ends_within_five_seconds_with_streams_open(env: dict[str, str], member: tuple[str, str], tmp_path: Path) -> None:
    slug, session = member
    with server(env, tmp_path / "log") as one:
        streams = [one.stream(f"organization={slug}&topics=tickets", session) for _ in range(20)]
        parts = one.parts()
        began = time.monotonic()
        assert one.end() == 0
        assert time.monotonic() - began < 5
        assert len(parts) == 2 and not any(part.is_running() for part in parts)
        for stream in streams:
            assert until(stream, b"0\r\n\r\n").endswith(b"0\r\n\r\n")
            stream.close()


def test_killing_the_supervisor_leaves_nothing_and_the_next_start_works() -> None:
    """With the embedded database: it goes too."""
    with throwaway_directory() as data:
        env = environment(USHER_DATA=str(data))
        for _ in range(2):
            with server(env, data.parent / "log") as one:
                assert everything(data)
                parts = one.parts()
                os.kill(one.process.pid, signal.SIGKILL)
                one.process.wait(10)
                eventually(partial(_ended, parts), within=5)
                with socket.socket() as probe:
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    probe.bind(("127.0.0.1", one.port))
        eventually(lambda: not everything(data))


def _ended(parts: list[psutil.Process]) -> bool:
    return not any(part.is_running() for part in parts)


def _new(before: list[int]) -> list[str]:
    lines = []
    for pid in set(psutil.pids()) - set(before):
        try:
            lines.append(" ".join(psutil.Process(pid).cmdline()))
        except psutil.Error:
            continue
    return lines
