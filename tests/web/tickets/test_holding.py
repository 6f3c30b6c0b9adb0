# ruff: noqa: E501  (lines as mails have them)
"""What a mail holds beside its words is told on its message: signed, encrypted, an invitation."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.channels.email.arriving.holding import held_by
from usher.mail.incoming.parse import parse
from usher.tickets import actions
from usher.tickets.models import Ticket

EVENT = (
    "ORGANIZER;CN=Carl <Fir>:mailto:carl@bakery.example\r\nATTENDEE;CN=Ada{part}:mailto:ada@pine.example\r\n"
    "DTSTART;TZID=Europe/Berlin:20270315T100000\r\nDTEND;TZID=Europe/Berlin:20270315T113000\r\n"
    "LOCATION:Bakery\\, first floor\r\nSUMMARY:Oven visit\r\n"
)


def mail_with(method: str, event: str) -> bytes:
    calendar = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:1@x\r\n{event}END:VEVENT\r\nEND:VCALENDAR\r\n"
    return (
        'From: carl@bakery.example\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/plain\r\n\r\nCome and see.\r\n--b\r\n"
        f"Content-Type: text/calendar; charset=utf-8; method={method}\r\n\r\n{calendar}--b--\r\n"
    ).encode()


def shown(ada: Browser, world: World, ticket: Ticket, raw: bytes) -> str:
    message = parse(raw)
    written = actions.Written(text=message.text or "(encrypted)", holds=held_by(message))
    actions.receive(ticket, written, by=world.asking(world.carl), at=NOON, source="email", email="carl@bakery.example")
    page: str = ada.get().content.decode()
    return page


def test_M07_an_invitation_is_a_card_with_what_when_where_and_who(ada: Browser, world: World, ticket: Ticket) -> None:
    page = shown(ada, world, ticket, mail_with("REQUEST", EVENT.format(part="")))
    for told in (
        "Oven visit",
        "Mon 15 Mar 2027, 10:00 – 11:30 (Europe/Berlin)",
        "Bakery, first floor",
        "Carl &lt;Fir&gt;",
        "Ada",
    ):
        assert told in page
    assert "Invitation" in page


@pytest.mark.parametrize(
    ("method", "part", "told"),
    [
        ("CANCEL", "", "Invitation taken back"),
        ("REPLY", ";PARTSTAT=ACCEPTED", "Ada accepts"),
        ("REPLY", ";PARTSTAT=DECLINED", "Ada declines"),
        ("REPLY", ";PARTSTAT=TENTATIVE", "Ada may come"),
        ("COUNTER", "", "Another time is proposed"),
        ("PUBLISH", "", "Event"),
    ],
)
def test_an_invitation_tells_what_happens_to_it(
    ada: Browser, world: World, ticket: Ticket, method: str, part: str, told: str
) -> None:
    assert told in shown(ada, world, ticket, mail_with(method, EVENT.format(part=part)))


def test_days_and_times_in_utc_are_told_as_the_reader_lives(ada: Browser, world: World, ticket: Ticket) -> None:
    whole = "DTSTART;VALUE=DATE:20270315\r\nDTEND;VALUE=DATE:20270318\r\nRRULE:FREQ=WEEKLY\r\nSUMMARY:Fair\r\n"
    assert "Mon 15 Mar 2027 – Wed 17 Mar 2027 · repeats" in shown(ada, world, ticket, mail_with("REQUEST", whole))
    invite = parse(mail_with("REQUEST", "DTSTART:20270315T090000Z\r\nDURATION:PT1H\r\nSUMMARY:x\r\n")).invite
    assert invite and invite.starts == datetime(2027, 3, 15, 9, tzinfo=UTC) and invite.zone == "UTC"
    assert invite.ends == datetime(2027, 3, 15, 10, tzinfo=UTC)


def test_of_many_invited_the_first_are_named_and_the_rest_counted(ada: Browser, world: World, ticket: Ticket) -> None:
    many = "".join(f"ATTENDEE;CN=Guest {number}:mailto:g{number}@x.example\r\n" for number in range(25))
    page = shown(ada, world, ticket, mail_with("REQUEST", f"DTSTART:20270315T090000Z\r\n{many}"))
    assert "Guest 19 and 5 more" in page and "Guest 20" not in page and "(no title)" in page


BROKEN = ["", "DTSTART:soon\r\n", "SUMMARY:no time\r\n", "DTSTART:20270315T250000Z\r\n", "BEGIN:VEVENT\r\n" * 500]


@pytest.mark.parametrize("event", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_calendar_is_a_file_and_nothing_else(event: str) -> None:
    message = parse(mail_with("REQUEST", event))
    assert message.invite is None and message.error is None
    assert [each.name for each in message.attachments] == ["invite.ics"]


SIGNED = (
    b'Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary="s"\r\n\r\n--s\r\n'
    b"Content-Type: text/plain\r\n\r\nIt is me.\r\n--s\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--s--\r\n"
)
ENCRYPTED = (
    b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="s"\r\n\r\n--s\r\n'
    b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--s\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n--s--\r\n"
)


@pytest.mark.parametrize(("raw", "held", "told"), [
    (SIGNED, {"signed": True}, "does not check the signature"), (ENCRYPTED, {"encrypted": True}, "Only its recipient can read it"),
])  # fmt: skip
def test_M07_signed_and_encrypted_mail_says_so(
    ada: Browser, world: World, ticket: Ticket, raw: bytes, held: dict[str, Any], told: str
) -> None:
    assert held_by(parse(raw)) == held
    assert told in shown(ada, world, ticket, raw)
