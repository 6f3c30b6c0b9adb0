"""The ledger: what it takes, what it recognises, what can be tried again."""

import pytest

from tests.mail.letters import letter
from tests.world import NOON, World
from usher.base.refusals import Refused
from usher.base.tenancy import current_id, entered
from usher.mail.actions import retry
from usher.mail.incoming.fingerprint import fingerprint
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.incoming.settling import settle_mailbox
from usher.mail.models import IncomingMail, Mailbox, RawMail
from usher.mail.queries import balance, health_of_mailboxes, ledger_page
from usher.people.actors import SYSTEM


@pytest.fixture
def mailbox(world: World) -> Mailbox:
    return Mailbox.objects.create(address="help@pine.example", created_at=NOON)


def test_a_second_delivery_with_other_trace_headers_is_recognised(mailbox: Mailbox) -> None:
    raw = letter()
    traced = b"Received: from a by b; today\r\nReturn-Path: <x@y>\r\nX-Spam-Score: 1\r\n" + raw.replace(b"\n", b"\r\n")
    assert fingerprint(raw, NOON) == fingerprint(traced, NOON)
    assert fingerprint(raw, NOON) != fingerprint(raw.replace(b"cold", b"warm"), NOON)


def test_a_folded_message_id_counts(mailbox: Mailbox) -> None:
    folded = letter(message_id="<a@b>").replace(b"Message-ID: <a@b>", b"message-id:\r\n <a@b>")
    assert fingerprint(folded, NOON) == fingerprint(letter(message_id="<a@b>"), NOON)


def test_a_nightly_mail_without_id_and_date_comes_every_night(mailbox: Mailbox) -> None:
    from datetime import timedelta

    raw = b"From: cron@host.example\nSubject: backup failed\n\nagain"
    first = take(mailbox, raw, Delivery("pipe"), at=NOON)
    assert take(mailbox, raw, Delivery("pipe"), at=NOON + timedelta(minutes=5)).pk == first.pk
    assert take(mailbox, raw, Delivery("pipe"), at=NOON + timedelta(days=1)).pk != first.pk


def test_what_was_set_aside_can_be_tried_again(mailbox: Mailbox) -> None:
    row = take(mailbox, b"Subject: nobody\n\nHi", Delivery("smtp"), at=NOON)
    settle_mailbox(current_id(), mailbox.pk)
    row.refresh_from_db()
    assert row.state == "quarantined"
    RawMail.objects.filter(mail=row).update(content=letter())  # as if the parser had learned to read it
    retry(row, by=SYSTEM, at=NOON)
    settle_mailbox(current_id(), mailbox.pk)
    row.refresh_from_db()
    assert (row.state, row.sender) == ("applied", "carl@bakery.example") and row.ticket_id
    with pytest.raises(Refused):
        retry(row, by=SYSTEM, at=NOON)


def test_a_message_that_kills_the_process_is_given_up_and_blames_no_neighbour(mailbox: Mailbox) -> None:
    killer = take(mailbox, letter(subject="Killer"), Delivery("smtp"), at=NOON)
    other = take(mailbox, letter(subject="Other"), Delivery("smtp"), at=NOON)
    IncomingMail.objects.filter(pk=killer.pk).update(attempts=5, next_attempt_at=None)
    IncomingMail.objects.filter(pk=other.pk).update(attempts=1)
    settle_mailbox(current_id(), mailbox.pk)
    killer.refresh_from_db()
    other.refresh_from_db()
    assert (killer.state, other.state) == ("quarantined", "applied") and "5 times" in killer.reason


def test_M13_every_message_is_in_exactly_one_column(mailbox: Mailbox) -> None:
    for raw in (letter(), b"Subject: nobody\n\nHi"):
        take(mailbox, raw, Delivery("smtp"), at=NOON)
    settle_mailbox(current_id(), mailbox.pk)
    take(mailbox, letter(subject="waits"), Delivery("smtp"), at=NOON)
    (day,) = balance(since=NOON)
    assert (day.total, day.received, day.applied, day.ignored, day.quarantined) == (3, 1, 1, 0, 1)
    (health,) = health_of_mailboxes(NOON)
    assert (health.received, health.quarantined, health.is_stopped) == (1, 1, False)
    assert [row.subject for row in ledger_page(state="applied", text="OVEN")] == ["Oven does not heat"]
    assert ledger_page(before=ledger_page()[-1].pk) == []


def test_another_organization_sees_none_of_it(mailbox: Mailbox, world: World) -> None:
    take(mailbox, letter(), Delivery("smtp"), at=NOON)
    with entered(world.elsewhere.pk):
        assert ledger_page() == [] and health_of_mailboxes(NOON) == []
