"""Addresses whose mail comes back get none, until they write or a person lifts it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.utils import timezone

from tests.mail.outgoing.test_sending import put, states
from tests.servers import HOST, Smtp, smtp_server
from tests.world import World
from usher.base.tenancy import current_id
from usher.events.models import Event
from usher.mail.actions import create_mailbox, lift
from usher.mail.models import Mailbox, Suspension
from usher.mail.outgoing.sending import attempt
from usher.mail.outgoing.suspending import (
    is_hard,
    note_arrival,
    note_complaint,
    note_doubt,
    note_hard_bounce,
    quieten,
    why_quiet,
)
from usher.mail.outgoing.verp import ReturnPath, read_return_path, return_path
from usher.mail.secrets import signing_key
from usher.people.actors import SYSTEM

MIA = "mia@bakery.example"


@pytest.fixture
def server() -> Iterator[Smtp]:
    with smtp_server() as running:
        yield running


@pytest.fixture
def mailbox(world: World, server: Smtp) -> Mailbox:
    fields = {"address": "help@pine.example", "smtp_host": HOST, "smtp_port": server.port, "smtp_encryption": "none"}
    return create_mailbox(fields=fields, by=SYSTEM, at=timezone.now())


@pytest.mark.parametrize(
    ("status", "hard"),
    [("5.1.1", True), ("5.1.10", True), ("5.2.1", True), ("5.1.8", False), ("5.2.2", False), ("5.7.1", False),
     ("550", False), ("4.1.1", False), ("", False), (None, False)],
)  # fmt: skip
def test_only_what_says_that_the_address_will_not_work_is_hard(status: str | None, hard: bool) -> None:
    assert is_hard(status) is hard


def test_the_second_refusal_suspends_and_the_others_go_on_getting_their_mail(mailbox: Mailbox, server: Smtp) -> None:
    server.on_rcpt = lambda address: "550 5.1.1 No such user" if address == MIA else None
    for n in range(2):
        assert why_quiet(MIA, timezone.now()) == ""
        attempt(current_id(), put(mailbox, "carl@bakery.example", MIA, message_id=f"<{n}@pine.example>").pk)
    assert Event.objects.get(name="mail.suspended").data["address"] == MIA
    third = put(mailbox, "carl@bakery.example", MIA, message_id="<3@pine.example>")
    assert states(third) == ["queued", "failed"]
    assert "is suspended" in third.recipients.get(address=MIA).detail
    attempt(current_id(), third.pk)
    assert [each.recipients for each in server.mails] == [["carl@bakery.example"]] * 3


def test_a_mail_from_there_sets_it_back(mailbox: Mailbox) -> None:
    for _ in range(2):
        note_hard_bounce(MIA, "5.1.1 No such user", timezone.now())
    note_arrival(MIA)
    note_hard_bounce(MIA, "5.1.1 No such user", timezone.now())
    assert states(put(mailbox, MIA)) == ["queued"]


def test_mail_from_where_only_automatic_mail_is_stopped_writes_nothing(
    mailbox: Mailbox, django_assert_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    quieten(MIA, "it got 5 automatic mails within an hour", timezone.now())
    before = Suspension.objects.get(address=MIA)
    with django_assert_num_queries(2):  # who is in trouble at all, and what with
        note_arrival(MIA)
    assert Suspension.objects.get(address=MIA).quiet_at == before.quiet_at


def test_a_person_lifts_it(mailbox: Mailbox) -> None:
    for _ in range(2):
        note_hard_bounce(MIA, "5.1.1 No such user", timezone.now())
    lift(Suspension.objects.get(), by=SYSTEM, at=timezone.now())
    assert states(put(mailbox, MIA)) == ["queued"] and Event.objects.filter(name="mail.suspension_lifted").exists()


def test_a_complaint_stops_what_is_automatic_and_a_mail_does_not_undo_it(mailbox: Mailbox) -> None:
    note_complaint(MIA, timezone.now())
    note_arrival(MIA)
    assert "reported our mail as unwanted" in why_quiet(MIA, timezone.now())
    assert states(put(mailbox, MIA)) == ["queued"]  # what a person writes still goes there


def test_the_first_reason_to_be_quiet_stays(mailbox: Mailbox) -> None:
    quieten(MIA, "it got too many", timezone.now())
    quieten(MIA, "another one", timezone.now())
    assert "it got too many" in why_quiet(MIA, timezone.now()) and Event.objects.filter(name="mail.quieted").count() == 1


def test_whose_address_is_doubted_gets_a_copy_of_their_own_and_only_its_return_address_is_proof(
    mailbox: Mailbox, server: Smtp
) -> None:
    note_doubt(MIA, timezone.now())
    mail = put(mailbox, "carl@bakery.example", MIA, "nia@bakery.example")
    attempt(current_id(), mail.pk)
    assert [each.recipients for each in server.mails] == [["carl@bakery.example", "nia@bakery.example"], [MIA]]
    paths = [read_return_path(each.sender, mailbox=mailbox.address, key=signing_key()) for each in server.mails]
    assert paths == [ReturnPath(mail.pk), ReturnPath(mail.pk, mail.recipients.get(address=MIA).pk)]
    assert states(mail) == ["accepted"] * 3
    note_arrival(MIA)
    attempt(current_id(), put(mailbox, "carl@bakery.example", MIA, message_id="<2@pine.example>").pk)
    assert server.mails[-1].recipients == ["carl@bakery.example", MIA]


def test_a_copy_of_its_own_that_fails_says_nothing_about_the_others(mailbox: Mailbox, server: Smtp) -> None:
    note_doubt(MIA, timezone.now())
    server.on_data = lambda received: "451 later" if received.recipients == ["carl@bakery.example"] else None
    mail = put(mailbox, "carl@bakery.example", MIA)
    attempt(current_id(), mail.pk)
    assert states(mail) == ["queued", "accepted"]


def test_a_doubt_is_no_suspension(mailbox: Mailbox) -> None:
    note_doubt(MIA, timezone.now())
    assert why_quiet(MIA, timezone.now()) == "" and states(put(mailbox, MIA)) == ["queued"]


@pytest.mark.parametrize("spoil", ["another recipient", "another mail", "no recipient"])
def test_a_return_address_of_one_copy_cannot_be_made_from_another(mailbox: Mailbox, spoil: str) -> None:
    good = return_path(mailbox=mailbox.address, mail_id=12, recipient_id=34, key=b"k")
    bad = {"another recipient": good.replace(".34.", ".35."), "another mail": good.replace("b.12.", "b.13."),
           "no recipient": good.replace(".34.", ".")}[spoil]  # fmt: skip
    assert read_return_path(good.upper(), mailbox=mailbox.address, key=b"k") == ReturnPath(12, 34)
    assert read_return_path(bad, mailbox=mailbox.address, key=b"k") is None
