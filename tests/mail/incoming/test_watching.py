"""The threads that keep mailboxes read, with connections of their own to a committed database."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.between import Between, between
from tests.mail.letters import letter
from tests.servers import HOST, PASSWORD, USER, Imap, imap_server
from tests.world import NOON, World
from usher.base.secrets import encrypt
from usher.base.tenancy import entered
from usher.mail.connecting import imap
from usher.mail.incoming import idling, watching
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.incoming.watching import Watcher
from usher.mail.models import IncomingMail, Mailbox


@pytest.fixture(scope="module")
def server() -> Iterator[Imap]:
    with imap_server() as running:
        yield running


@pytest.fixture
def line(server: Imap) -> Iterator[Between]:
    with server.session() as session:
        session.store("1:*", "+FLAGS", "\\Deleted")
        session.expunge()
    with between(server.port) as told:
        yield told


@pytest.fixture
def place(committed: World, line: Between, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Organization and mailbox; listening is checked often, so that tests end soon."""
    monkeypatch.setattr(idling, "LISTEN", 0.1)
    monkeypatch.setattr(watching, "LOOK_AROUND", 0.2)
    with entered(committed.pine.pk):
        mailbox = Mailbox.objects.create(
            address=USER, created_at=timezone.now(), imap_host=HOST, imap_port=line.port, imap_encryption="none",
            imap_user=USER, imap_password=encrypt(PASSWORD),
        )  # fmt: skip
    return committed.pine.pk, mailbox.pk


@contextmanager
def watched(place: tuple[int, int], count: int = 1) -> Iterator[list[Watcher]]:
    watchers = [Watcher(*place) for _ in range(count)]
    for watcher in watchers:
        watcher.start()
    yield watchers
    for watcher in watchers:
        watcher.told.set()
    for watcher in watchers:
        watcher.join(10)
        assert not watcher.is_alive()


def comes(place: tuple[int, int], wanted: Callable[[], bool], seconds: float = 15) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with entered(place[0]):
            if wanted():
                return True
        time.sleep(0.05)
    return False


def stored() -> int:
    return IncomingMail.objects.count()


def test_mail_is_there_within_moments_by_idle(place: tuple[int, int], server: Imap, line: Between) -> None:
    with watched(place):
        assert comes(place, lambda: Mailbox.objects.get().last_fetch_at is not None)
        assert comes(place, lambda: any(b"IDLE" in each for each in line.heard))
        began = time.monotonic()
        server.append(letter())
        assert comes(place, lambda: stored() == 1) and time.monotonic() - began < watching.POLL / 2


def test_a_server_without_idle_is_asked_again_and_again(
    place: tuple[int, int], server: Imap, line: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "can_idle", lambda box: False)
    monkeypatch.setattr(watching, "POLL", 0.3)
    with watched(place):
        assert comes(place, lambda: Mailbox.objects.get().last_fetch_at is not None)
        server.append(letter())
        assert comes(place, lambda: stored() == 1)
    assert not any(b"IDLE" in each for each in line.heard)


def test_idle_is_renewed_and_the_folder_looked_at_even_if_nothing_is_said(
    place: tuple[int, int], line: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "POLL", 0.3)
    with watched(place):
        assert comes(place, lambda: sum(b"IDLE" in each for each in line.heard) >= 3)
    assert sum(b"STATUS" in each for each in line.heard) >= 3
    assert watching.POLL < 25 * 60


def test_a_connection_that_breaks_while_it_listens_is_made_anew(place: tuple[int, int], server: Imap, line: Between) -> None:
    with watched(place):
        line.cut, line.times = b"EXISTS", 10_000
        line.times = 0
        assert comes(place, lambda: any(b"IDLE" in each for each in line.heard))
        line.cut, line.times = b"EXISTS", 1
        server.append(letter())
        assert comes(place, lambda: stored() == 1)
        assert line.connections >= 2


def test_two_workers_at_one_mailbox_take_each_mail_once(place: tuple[int, int], server: Imap) -> None:
    server.append(*(letter(subject=f"Mail {number}") for number in range(40)))
    with watched(place, count=3):
        assert comes(place, lambda: stored() == 40)
        server.append(*(letter(subject=f"More {number}") for number in range(40)))
        assert comes(place, lambda: stored() == 80)
    with entered(place[0]):
        assert IncomingMail.objects.filter(duplicate_of=None).count() == 80


def test_a_look_never_mixes_the_folder_that_is_open_with_settings_that_changed_meanwhile(
    place: tuple[int, int], server: Imap
) -> None:
    """Its UIDs would be taken for those of the other folder, whose mail would then never be fetched."""
    server.append(letter())
    watcher = Watcher(*place)
    opened = watcher._mailbox()
    assert opened is not None
    with imap(opened) as box:
        with entered(place[0]):
            Mailbox.objects.update(imap_folder="Support", last_uid=0, uid_validity=None)
        watcher._look(opened, box)
        with entered(place[0]):
            after = Mailbox.objects.get()
            assert (stored(), after.uid_validity, after.last_uid, after.last_fetch_at) == (0, None, 0, None)
            Mailbox.objects.update(imap_folder="INBOX")
        watcher._look(opened, box)
    with entered(place[0]):
        assert stored() == 1 and Mailbox.objects.get().last_uid > 0


def test_a_refused_login_is_tried_ever_more_rarely_and_at_once_when_it_was_mended(
    place: tuple[int, int], server: Imap, line: Between
) -> None:
    server.append(letter())
    with entered(place[0]):
        Mailbox.objects.update(imap_password=encrypt("wrong"))
    with watched(place) as (watcher,):
        assert comes(place, lambda: "refuses the login" in Mailbox.objects.get().last_error)
        assert comes(place, lambda: watcher.wait >= 4)
        assert line.connections <= 4
        with entered(place[0]):
            Mailbox.objects.update(imap_password=encrypt(PASSWORD))
        assert comes(place, lambda: stored() == 1 and not Mailbox.objects.get().last_error)


def test_a_mailbox_that_is_signed_out_is_left_alone_until_it_is_connected(place: tuple[int, int], line: Between) -> None:
    with entered(place[0]):
        Mailbox.objects.update(sign_in="google", oauth_refresh_token=encrypt("r"), oauth_refused_at=NOON)
    watcher = Watcher(*place)
    watcher.start()
    watcher.join(10)
    assert not watcher.is_alive() and not line.connections


def test_what_a_dead_worker_left_is_taken_up_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    mailbox = Mailbox.objects.create(address=USER, created_at=NOON)
    take(mailbox, letter(), Delivery("pipe"), at=NOON)
    monkeypatch.setattr(watching, "connection", SimpleNamespace(close=lambda: None))  # the test's own stays open
    watching._take_up()
    lost, again = ProcrastinateJob.objects.filter(task_name="mail.settle").order_by("id")
    assert lost.args == again.args == {"organization_id": world.pine.pk, "mailbox_id": mailbox.pk}
