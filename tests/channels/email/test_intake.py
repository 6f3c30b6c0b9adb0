"""A mail becomes a ticket."""

import pytest

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.world import NOON
from usher.mail.models import IncomingMail, Mailbox
from usher.organizations.actions import change
from usher.people.actors import SYSTEM
from usher.people.models import Contact
from usher.tickets.models import Ticket


def test_a_mail_opens_a_ticket_of_its_sender(post: Post) -> None:
    row = post.arrive(letter(sender="Nia New <nia@bakery.example>", cc="Mia Malt <mia@bakery.example>"))
    ticket = post.ticket_of(row)
    assert (row.state, row.reason, row.sender) == ("applied", f"Opened {ticket.code}.", "nia@bakery.example")
    assert (ticket.subject, ticket.source, ticket.mailbox_id) == ("Oven does not heat", "email", post.mailbox.pk)
    assert ticket.requester is not None and ticket.requester.company == post.world.bakery
    assert list(ticket.participants.values_list("email", flat=True)) == ["mia@bakery.example"]
    (message,) = post.messages(ticket)
    assert (message.text, message.incoming_id) == ("The big oven stays cold.", row.pk)
    assert message.author_email == "nia@bakery.example"


def test_the_acknowledgement_says_nothing_that_the_sender_chose(post: Post) -> None:
    row = post.arrive(letter(sender='"Buy pills" <victim@else.example>', subject="Cheap pills", text="http://pills.example"))
    (mail,) = post.outbox("acknowledgement")
    sent = read(mail.content)
    assert sent["Auto-Submitted"] == "auto-replied" and sent["To"] == "victim@else.example"
    assert "ills" not in bytes(mail.content).decode() and post.ticket_of(row).code in sent["Subject"]


def test_no_acknowledgement_when_the_organization_wants_none(post: Post) -> None:
    change(post.world.pine, by=SYSTEM, at=NOON, changes={"acknowledges": False})
    post.arrive(letter())
    assert post.outbox() == []


def test_M05_the_same_mail_again_is_no_second_ticket_but_another_body_under_its_id_is(post: Post) -> None:
    raw = letter(message_id="<dhl@parcel.example>")
    first = post.arrive(raw)
    assert post.arrive(b"Received: by another.example; today\n" + raw).pk == first.pk
    second = post.arrive(letter(message_id="<dhl@parcel.example>", text="Another parcel."))
    assert second.pk != first.pk and second.state == "applied"
    assert Ticket.objects.filter(source="email").count() == 2


def test_M06_a_mail_without_message_id_arrives_once(post: Post) -> None:
    raw = letter(message_id=None)
    assert post.arrive(raw).pk == post.arrive(raw).pk
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    "raw", [b"", b"\0\0\0", b"no header at all", letter(sender=""), b"Subject: x\nFrom: undisclosed:;\n\nHi"]
)
def test_M03_what_cannot_be_used_is_set_aside_and_the_next_mail_goes_on(post: Post, raw: bytes) -> None:
    row = post.arrive(raw)
    assert row.state == "quarantined" and row.reason.endswith(".")
    assert post.arrive(letter()).state == "applied"


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@b.example\nTo: " + b"x@y.example, " * 90_000 + b"\nSubject: wide\n\nHi",
        b"".join(b"X-%d: y\n" % n for n in range(10_000)) + b"From: a@b.example\nSubject: many\n\nHi",
        b"From: a@b.example\nSubject: deep\n" + b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 200 + b"\nHi",
        b"From: a@b.example\nSubject: \\\nContent-Type: text/plain; charset=klingon\n"
        b"Content-Transfer-Encoding: base64\n\n!!!!",
        b"From: a@b.example\nSubject: =?utf-8?q?a=0D=0ABcc:=00x?=\n\nHi\0 there \xff\xfe",
        b'From: "x@y.example" <a@b.example>\nSubject: ' + b"s" * 1_000_000 + b"\n\nHi",
    ],
)
def test_M03_strange_mail_becomes_a_ticket_all_the_same(post: Post, raw: bytes) -> None:
    row = post.arrive(raw)
    assert row.state == "applied", row.reason
    ticket = post.ticket_of(row)
    assert ticket.requester is not None and ticket.requester.email == "a@b.example"
    assert len(ticket.subject) <= 500 and "\n" not in ticket.subject


@pytest.mark.parametrize(
    ("raw", "text", "files"),
    [
        (letter(text=None, files=(("photo.png", "image/png", b"\x89PNG"),)), "", ["photo.png"]),
        (letter(text="", subject="Only this"), "(no text)", []),
        (letter(subject=""), "The big oven stays cold.", []),
        (letter(text=None, html="<p>Very <b>cold</b></p>"), "Very cold", []),
        (letter(files=(("Ofen übel.pdf", "application/pdf", b"%PDF"),)), "The big oven stays cold.", ["Ofen übel.pdf"]),
    ],
)
def test_M07_every_shape_of_a_mail(post: Post, raw: bytes, text: str, files: list[str]) -> None:
    (message,) = post.messages(post.ticket_of(post.arrive(raw)))
    assert message.text == text
    assert [part.file.name for part in message.files.all()] == files


def test_M07_a_mail_without_subject_gets_one(post: Post) -> None:
    assert post.ticket_of(post.arrive(letter(subject=""))).subject == "(no subject)"


def test_M07_inline_pictures_are_linked_by_their_content_id(post: Post) -> None:
    raw = (
        b"From: a@b.example\nSubject: x\nContent-Type: multipart/related; boundary=r\n\n"
        b"--r\nContent-Type: text/html\n\n<p>Look <img src='cid:one@x'><script>alert(1)</script></p>\n"
        b"--r\nContent-Type: image/png\nContent-ID: <one@x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--r--\n"
    )
    (message,) = post.messages(post.ticket_of(post.arrive(raw)))
    (part,) = message.files.all()
    assert (part.is_inline, part.content_id) == (True, "one@x")
    assert 'src="cid:one@x"' in message.html and "script" not in message.html


def test_M11_mail_that_left_through_this_mailbox_is_recognised(post: Post) -> None:
    post.arrive(letter())
    (mail,) = post.outbox("acknowledgement")
    row = post.arrive(bytes(mail.content))
    assert (row.state, Ticket.objects.count()) == ("ignored", 1)


def test_T10_one_ticket_per_mailbox_and_one_acknowledgement(post: Post) -> None:
    sales = Mailbox.objects.create(address="sales@pine.example", smtp_host="sink", created_at=post.mailbox.created_at)
    raw = letter(to="help@pine.example, sales@pine.example")
    rows = [post.arrive(raw), post.arrive(raw, mailbox=sales)]
    assert [row.state for row in rows] == ["applied", "applied"] and rows[0].ticket_id != rows[1].ticket_id
    assert len(post.outbox("acknowledgement")) == 1
    assert not any(ticket.participants.exists() for ticket in Ticket.objects.all())


def test_a_member_writing_to_the_mailbox_gets_no_rights_by_their_address(post: Post) -> None:
    row = post.arrive(letter(sender="Ada <ada@usher.example>"))
    (message,) = post.messages(post.ticket_of(row))
    assert message.author_kind == "contact" and message.author_member is None


def test_a_failure_of_ours_is_tried_again_and_then_quarantined(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    from usher.mail.incoming import settling

    def broken(*_: object) -> object:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr(settling, "hand_over", broken)
    row = post.arrive(letter())
    assert (row.state, row.attempts) == ("received", 1) and row.next_attempt_at is not None and "ZeroDivision" in row.trace
    other = post.arrive(letter(subject="Next"))
    assert other.attempts == 1
    for _ in range(4):
        IncomingMail.objects.filter(pk=row.pk).update(next_attempt_at=None)
        post.work()
    row.refresh_from_db()
    assert row.state == "quarantined" and "Nothing is lost" in row.reason
    assert not Ticket.objects.exists() and Contact.objects.filter(email="carl@bakery.example").count() == 1
