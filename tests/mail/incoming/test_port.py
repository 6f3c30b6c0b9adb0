"""Our own SMTP port, spoken to as a mail server does."""

import asyncio
import smtplib
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings

from tests.mail.letters import letter
from tests.servers import HOST, free_port
from tests.world import NOON, World
from usher.mail.incoming import port
from usher.mail.models import IncomingMail, Mailbox


@pytest.fixture
def mailbox(world: World) -> Mailbox:
    return Mailbox.objects.create(address="help@pine.example", created_at=NOON)


@pytest.fixture
def session(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[smtplib.SMTP]:
    """The port's own protocol and receiver; what touches the database runs in the test's connection."""
    ready: list[tuple[asyncio.Future[Any], Callable[..., Any], tuple[Any, ...]]] = []

    async def in_test_thread(function: Callable[..., Any], *arguments: Any) -> Any:
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        ready.append((future, function, arguments))
        return await future

    monkeypatch.setattr(port.asyncio, "to_thread", in_test_thread)
    monkeypatch.setattr(port, "closing", lambda function, *arguments: function(*arguments))
    monkeypatch.setattr(port.Bounded, "sessions", Counter())
    controller = Controller(port.Receiver(), hostname=HOST, port=free_port())
    controller.factory = port._session  # type: ignore[method-assign]
    controller.start()
    client = smtplib.SMTP(HOST, controller.port, timeout=10)
    original = client.getreply

    def pumped() -> Any:
        # The reply waits for the database, which waits for us: serve it while we wait for the reply.
        answer: list[Any] = []
        reader = threading.Thread(target=lambda: answer.append(original()))
        reader.start()
        while reader.is_alive():
            while ready:
                _serve(controller.loop, *ready.pop(0))
            reader.join(0.005)
        return answer[0]

    monkeypatch.setattr(client, "getreply", pumped)
    yield client
    client.close()
    controller.stop()


def _serve(loop: Any, future: Any, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        loop.call_soon_threadsafe(future.set_result, function(*arguments))
    except Exception as error:
        loop.call_soon_threadsafe(future.set_exception, error)


def test_mail_for_a_mailbox_is_in_the_ledger_before_we_say_so(session: smtplib.SMTP) -> None:
    raw = letter()
    session.sendmail("carl@bakery.example", ["Help+t.1.abc@PINE.example"], raw)
    row = IncomingMail.objects.get()
    assert (row.source, row.envelope_from, row.envelope_to) == ("smtp", "carl@bakery.example", "Help+t.1.abc@PINE.example")
    assert bytes(row.raw.get().content).split() == raw.split()


def test_the_same_mail_sent_again_is_the_same_mail(session: smtplib.SMTP) -> None:
    raw = letter()
    for _ in range(2):
        session.sendmail("carl@bakery.example", ["help@pine.example"], raw)
    assert IncomingMail.objects.count() == 1


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_addresses_of_one_mailbox_both_are_kept(session: smtplib.SMTP, order: int) -> None:
    there = ["help@pine.example", "help+t.1.abc@pine.example"][::order]
    session.sendmail("carl@bakery.example", there, letter())
    assert IncomingMail.objects.get().envelope_to == "help+t.1.abc@pine.example, help@pine.example"


def test_lines_longer_than_the_rfc_allows_are_taken(session: smtplib.SMTP) -> None:
    session.sendmail("carl@bakery.example", ["help@pine.example"], letter() + b"x" * 100_000 + b"\r\n")
    assert b"x" * 100_000 in bytes(IncomingMail.objects.get().raw.get().content)


def test_nothing_is_passed_on_to_others(session: smtplib.SMTP) -> None:
    refused = session.sendmail("a@b.example", ["help@pine.example", "someone@else.example"], letter())
    assert refused["someone@else.example"][0] == 550
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        session.sendmail("a@b.example", ["help%else.example@pine.example"], letter())


def test_a_mailbox_that_is_switched_off_takes_nothing(session: smtplib.SMTP, mailbox: Mailbox) -> None:
    Mailbox.objects.update(is_active=False)
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        session.sendmail("a@b.example", ["help@pine.example"], letter())


def test_our_fault_is_said_to_be_for_now(session: smtplib.SMTP, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(port, "store", broken)
    with pytest.raises(smtplib.SMTPDataError) as failure:
        session.sendmail("a@b.example", ["help@pine.example"], letter())
    assert failure.value.smtp_code == 451
    assert not IncomingMail.objects.exists()


def test_it_announces_size_8bit_and_utf8_and_keeps_to_the_size(session: smtplib.SMTP) -> None:
    session.ehlo()
    assert {"size", "8bitmime", "smtputf8"} <= set(session.esmtp_features)
    assert session.esmtp_features["size"] == str(port.LARGEST)
    code, _ = session.docmd(f"MAIL FROM:<a@b.example> SIZE={port.LARGEST + 1}")
    assert code == 552


def test_eight_bit_mail_and_utf8_senders_are_taken_as_they_are(session: smtplib.SMTP) -> None:
    raw = "From: jörg@bücher.example\r\nSubject: Grüße\r\n\r\nÄpfel\r\n".encode()
    session.sendmail("jörg@bücher.example", ["help@pine.example"], raw, ["SMTPUTF8", "BODY=8BITMIME"])
    row = IncomingMail.objects.get()
    assert bytes(row.raw.get().content) == raw and row.envelope_from == "jörg@bücher.example"


def test_M03_an_envelope_that_is_no_utf8_is_taken(session: smtplib.SMTP) -> None:
    for said in (b"EHLO b\xe4ckerei.example\r\n", b"MAIL FROM:<j\xf6rg@bakery.example>\r\n"):
        session.send(said)
        assert session.getreply()[0] == 250
    assert session.rcpt("help@pine.example")[0] == 250
    assert session.data(letter())[0] == 250
    row = IncomingMail.objects.get()
    assert (row.envelope_from, row.helo) == ("j?rg@bakery.example", "b?ckerei.example")


def test_a_taken_port_is_said_once_in_words_and_the_rest_runs(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as holder:
        holder.bind((HOST, 0))
        holder.listen()
        monkeypatch.setattr(settings, "USHER_SMTP_PORT", holder.getsockname()[1])
        stop = threading.Event()
        thread = threading.Thread(target=port.listen, args=(stop,))
        thread.start()
        while not caplog.records:
            thread.join(0.01)
        stop.set()
        thread.join(5)
    assert not thread.is_alive()
    assert "everything else runs" in caplog.records[0].getMessage()


# What other servers' ideas of an end of a message made of one mail: two, the second with any sender (SMTP smuggling).
ENDS = [b"\n.\n", b"\n.\r\n", b"\r.\r\n", b"\r.\r", b"\r\n.\n", b"\r\n.\r", b"\r\n\x00.\r\n", b"\r\n.\x00\r\n"]


@pytest.mark.parametrize("end", ENDS)
def test_only_a_dot_between_two_whole_line_ends_ends_a_message(session: smtplib.SMTP, end: bytes) -> None:
    second = b"MAIL FROM:<boss@pine.example>\r\nRCPT TO:<help@pine.example>\r\nDATA\r\nFrom: boss@pine.example\r\n\r\nPay"
    for said in ("EHLO b.example", "MAIL FROM:<carl@bakery.example>", "RCPT TO:<help@pine.example>"):
        assert session.docmd(said)[0] == 250
    assert session.docmd("DATA")[0] == 354
    session.send(b"From: carl@bakery.example\r\nSubject: One\r\n\r\nHello" + end + second + b"\r\n.\r\n")
    assert session.getreply()[0] == 250
    assert session.docmd("NOOP")[0] == 250  # nothing of it was taken for a command
    row = IncomingMail.objects.get()
    assert row.envelope_from == "carl@bakery.example" and b"Pay" in bytes(row.raw.get().content)


def test_commands_that_came_before_their_turn_are_answered_in_order(session: smtplib.SMTP) -> None:
    session.send(
        b"EHLO b.example\r\nMAIL FROM:<carl@bakery.example>\r\nRCPT TO:<x@else.example>\r\n"
        b"RCPT TO:<help@pine.example>\r\nDATA\r\n"
    )
    assert [session.getreply()[0] for _ in range(5)] == [250, 250, 550, 250, 354]
    session.send(letter().replace(b"\n", b"\r\n") + b"\r\n.\r\nQUIT\r\n")
    assert [session.getreply()[0] for _ in range(2)] == [250, 221]
    assert IncomingMail.objects.get().envelope_to == "help@pine.example"


@pytest.mark.parametrize("to", [
    "someone@else.example", "<@pine.example:someone@else.example>", "someone%else.example@pine.example",
    "else.example!someone", "help@pine.example@else.example", '"someone@else.example"@pine.example', "help", "postmaster",
    "help@pine.example\x00@else.example", "help@[127.0.0.1]",
])  # fmt: skip
def test_nothing_is_relayed_however_it_is_written(session: smtplib.SMTP, to: str) -> None:
    for said in ("EHLO b.example", "MAIL FROM:<help@pine.example>"):
        assert session.docmd(said)[0] == 250
    code, _ = session.docmd(f"RCPT TO:{to if to.startswith('<') else f'<{to}>'}")
    assert 500 <= code < 600
    assert session.docmd("DATA")[0] == 503


def test_recipients_are_limited_and_the_others_are_asked_for_later(
    session: smtplib.SMTP, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(port, "MOST_RECIPIENTS", 2)
    refused = session.sendmail("a@b.example", [f"help+{number}@pine.example" for number in range(3)], letter())
    assert [code for code, _ in refused.values()] == [452]


def test_who_sends_without_an_end_is_cut_off(session: smtplib.SMTP, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(port, "LARGEST", 2_000_000)
    for said in ("EHLO b.example", "MAIL FROM:<a@b.example>", "RCPT TO:<help@pine.example>"):
        assert session.docmd(said)[0] == 250
    assert session.docmd("DATA")[0] == 354
    assert session.sock is not None
    with pytest.raises(OSError):
        for _ in range(200):
            session.sock.sendall(b"x" * 100_000)
    assert not IncomingMail.objects.exists()


def connected(to: smtplib.SMTP) -> tuple[socket.socket, bytes]:
    """One more connection, and the first word it hears."""
    assert to.sock is not None
    more = socket.create_connection(to.sock.getpeername(), timeout=5)
    return more, more.recv(200)


def test_one_connection_too_many_comes_later_and_room_is_made_again(
    session: smtplib.SMTP, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(port, "MOST_SESSIONS", 2)
    second, greeting = connected(session)
    third, refusal = connected(session)
    with second, third:
        assert greeting.startswith(b"220 ")
        assert refusal == b"421 4.7.0 Too many connections, try again later\r\n"
        assert third.recv(1) == b""  # closed
    assert session.docmd("NOOP")[0] == 250
    until = time.monotonic() + 5
    while port.Bounded.sessions.total() > 1 and time.monotonic() < until:
        time.sleep(0.01)
    again, greeting = connected(session)
    again.close()
    assert greeting.startswith(b"220 ")


def test_one_address_does_not_take_all_room_and_this_machine_may(
    session: smtplib.SMTP, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(port, "MOST_OF_ONE", 1)
    for elsewhere, expected in ((False, [b"220", b"220"]), (True, [b"220", b"421"])):
        if elsewhere:
            monkeypatch.setattr(port, "_counted_as", lambda peer: "192.0.2.7")
        made = [connected(session) for _ in range(2)]
        assert [word[:3] for _, word in made] == expected
        for each, _ in made:
            each.close()


@pytest.mark.parametrize(
    ("peer", "name"),
    [
        (("192.0.2.7", 25), "192.0.2.7"), (("2001:db8::7", 25, 0, 0), "2001:db8::7"), (("fe80::1%eth0", 25), "fe80::1%eth0"),
        (("127.0.0.1", 25), ""), (("::1", 25, 0, 0), ""), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_who_is_counted_for_itself(peer: object, name: str) -> None:
    assert port._counted_as(peer) == name
