"""Addresses whose mail comes back get none, until they write or a person lifts it."""

from collections.abc import Iterator

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
from usher.mail.outgoing.suspending import is_hard, note_arrival, note_complaint, note_hard_bounce, quieten, why_quiet
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
