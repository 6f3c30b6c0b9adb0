"""Sending over a real SMTP server, and what is known afterwards."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.mail.letters import letter
from tests.servers import HOST, Smtp, free_port, smtp_server
from tests.world import World
from usher.base.tenancy import current_id
from usher.events.models import Event
from usher.mail.actions import activate, cancel, create_mailbox, deactivate, resend
from usher.mail.actions.cancelling import TooLate
from usher.mail.locks import Work, alone
from usher.mail.models import Mailbox, OutgoingMail, Recipient
from usher.mail.outgoing import sending
from usher.mail.outgoing.outbox import Letter, queue
from usher.mail.outgoing.sending import attempt
from usher.mail.queries import outbox_trouble
from usher.people.actors import SYSTEM


@pytest.fixture
def server() -> Iterator[Smtp]:
    with smtp_server() as running:
        yield running


@pytest.fixture
def mailbox(world: World, server: Smtp) -> Mailbox:
    fields = {"address": "help@pine.example", "smtp_host": HOST, "smtp_port": server.port, "smtp_encryption": "none"}
    return create_mailbox(fields=fields, by=SYSTEM, at=timezone.now())


@pytest.fixture
def mail(mailbox: Mailbox) -> OutgoingMail:
    return put(mailbox, "carl@bakery.example", "mia@bakery.example")


def put(mailbox: Mailbox, *recipients: str, message_id: str = "<one@pine.example>", text: str = "Hi") -> OutgoingMail:
    at = timezone.now()
    content = letter(sender="help@pine.example", message_id=message_id, text=text)
    return queue(Letter("notice", message_id, "Hi", content, recipients), mailbox=mailbox, at=at)


def states(mail: OutgoingMail) -> list[str]:
    return [each.state for each in mail.recipients.order_by("id")]


def again(mail: OutgoingMail) -> None:
    """Another attempt, now."""
    Recipient.objects.filter(mail=mail, state="queued").update(next_attempt_at=timezone.now())
    attempt(current_id(), mail.pk)


def test_a_mail_leaves_once_for_all_its_recipients(mail: OutgoingMail, server: Smtp) -> None:
    assert attempt(current_id(), mail.pk) is None
    assert attempt(current_id(), mail.pk) is None
    (received,) = server.mails
    assert received.recipients == ["carl@bakery.example", "mia@bakery.example"]
    assert received.sender == mail.envelope_from != "help@pine.example"
    assert states(mail) == ["accepted", "accepted"]


def test_lines_that_begin_with_a_dot_arrive_as_they_were(mailbox: Mailbox, server: Smtp) -> None:
    mail = put(mailbox, "carl@bakery.example", text=".\n..\n.dot\nend")
    attempt(current_id(), mail.pk)
    assert b"\r\n.\r\n..\r\n.dot\r\nend" in server.mails[0].content


def test_S02_only_who_was_refused_for_now_is_tried_again(mail: OutgoingMail, server: Smtp) -> None:
    answers = iter(["451 4.3.0 Greylisted", None])
    server.on_rcpt = lambda address: next(answers) if address.startswith("mia") else None
    due = attempt(current_id(), mail.pk)
    assert states(mail) == ["accepted", "queued"] and due is not None
    assert timedelta(seconds=40) < due - timezone.now() < timedelta(seconds=80)
    again(mail)
    assert [each.recipients for each in server.mails] == [["carl@bakery.example"], ["mia@bakery.example"]]
    assert states(mail) == ["accepted", "accepted"]


def test_one_bad_recipient_does_not_stop_the_others(mail: OutgoingMail, server: Smtp) -> None:
    server.on_rcpt = lambda address: "550 5.1.1 No such user" if address.startswith("carl") else None
    attempt(current_id(), mail.pk)
    assert states(mail) == ["failed", "accepted"]
    (lost,) = outbox_trouble()
    assert (lost.address, lost.status, lost.detail) == ("carl@bakery.example", "5.1.1", "550 5.1.1 No such user")
    event = Event.objects.get(name="mail.undelivered")
    assert event.data["recipients"][0]["address"] == "carl@bakery.example"


@pytest.mark.parametrize(("answer", "state"), [("451 later", "queued"), ("554 5.7.1 spam", "failed"), ("421 bye", "queued")])
def test_an_answer_to_the_message_goes_for_everybody(mail: OutgoingMail, server: Smtp, answer: str, state: str) -> None:
    server.on_data = lambda received: answer
    attempt(current_id(), mail.pk)
    assert states(mail) == [state, state]


def test_S01_a_server_that_takes_the_message_and_hangs_up_leaves_it_unknown(mail: OutgoingMail, server: Smtp) -> None:
    server.drop = True
    assert attempt(current_id(), mail.pk) is None
    again(mail)
    assert states(mail) == ["unknown", "unknown"] and len(server.mails) == 1
    server.drop = False
    row = mail.recipients.order_by("id")[0]
    resend(row, by=SYSTEM, at=timezone.now())
    attempt(current_id(), mail.pk)
    assert states(mail) == ["accepted", "unknown"]
    assert server.mails[1].recipients == ["carl@bakery.example"] and server.mails[1].content == server.mails[0].content


def test_nothing_is_lost_while_the_server_is_away(mail: OutgoingMail, server: Smtp, mailbox: Mailbox) -> None:
    Mailbox.objects.update(smtp_port=free_port())
    attempt(current_id(), mail.pk)
    mailbox.refresh_from_db()
    assert states(mail) == ["queued", "queued"] and "refuses the connection" in mailbox.send_error
    Mailbox.objects.update(smtp_port=server.port)
    again(mail)
    mailbox.refresh_from_db()
    assert states(mail) == ["accepted", "accepted"] and mailbox.send_error == ""


def test_after_two_days_it_is_given_up_and_said(mail: OutgoingMail, server: Smtp) -> None:
    server.on_data = lambda received: "451 later"
    OutgoingMail.objects.update(send_at=timezone.now() - timedelta(hours=49))
    attempt(current_id(), mail.pk)
    assert states(mail) == ["failed", "failed"] and "48 hours" in mail.recipients.all()[0].detail


def test_a_sender_that_died_while_handing_over_leaves_it_unknown(mail: OutgoingMail, server: Smtp) -> None:
    mail.recipients.filter(address__startswith="carl").update(state="sending")
    attempt(current_id(), mail.pk)
    assert states(mail) == ["unknown", "accepted"] and server.mails[0].recipients == ["mia@bakery.example"]


def test_dying_before_the_final_dot_costs_nothing(mail: OutgoingMail, server: Smtp, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(sending, "transmit", killed)
        attempt(current_id(), mail.pk)
    assert states(mail) == ["queued", "queued"]
    again(mail)
    assert states(mail) == ["accepted", "accepted"] and len(server.mails) == 1


def test_who_is_called_back_while_we_talk_gets_nothing(mail: OutgoingMail, server: Smtp) -> None:
    def call_back(address: str) -> None:
        Recipient.objects.filter(mail=mail, address=address).update(state="cancelled")

    real = sending.transmit

    def late(*args: object, **kwargs: object) -> object:
        call_back("mia@bakery.example")
        return real(*args, **kwargs)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sending, "transmit", late)
        attempt(current_id(), mail.pk)
    assert server.mails == [] and states(mail) == ["queued", "cancelled"]
    again(mail)
    assert [each.recipients for each in server.mails] == [["carl@bakery.example"]]


def test_what_has_left_cannot_be_called_back(mail: OutgoingMail, server: Smtp) -> None:
    assert cancel(mail, by=SYSTEM, at=timezone.now()) == 2
    attempt(current_id(), mail.pk)
    assert server.mails == []
    with pytest.raises(TooLate):
        cancel(mail, by=SYSTEM, at=timezone.now())


def test_mail_waits_while_its_mailbox_is_switched_off(mail: OutgoingMail, server: Smtp, mailbox: Mailbox) -> None:
    deactivate(mailbox, by=SYSTEM, at=timezone.now())
    assert attempt(current_id(), mail.pk) is None
    assert states(mail) == ["queued", "queued"]
    activate(mailbox, by=SYSTEM, at=timezone.now())
    attempt(current_id(), mail.pk)
    assert states(mail) == ["accepted", "accepted"]


def test_a_server_that_wants_no_detail_in_the_sender_gets_the_plain_address(mail: OutgoingMail, server: Smtp) -> None:
    async def handle_mail(self: Smtp, smtp: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "+" in address:
            return "553 5.7.1 Not yours"
        envelope.mail_from = address
        return "250 OK"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Smtp, "handle_MAIL", handle_mail, raising=False)
        with smtp_server() as strict:
            Mailbox.objects.update(smtp_port=strict.port)
            attempt(current_id(), mail.pk)
            assert strict.mails[0].sender == "help@pine.example"


def test_two_senders_do_not_send_the_same_mail(mail: OutgoingMail, server: Smtp, transactional_lock: None) -> None:
    assert attempt(current_id(), mail.pk) is None
    assert server.mails == [] and states(mail) == ["queued", "queued"]


@pytest.fixture
def transactional_lock(mail: OutgoingMail) -> Iterator[None]:
    """Another process holds the mail: locks of one connection do not exclude each other."""
    from django.db import connection

    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [Work.SENDING << 48 | mail.pk])
        yield
    finally:
        other.close()


def test_a_lock_is_given_back(mail: OutgoingMail) -> None:
    for _ in range(2):
        with alone(Work.SENDING, mail.pk) as has_it:
            assert has_it
