"""Networks and servers that fail while a mailbox is read: nothing is lost, nothing comes twice, and it goes on."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone

from tests.between import Between, between
from tests.mail.letters import letter
from tests.servers import HOST, PASSWORD, USER, Imap
from tests.world import World
from usher.base.tenancy import current_id
from usher.mail.actions import create_mailbox
from usher.mail.connecting import ConnectionFailed, imap
from usher.mail.incoming import fetching
from usher.mail.incoming.fetching import fetch_new
from usher.mail.models import IncomingMail, Mailbox
from usher.people.actors import SYSTEM

COUNT = 7


@pytest.fixture
def line(server: Imap) -> Iterator[Between]:
    with between(server.port) as told:
        yield told


@pytest.fixture
def mailbox(world: World, line: Between, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    monkeypatch.setattr(fetching, "BATCH", 3)
    fields = {
        "address": USER, "imap_host": HOST, "imap_port": line.port, "imap_encryption": "none", "imap_user": USER,
        "imap_password": PASSWORD,
    }  # fmt: skip
    return create_mailbox(fields=fields, by=SYSTEM, at=timezone.now())


def look(mailbox: Mailbox) -> int:
    mailbox.refresh_from_db()
    with imap(mailbox) as box:
        return fetch_new(current_id(), mailbox, box)


def all_came_once(server: Imap) -> bool:
    rows = IncomingMail.objects.values_list("state", flat=True)
    return list(rows) == ["received"] * COUNT and not any(b"Seen" in flags for flags in server.flags())


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("cut", [b"BODY[]", b"RFC822.SIZE", b"SEARCH", b"UIDVALIDITY"])
def test_M02_a_connection_that_breaks_at_any_step_loses_nothing(
    server: Imap, mailbox: Mailbox, line: Between, cut: bytes, is_first: bool
) -> None:
    if not is_first:
        look(mailbox)
    server.append(*(letter(subject=f"Mail {number}") for number in range(COUNT)))
    line.cut, line.times = cut, 1
    with pytest.raises(ConnectionFailed):
        look(mailbox)
    look(mailbox)
    assert all_came_once(server)


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("step", ["_contents", "take_all", "_remember"])
def test_M02_a_process_that_dies_at_any_step_loses_nothing(
    server: Imap, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, step: str, is_first: bool
) -> None:
    if not is_first:
        look(mailbox)
    server.append(*(letter(subject=f"Mail {number}") for number in range(COUNT)))
    real: Callable[..., Any] = getattr(fetching, step)
    calls: list[int] = []

    def dying(*arguments: Any, **named: Any) -> Any:
        calls.append(1)
        if len(calls) == (1 if step == "_remember" else 2):
            raise KeyboardInterrupt
        return real(*arguments, **named)

    monkeypatch.setattr(fetching, step, dying)
    with pytest.raises(KeyboardInterrupt):
        look(mailbox)
    look(mailbox)
    assert all_came_once(server)


def test_a_first_look_that_was_cut_short_goes_on_where_it_was(server: Imap, mailbox: Mailbox, line: Between) -> None:
    server.append(*(letter(subject=f"Mail {number}") for number in range(COUNT)))
    line.cut, line.times = b"BODY[]", 2
    line.spent()  # the first of the two passes: the connection breaks at the second batch
    with pytest.raises(ConnectionFailed):
        look(mailbox)
    there = IncomingMail.objects.count()
    assert look(mailbox) == COUNT - there and all_came_once(server)


@pytest.mark.parametrize(
    ("command", "answer", "part", "said"),
    [
        (b"EXAMINE", b"NO [NONEXISTENT] No such folder", "folder", "There is no folder “INBOX”"),
        (b"EXAMINE", b"NO [UNAVAILABLE] Backend is away", "limit", "tried again, later and later"),
        (b"AUTHENTICATE", b"NO [ALERT] Too many simultaneous connections. (Failure)", "limit", "takes no more of us now"),
        (b"AUTHENTICATE", b"NO [AUTHENTICATIONFAILED] Invalid credentials", "login", "Check user and password"),
        (b"UID FETCH", b"NO [SERVERBUG] Oops", "server", "answered with an error"),
    ],
)
def test_what_a_server_refuses_is_said_and_tried_again(
    server: Imap, mailbox: Mailbox, line: Between, command: bytes, answer: bytes, part: str, said: str
) -> None:
    server.append(*(letter(subject=f"Mail {number}") for number in range(COUNT)))
    line.answer, line.times = (command, answer), 1
    with pytest.raises(ConnectionFailed, match=said) as failure:
        look(mailbox)
    assert failure.value.part == part
    assert look(mailbox) == COUNT and all_came_once(server)


def test_M12_a_first_connection_to_a_full_mailbox_brings_nothing_old_by_default(server: Imap, mailbox: Mailbox) -> None:
    server.append(*(letter(subject=f"Old {number}") for number in range(600)), when='"01-Jan-2020 00:00:00 +0000"')
    assert look(mailbox) == 0 and not IncomingMail.objects.exists()
    mailbox.refresh_from_db()
    assert (mailbox.skipped_count, mailbox.server_count) == (600, 600)
    server.append(letter(subject="New"))
    assert look(mailbox) == 1


def test_M13_mail_that_somebody_deletes_meanwhile_is_no_trouble(
    server: Imap, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.append(*(letter(subject=f"Mail {number}") for number in range(3)))
    real = fetching._contents

    def without_second(box: Any, uids: Any, part: str) -> dict[int, bytes]:
        found = real(box, uids, part)
        found.pop(uids[1])
        return found

    monkeypatch.setattr(fetching, "_contents", without_second)
    with server.session() as session:
        session.store("2", "+FLAGS", "\\Deleted")
    look(mailbox)
    assert IncomingMail.objects.count() == 2
    assert look(mailbox) == 0
