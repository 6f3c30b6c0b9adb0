"""A05 across processes: what one of them takes away is gone in the others at once, though they remember tokens."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from tests.config.conftest import env  # noqa: F401  a fixture
from tests.config.postgres.processes import SOURCE, eventually
from tests.config.serving import Server, free_port, python, server, until, usher
from usher.api.auth import SECONDS

AT_ONCE = SECONDS / 2  # tens of milliseconds on an idle machine; the memory alone would last SECONDS

MAKE = """
from django.test import Client
from django.utils import timezone
from usher.base.tenancy import entered
from usher.organizations.queries import organization_id_of
from usher.people import actions
from usher.people.actors import SYSTEM
with entered(organization_id_of("elm")):
    at = timezone.now()
    role = actions.create_role(name="{name}", permissions=["view_all"], by=SYSTEM, at=at)
    ada = actions.add_member(email="{name}@elm.example", name="Ada", role=role, by=SYSTEM, at=at)
    _, text = actions.issue_token(name="x", scopes=["readSupport"], by=SYSTEM, at=at, created_by=ada)
client = Client()
client.force_login(ada.user)
print(text, client.cookies["sessionid"].value)
"""
TAKE = """
import time
from django.utils import timezone
from usher.base.tenancy import entered
from usher.organizations.queries import organization_id_of
from usher.people import actions
from usher.people.actors import SYSTEM
from usher.people.models import AccessToken, Member
with entered(organization_id_of("elm")):
    at, ada = timezone.now(), Member.objects.select_related("role").get(email="{name}@elm.example")
    {deed}
print(time.time())
"""
DEEDS = {
    "deactivated": 'actions.change_member(ada, by=SYSTEM, at=at, changes={"is_active": False})',
    "demoted": 'actions.change_role(ada.role, name="Less", permissions=["note"], by=SYSTEM, at=at)',
    "revoked": "actions.revoke_token(AccessToken.objects.get(created_by=ada), by=SYSTEM, at=at)",
}
REFUSED = {"deactivated": 401, "demoted": 403, "revoked": 401}


@pytest.fixture(scope="module")
def running(env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:  # noqa: F811
    with server(env, tmp_path_factory.mktemp("log") / "serve.log") as one:
        made = usher(
            "organization", "create", "Elm", "--prefix", "ELM", "--admin-email", "root@elm.example",
            "--admin-password", "correct horse", env=env,
        )  # fmt: skip
        assert made.stdout == "elm\n", made.stderr
        yield one


class Watch(threading.Thread):
    """Asks with a token again and again, and notes when it was refused first."""

    def __init__(self, one: Server, token: str, expected: int) -> None:
        super().__init__(daemon=True)
        self.one, self.token, self.expected, self.refused_at = one, token, expected, 0.0

    def run(self) -> None:
        end = time.time() + 60
        while not self.refused_at and time.time() < end:
            if answers(self.one, self.token) == self.expected:
                self.refused_at = time.time()
            time.sleep(0.02)


@pytest.mark.parametrize("how", ["deactivated", "demoted", "revoked"])
def test_a05_a_token_dies_in_the_web_process_at_once(
    running: Server, env: dict[str, str], how: str  # noqa: F811
) -> None:  # fmt: skip
    token, session = python(MAKE.format(name=how), env=env).split()
    eventually(lambda: answers(running, token) == 200, within=60)
    watch = Watch(running, token, REFUSED[how])
    with running.stream("organization=elm&topics=tickets", session) as stream:
        watch.start()
        taken_at = float(python(TAKE.format(name=how, deed=DEEDS[how]), env=env))
        watch.join(SECONDS + 10)
        assert watch.refused_at and watch.refused_at - taken_at < AT_ONCE, f"{watch.refused_at - taken_at:.2f} s"
        if how != "revoked":
            assert b"event: gone" in until(stream, b"0\r\n\r\n")


def test_a05_every_process_of_usher_web_hears_it(running: Server, env: dict[str, str]) -> None:  # noqa: F811
    token, _ = python(MAKE.format(name="many"), env=env).split()
    port = free_port()
    web = subprocess.Popen(
        [sys.executable, "-m", "usher.cli", "web", "--port", str(port), "--processes", "2"],
        cwd=SOURCE, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        one = Server.__new__(Server)
        one.port = port
        eventually(lambda: answers(one, token) == 200, within=60)
        assert {answers(one, token) for _ in range(40)} == {200}, "every process knows the token"
        taken_at = float(python(TAKE.format(name="many", deed=DEEDS["revoked"]), env=env))
        time.sleep(max(0.0, taken_at + AT_ONCE - time.time()))
        assert {answers(one, token) for _ in range(40)} == {401}
    finally:
        web.terminate()
        web.wait(20)


def answers(one: Server, token: str) -> int:
    try:
        return one.get("/api/tickets", Authorization=f"Bearer {token}")[0]
    except OSError:
        return 0
