# ruff: noqa: E501  (lines as mails have them)
"""Bounces, delays, automatic answers and complaints are told from what people write."""

from pathlib import Path

import pytest

from usher.mail.incoming.classify import may_auto_answer
from usher.mail.incoming.parse import parse
from usher.mail.marker import LOOP_HEADER
from usher.mail.message import Kind, ParsedMessage

SAMPLES = Path(__file__).parents[1] / "samples"
OURS = "<t.1.x.y@pine.example>"
CARL = "carl@fir.example"

BOUNCES: dict[str, tuple[str | None, str, str | None, str | None]] = {
    "postfix": (CARL, "failed", "5.1.1", OURS),
    "postfix-headers-only": (CARL, "failed", "5.1.1", OURS),
    "postfix-delay": (CARL, "delayed", "4.4.1", OURS),
    "two-recipients": (CARL, "failed", "5.2.2", OURS),
    "no-action": (CARL, "failed", "5.1.1", OURS),
    "international": ("jörg@fir.example", "failed", "5.1.1", OURS),
    "original-recipient": (CARL, "failed", "5.1.1", OURS),
    "gmail": (CARL, "failed", "5.1.1", OURS),
    "exchange-online": (CARL, "failed", "5.1.1", OURS),
    "qmail": (CARL, "failed", "5.1.1", OURS),
    "exim": (CARL, "failed", "5.1.1", OURS),
    "exim-warning": (CARL, "delayed", "4.0.0", None),
    "sendmail-of-old": (CARL, "failed", "5.1.1", OURS),
    "exchange-of-old": (CARL, "failed", "5.1.1", None),
    "yahoo-of-old": (CARL, "failed", "5.1.1", OURS),
    "domino": (CARL, "failed", "5.1.1", None),
    "mdaemon": (CARL, "failed", "5.1.1", None),
    "gmail-of-old": (CARL, "failed", "5.1.1", OURS),
    "gmail-delay": (CARL, "delayed", "4.0.0", None),
    "mail-ru": (CARL, "failed", "5.2.2", None),
    "german": (CARL, "failed", "5.1.1", OURS),
    "japanese": (CARL, "failed", "5.1.1", None),
    "courier": (CARL, "failed", "5.1.1", None),
    "gateway-quota": (CARL, "failed", "5.2.2", None),
    "aol-multi": (CARL, "failed", "5.7.1", OURS),
    "x-unread-fields-in-text": (CARL, "failed", "5.1.1", None),
}


def read(name: str) -> ParsedMessage:
    return parse((SAMPLES / f"{name}.eml").read_bytes())


@pytest.mark.parametrize("name", BOUNCES)
def test_a_bounce_tells_whom_and_which_message(name: str) -> None:
    message = read(f"bounce-{name}")
    recipient, action, status, message_id = BOUNCES[name]
    assert message.kind is (Kind.BOUNCE if action == "failed" else Kind.DELIVERY_DELAY)
    assert message.bounce is not None
    assert message.bounce.to_dict() == {"recipient": recipient, "action": action, "status": status, "message_id": message_id}


def test_a_success_report_is_no_bounce() -> None:
    assert read("bounce-success").kind is Kind.AUTO_REPLY
    assert read("bounce-success").bounce is None


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("auto-*.eml")), ids=lambda path: path.stem)
def test_m14_an_automatic_answer_is_told_from_a_message(path: Path) -> None:
    expected = Kind.FEEDBACK if path.stem == "auto-complaint" else Kind.AUTO_REPLY
    assert parse(path.read_bytes()).kind is expected


def test_a_complaint_tells_who_and_about_which_message() -> None:
    bounce = read("auto-complaint").bounce
    assert bounce is not None
    assert (bounce.recipients[0].recipient, bounce.message_id) == (CARL, OURS)


def mail(
    *headers: str, subject: str = "Oven", body: str = "The oven is cold.", sender: str = "Carl <carl@fir.example>"
) -> ParsedMessage:
    lines = [f"From: {sender}", "To: support@pine.example", f"Subject: {subject}", *headers, "", body]
    return parse("\r\n".join(lines).encode())


@pytest.mark.parametrize(
    ("subject", "body", "sender"),
    [
        (
            "Undeliverable: my parcel",
            "It could not be delivered, the address was not found. What now?",
            "Carl <carl@fir.example>",
        ),
        ("Fwd: Mail delivery failed", "I got this: 550 5.1.1 user unknown", "Carl <carl@fir.example>"),
        ("Re: failure notice", "Thanks, the mailbox was full.", "Carl <carl@fir.example>"),
        ("Server status", "All services run.", "postmaster@fir.example"),
        ("Welcome", "Your new account is ready.", "Mail Administrator <mailadmin@fir.example>"),
        ("Out of office hours", "When are you open?", "Carl <carl@fir.example>"),
        ("Vacation request form is broken", "The form shows an error since Monday.", "Carl <carl@fir.example>"),
        ("Automatic doors", "The automatic door does not open.", "Carl <carl@fir.example>"),
        ("Delivery delayed?", "Where is my order?", "Carl <carl@fir.example>"),
        ("Disk full on host web1", "Quota exceeded on /var", "nagios@fir.example"),
    ],
)
def test_a_persons_mail_about_such_things_is_a_message(subject: str, body: str, sender: str) -> None:
    assert mail(subject=subject, body=body, sender=sender).kind is Kind.MESSAGE


def test_a_systems_notice_is_a_message_that_no_machine_answers() -> None:
    notice = mail("Auto-Submitted: auto-generated", subject="Backup failed", sender="backup@fir.example")
    assert notice.kind is Kind.MESSAGE
    assert may_auto_answer(notice, []) is not None


OWN = ["support@pine.example", "Sales@Pine.example"]


def test_a_customers_mail_may_be_answered() -> None:
    assert may_auto_answer(mail(), OWN) is None


def test_l05_auto_submitted_no_is_a_person() -> None:
    assert may_auto_answer(mail("Auto-Submitted: no"), OWN) is None
    assert may_auto_answer(mail("Auto-Submitted: No; comment"), OWN) is None


@pytest.mark.parametrize("subject", ["Abwesenheit: Max Fir ab 3. Mai", "不在: Carl"])
def test_people_report_who_is_away_in_the_words_of_machines(subject: str) -> None:
    raw = "From: Carl <carl@fir.example>\nSubject: {}\nMessage-ID: <1@fir.example>\n{}\nPlease note it.".format
    assert parse(raw(subject, "").encode()).kind is Kind.MESSAGE
    assert parse(raw(subject, "X-Auto-Response-Suppress: All\n").encode()).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "header",
    [
        "Return-Path: <>",
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated; owner-email=x@fir.example",
        "AUTO-SUBMITTED:\r\n auto-notified",
        "List-Id: <ovens.fir.example>",
        "List-Unsubscribe: <mailto:x@fir.example>",
        "Precedence: bulk",
        "Precedence: LIST",
        "precedence: junk",
        "Precedence: auto_reply",
        "X-Auto-Response-Suppress: All",
        "X-Auto-Response-Suppress: DR, RN, OOF",
        "X-Auto-Response-Suppress: AutoReply",
        "X-Autoreply: yes",
        "X-Autorespond: Oven",
        "X-Loop: fir.example",
        f"{LOOP_HEADER}: yes",
        f"{LOOP_HEADER.lower()}:\r\n yes",
        "X-Spam-Flag: YES",
        "X-Spam-Status: Yes, score=12",
        "Reply-To: support@pine.example",
        "Reply-To: SALES+t.1.abc@pine.example",
        "Reply-To: no-reply@fir.example",
    ],
)
def test_l06_headers_forbid_an_automatic_answer(header: str) -> None:
    refusal = may_auto_answer(mail(header), OWN)
    assert refusal is not None
    assert refusal.reason


@pytest.mark.parametrize(
    "sender",
    [
        "mailer-daemon@fir.example", "Postmaster@fir.example", "noreply@fir.example", "no-reply@fir.example", "no_reply+x@fir.example",
        "shop-noreply@fir.example", "do-not-reply@fir.example", "DoNotReply@fir.example", "bounce@fir.example", "bounces+12@fir.example",
        "owner-ovens@fir.example", "ovens-request@fir.example", "support@pine.example", "support+t.1.x@PINE.example",
    ],
)  # fmt: skip
def test_l02_l04_robots_and_ourselves_get_no_automatic_answer(sender: str) -> None:
    assert may_auto_answer(mail(sender=sender), OWN) is not None


def test_l03_bounces_get_no_automatic_answer() -> None:
    assert all(may_auto_answer(parse(path.read_bytes()), OWN) is not None for path in SAMPLES.glob("bounce-*.eml"))
    assert all(may_auto_answer(parse(path.read_bytes()), OWN) is not None for path in SAMPLES.glob("auto-*.eml"))


@pytest.mark.parametrize(
    "sender", ["norbert.reply@fir.example", "nora@fir.example", "bouncer@fir.example", "request@fir.example"]
)
def test_people_with_such_names_are_answered(sender: str) -> None:
    assert may_auto_answer(mail(sender=sender), OWN) is None


def test_a_mail_without_sender_gets_none() -> None:
    assert may_auto_answer(parse(b"To: support@pine.example\r\n\r\nhi"), OWN) is not None
