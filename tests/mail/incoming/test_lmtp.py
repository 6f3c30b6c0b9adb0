"""Our LMTP port, spoken to as Postfix does: by TCP and by a socket in the file system."""

import smtplib
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.mail.letters import letter
from tests.servers import HOST, free_port
from tests.world import NOON, World
from usher.base.tenancy import entered
from usher.config import env
from usher.mail.incoming import lmtp
from usher.mail.incoming.ledger import Delivery
from usher.mail.incoming.port import store
from usher.mail.models import IncomingMail, Mailbox


@pytest.fixture(params=["tcp", "socket"])
def session(
    request: pytest.FixtureRequest, committed: World, settings: LazySettings, tmp_path: Path
) -> Iterator[smtplib.LMTP]:
    with entered(committed.pine.pk):
        for address in ("help@pine.example", "sales@pine.example"):
            Mailbox.objects.create(address=address, created_at=NOON)
    port = free_port()
    settings.USHER_LMTP = str(tmp_path / "lmtp") if request.param == "socket" else f"{HOST}:{port}"
    stop = threading.Event()
    thread = threading.Thread(target=lmtp.listen, args=(stop,))
    thread.start()
    client = None
    while client is None:
        with suppress(OSError):
            client = smtplib.LMTP(*((settings.USHER_LMTP,) if request.param == "socket" else (HOST, port)))
        time.sleep(0.02)
    client.ehlo()
    yield client
    client.close()
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def given(session: smtplib.LMTP, recipients: list[str], raw: bytes) -> list[int]:
    """The answers to each recipient, then those to the message: one for each that was taken."""
    session.mail("carl@bakery.example")
    codes = [session.rcpt(address)[0] for address in recipients]
    session.putcmd("DATA")
    session.getreply()
    session.send(raw.replace(b"\n", b"\r\n") + b"\r\n.\r\n")
    return codes + [session.getreply()[0] for code in codes if code == 250]


def test_each_recipient_has_an_answer_of_its_own(
    session: smtplib.LMTP, committed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(raw: bytes, came: Delivery, recipients: list[str]) -> None:
        if recipients == ["sales@pine.example"]:
            raise OSError("disk full")
        store(raw, came, recipients)

    monkeypatch.setattr(lmtp, "store", full)
    there = ["Help+t.1@pine.example", "nobody@pine.example", "sales@pine.example"]
    assert given(session, there, letter()) == [250, 550, 250, 250, 451]
    with entered(committed.pine.pk):
        row = IncomingMail.objects.get()
        assert (row.source, row.envelope_to, row.client_ip) == ("lmtp", "Help+t.1@pine.example", "")
    monkeypatch.undo()
    assert given(session, there, letter(subject="Again")) == [250, 550, 250, 250, 250]
    with entered(committed.pine.pk):
        assert IncomingMail.objects.count() == 3


@pytest.mark.parametrize("session", ["tcp"], indirect=True)
def test_of_two_addresses_of_one_mailbox_both_are_kept(session: smtplib.LMTP, committed: World) -> None:
    there = ["help@pine.example", "Help+t.1@pine.example", "sales@pine.example", "help+t.2@pine.example"]
    assert given(session, there, letter()) == [250] * 8
    with entered(committed.pine.pk):
        kept = dict(IncomingMail.objects.values_list("mailbox__address", "envelope_to"))
    assert kept == {
        "help@pine.example": "Help+t.1@pine.example, help+t.2@pine.example, help@pine.example",
        "sales@pine.example": "sales@pine.example",
    }


def test_it_greets_as_lmtp_and_says_what_it_takes(session: smtplib.LMTP) -> None:
    assert {"size", "8bitmime", "smtputf8"} <= set(session.esmtp_features)
    assert session.docmd("EHLO", "x")[0] == 500


@pytest.mark.parametrize(("value", "is_good"), [("", True), ("/run/usher/lmtp", True), ("[::1]:24", True), ("24", False)])
def test_a_place_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch, value: str, is_good: bool) -> None:
    monkeypatch.setenv("USHER_LMTP", value)
    if is_good:
        assert env.port_or_socket("USHER_LMTP") == value
    else:
        with pytest.raises(env.BadSetting, match="host:port"):
            env.port_or_socket("USHER_LMTP")
