"""Reports that other signs than RFC 3464's tell, each recipient's own fate, and mails that only speak of reports."""

import random
import time

import pytest

from bench.mail.automatic import ALL as AUTOMATIC
from bench.mail.bounces import EVERY, make
from bench.mail.judging import Score, judge
from usher.mail.incoming.parse import parse
from usher.mail.message import FailedRecipient, Kind, ParsedMessage
from usher.mail.outgoing.suspending import is_hard

DAEMON = "Mail Delivery System <mailer-daemon@far.example>"


def read(
    text: str, *headers: str, sender: str = DAEMON, subject: str = "Undelivered Mail Returned to Sender"
) -> ParsedMessage:
    lines = [f"From: {sender}", "To: support@pine.example", f"Subject: {subject}", *headers, "", text]
    return parse("\r\n".join(lines).encode())


def report(*blocks: str) -> ParsedMessage:
    status = "\n\n".join(("Reporting-MTA: dns; mx.far.example", *blocks))
    body = (
        f"--b\nContent-Type: text/plain\n\nSee below.\n\n--b\nContent-Type: message/delivery-status\n\n{status}\n\n--b--\n"
    )
    return read(body, "Content-Type: multipart/report; report-type=delivery-status; boundary=b")


def block(name: str, action: str, status: str) -> str:
    return f"Final-Recipient: rfc822; {name}@far.example\nAction: {action}\nStatus: {status}"


def fates(message: ParsedMessage) -> list[tuple[str | None, str, str | None]]:
    recipients: tuple[FailedRecipient, ...] = message.bounce.recipients if message.bounce else ()
    return [(each.recipient, each.action, each.status) for each in recipients]


@pytest.mark.parametrize("name", [each[0] for each in EVERY])
def test_every_form_of_report_is_found(name: str) -> None:
    chance, score = random.Random(1), Score()
    sample = next(each for each in iter(lambda: make(chance), None) if each.name == f"bounce {name}")
    judge(sample, parse(sample.raw), score)
    assert [each[:2] for each in score.wrong] == []


def test_automatic_mail_and_people_who_speak_of_reports_are_told_apart() -> None:
    chance, score = random.Random(2), Score()
    for _ in range(600):
        sample = chance.choice(AUTOMATIC)(chance)
        judge(sample, parse(sample.raw), score)
    assert [each[:2] for each in score.wrong] == []


def test_each_recipient_of_a_report_has_a_fate_of_their_own() -> None:
    message = report(block("a", "failed", "5.1.1"), block("b", "delayed", "4.2.2"), block("c", "relayed", "2.0.0"))
    assert message.kind is Kind.BOUNCE
    assert fates(message) == [
        ("a@far.example", "failed", "5.1.1"),
        ("b@far.example", "delayed", "4.2.2"),
        ("c@far.example", "relayed", "2.0.0"),
    ]


def test_each_recipient_named_in_text_has_a_fate_of_their_own() -> None:
    message = read("  a@far.example\n    550 5.1.1 unknown user\n\n  b@far.example\n    450 4.2.2 full, will be retried\n")
    assert fates(message) == [("a@far.example", "failed", "5.1.1"), ("b@far.example", "delayed", "4.2.2")]


@pytest.mark.parametrize("status", ["4.4.7", "5.4.7", "4.0.0"])
def test_a_delay_is_never_a_hard_bounce(status: str) -> None:
    message = report(block("a", "delayed", status))
    assert message.kind is Kind.DELIVERY_DELAY
    assert not any(is_hard(each.status) for each in (message.bounce.recipients if message.bounce else ()))


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "deliverable", "Relayed (to a mailer)"])
def test_what_arrived_is_no_bounce(action: str) -> None:
    message = report(block("a", action, "2.1.5"))
    assert (message.kind, message.bounce) == (Kind.AUTO_REPLY, None)


def test_what_arrived_is_no_bounce_in_a_servers_own_words_either() -> None:
    message = read("Your message was delivered to:\n\na@far.example", "Return-Path: <>", subject="Delivery Notification")
    assert message.kind is Kind.AUTO_REPLY


def test_the_mail_that_came_back_is_known_by_its_header_below_the_text() -> None:
    message = read("<a@far.example>: gone\n\n--- The header follows. ---\n\nMessage-ID: <1@pine.example>\nTo: a@far.example")
    assert message.bounce is not None
    assert (fates(message)[0][0], message.bounce.message_id) == ("a@far.example", "<1@pine.example>")


def test_what_a_server_says_of_a_mailbox_of_ours_is_about_that_mailbox() -> None:
    assert fates(read("<support@pine.example>:\nRemote host said: 552 disk quota exceeded"))[0][0] == "support@pine.example"


@pytest.mark.parametrize("kind", ["auth-failure", "not-spam"])
def test_feedback_that_blames_nobody_is_no_complaint(kind: str) -> None:
    fields = f"Feedback-Type: {kind}\nUser-Agent: X/1\nVersion: 1\nOriginal-Rcpt-To: <a@far.example>"
    body = f"--b\nContent-Type: message/feedback-report\n\n{fields}\n\n--b--\n"
    message = read(body, "Content-Type: multipart/report; report-type=feedback-report; boundary=b")
    assert message.kind is Kind.FEEDBACK
    assert [each[1] for each in fates(message)] == ["reported"]


@pytest.mark.parametrize(
    "text", [" " * 60_000 + "x", "-" * 60_000 + "x", "- " * 30_000, "a@b.example " * 5_000, "to: \n" * 12_000]
)
@pytest.mark.parametrize("sender", [DAEMON, "Carl <carl@fir.example>"])
def test_a_crafted_text_holds_nobody_up(text: str, sender: str) -> None:
    began = time.process_time()
    read(f"not delivered\n{text}", "Return-Path: <>", sender=sender)
    assert time.process_time() - began < 3
