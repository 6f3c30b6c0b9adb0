"""What we send can be read back exactly, whatever names, subjects and texts hold."""

import email
import email.policy
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from usher.mail.incoming.parse import parse
from usher.mail.marker import LOOP_HEADER
from usher.mail.message import Address, Kind
from usher.mail.outgoing.compose import MAX_REFERENCES_BYTES, File, capped_references, compose
from usher.mail.outgoing.header_lines import one_line, plain_name

ADA = Address("Ada", "support@pine.example")
CARL = Address("Carl", "carl@fir.example")
AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


def made(**changes) -> bytes:  # type: ignore[no-untyped-def]
    values = {
        "sender": ADA,
        "to": [CARL],
        "subject": "Hello",
        "text": "Hello Carl\n",
        "message_id": "<t.1.a.b@pine.example>",
        "date": AT,
    }
    return compose(**(values | changes))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=TEXTS, subject=TEXTS, text=TEXTS, html=st.none() | TEXTS, file_name=TEXTS, content=st.binary(max_size=300))
def test_what_is_composed_is_read_back(
    name: str, subject: str, text: str, html: str | None, file_name: str, content: bytes
) -> None:
    raw = made(
        sender=Address(name, "support@pine.example"),
        to=[Address(name, "carl@fir.example"), Address("x" + name, "mia@fir.example")],
        subject=subject,
        text=text,
        html=html,
        attachments=[File(file_name, "application/pdf", content)],
    )
    read = parse(raw)
    assert read.error is None
    assert [each.address for each in read.to] == ["carl@fir.example", "mia@fir.example"]
    assert read.sender is not None and read.sender.address == "support@pine.example"
    assert read.sender.name == " ".join(plain_name(name).split())
    assert read.subject == one_line(subject[:998])
    expected = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n").rstrip()
    assert read.text == expected or not expected.strip()
    assert [each.content for each in read.attachments] == [content]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.emails()), min_size=1, max_size=30, unique_by=lambda each: each[1].lower()))
def test_no_display_name_becomes_a_recipient(people: list[tuple[str, str]]) -> None:
    raw = made(to=[Address(name, address) for name, address in people])
    expected = [address.rpartition("@")[0] for _, address in people]
    assert [each.address.rpartition("@")[0] for each in parse(raw).to] == expected
    other = email.message_from_bytes(raw, policy=email.policy.default)["To"].addresses
    assert [each.username for each in other] == expected


def test_a_name_full_of_recipients_stays_a_name() -> None:
    evil = 'Eve, evil@attacker.example, "x" <y@attacker.example>; ' * 5
    raw = made(to=[Address(evil, "carl@fir.example")])
    assert b"attacker.example>" not in raw
    assert [each.address for each in parse(raw).to] == ["carl@fir.example"]


@pytest.mark.parametrize("field", ["name", "subject", "extra"])
def test_s03_line_breaks_cannot_start_a_header(field: str) -> None:
    poison = "x\r\nBcc: eve@attacker.example\r\n\r\nbody"
    raw = made(
        sender=Address(poison if field == "name" else "Ada", "support@pine.example"),
        subject=poison if field == "subject" else "Hello",
        extra_headers={"X-Team": poison} if field == "extra" else None,
    )
    read = parse(raw)
    assert read.header("bcc") is None
    assert read.text == "Hello Carl"


def test_s03_an_address_with_a_line_break_is_refused() -> None:
    with pytest.raises(ValueError, match="not an address"):
        made(to=[Address("Carl", "carl@fir.example\r\nBcc: eve@attacker.example")])


@pytest.mark.parametrize("name", ["Bcc", "bcc", "From", "Content-Type", "MIME-Version"])
def test_s06_headers_that_are_ours_cannot_be_added(name: str) -> None:
    with pytest.raises(ValueError, match="set by the mail itself"):
        made(extra_headers={name: "x"})


def test_every_line_fits_and_is_seven_bit_with_crlf() -> None:
    raw = made(
        subject="ü" * 400, text="ü" * 5_000 + "\n.\nFrom here\n", references=[f"<{n}@fir.example>" for n in range(900)]
    )
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert max(len(line) for line in raw.split(b"\r\n\r\n", 1)[1].split(b"\r\n")) <= 78


def test_references_keep_the_root_and_the_latest() -> None:
    ids = [f"<{number}@fir.example>" for number in range(500)]
    kept = capped_references(ids)
    assert kept[0] == ids[0] and kept[-1] == ids[-1]
    assert len(" ".join(kept)) <= MAX_REFERENCES_BYTES + 1
    assert parse(made(references=ids, in_reply_to=ids[-1])).references == tuple(kept)


def test_the_headers_of_a_long_conversation_stay_below_four_kilobytes() -> None:
    raw = made(
        sender=Address("Ä" * 100, "support@pine.example"), to=[Address("Ö" * 100, "carl@fir.example")], subject="oven " * 80,
        cc=[Address("Mia", f"mia{n}@fir.example") for n in range(5)], in_reply_to=f"<{'x' * 200}@fir.example>",
        references=[f"<{number}.{'x' * 60}@fir.example>" for number in range(90)],
    )  # fmt: skip
    signature = 900
    assert len(raw.partition(b"\r\n\r\n")[0]) + signature < 4096


def test_s05_inline_images_travel_as_parts_of_the_page() -> None:
    image = File("logo.png", "image/png", b"\x89PNG\r\n\x1a\n", "logo")
    read = parse(made(html='<p>Hi <img src="cid:logo"></p>', inline_images=[image]))
    assert [(each.name, each.inline, each.content_id) for each in read.attachments] == [("logo.png", True, "logo")]
    assert read.html is not None and "cid:logo" in read.html


def test_automatic_mail_says_so_and_a_members_reply_does_not() -> None:
    automatic = parse(made(auto="auto-replied"))
    assert automatic.kind is Kind.AUTO_REPLY
    assert automatic.header("X-Auto-Response-Suppress") == "All"
    assert automatic.header(LOOP_HEADER) == "yes"
    personal = parse(made())
    assert personal.kind is Kind.MESSAGE
    assert personal.header("Auto-Submitted") is None


def test_an_enclosed_message_goes_out_as_a_file() -> None:
    eml = b"Subject: inner\r\n\r\ninner body\r\n"
    (file,) = parse(made(attachments=[File("inner.eml", "message/rfc822", eml)])).attachments
    assert (file.name, file.content) == ("inner.eml", eml)


def test_international_domains_go_out_in_their_ascii_form() -> None:
    assert b"<j@xn--bcher-kva.example>" in made(to=[Address("Jo", "j@bücher.example")])


def test_a_date_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        made(date=datetime(2026, 11, 22))
