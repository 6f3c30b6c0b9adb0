# ruff: noqa: E501, RUF001  (lines as mails have them, scripts of the world)
"""What mails say arrives whole: forwards within forwards, long texts of every script, encrypted mail, delays."""

import base64
import quopri

import pytest

from tests.channels.email.conftest import Post
from tests.mail.letters import letter
from usher.channels.email.arriving.content import ENCRYPTED
from usher.tickets.models import Ticket

THAI = "เตาอบเย็นตั้งแต่เมื่อวานและไม่มีใครมาดูเลยค่ะ" * 60
CHINESE = "烤箱从昨天起就不热了请在中午之前打电话给我们谢谢" * 60
HEBREW = "\u202bהתנור קר מאז אתמול, נא להתקשר לפני הצהריים.\u202c " * 40
ARABIC = "الفرن بارد منذ أمس، يرجى الاتصال قبل الظهر. " * 40
GERMAN = "Der Ofen wird trotz aller Mühe nicht wärmer – größer wird nur die Kälte. " * 40


def flowed(text: str, *, delsp: bool) -> bytes:
    """RFC 3676 with lines of 60 characters; DelSp adds a space that is none (section 4.1)."""
    lines = []
    while len(text) > 60:
        at = 60 if delsp else text.rfind(" ", 0, 60) + 1
        lines.append(text[:at] + (" " if delsp else ""))
        text = text[at:]
    return "\r\n".join([*lines, text]).encode()


def raw(content: bytes, kind: str, encoding: str) -> bytes:
    head = f"From: carl@bakery.example\r\nSubject: Long\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode() + content


LONG = [
    ("Thai, quoted-printable", THAI, raw(quopri.encodestring(THAI.encode()), "text/plain; charset=utf-8", "quoted-printable")),
    ("Thai in TIS-620", THAI, raw(base64.encodebytes(THAI.encode("tis-620")), "text/plain; charset=tis-620", "base64")),
    ("Chinese, GB 18030 called GB 2312", CHINESE, raw(quopri.encodestring(CHINESE.encode("gb18030")), "text/plain; charset=gb2312", "quoted-printable")),
    ("Chinese, flowed with DelSp", CHINESE, raw(base64.encodebytes(flowed(CHINESE, delsp=True)), "text/plain; charset=utf-8; format=flowed; delsp=yes", "base64")),
    ("German, flowed", GERMAN, raw(base64.encodebytes(flowed(GERMAN, delsp=False)), "text/plain; charset=utf-8; format=flowed", "base64")),
    ("German, Latin-1, quoted-printable", GERMAN.replace("–", "-"), raw(quopri.encodestring(GERMAN.replace("–", "-").encode("latin-1")), "text/plain; charset=iso-8859-1", "quoted-printable")),
    ("Hebrew with direction marks", HEBREW, raw(quopri.encodestring(HEBREW.encode()), "text/plain; charset=utf-8", "quoted-printable")),
    ("Arabic in Windows-1256", ARABIC, raw(ARABIC.encode("cp1256"), "text/plain; charset=windows-1256", "8bit")),
    ("Japanese in ISO-2022-JP", "オーブンが冷たい。" * 80, raw(("オーブンが冷たい。" * 80).encode("iso-2022-jp"), "text/plain; charset=iso-2022-jp", "7bit")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mail"), [each[1:] for each in LONG], ids=[each[0] for each in LONG])
def test_M09_long_text_of_every_script_arrives_letter_by_letter(post: Post, text: str, mail: bytes) -> None:
    (message,) = post.messages(post.ticket_of(post.arrive(mail)))
    assert message.text == text.strip()


INNER = b"From: Mia <mia@fir.example>\r\nSubject: First\r\n\r\nThe very first words.\r\n"
MIDDLE = (
    b'From: Bob <bob@fir.example>\r\nSubject: Second\r\nContent-Type: multipart/mixed; boundary="m"\r\n\r\n--m\r\n'
    b"Content-Type: text/plain\r\n\r\nSee the first.\r\n--m\r\nContent-Type: message/rfc822\r\n\r\n" + INNER + b"--m--\r\n"
)
OUTER = (
    b'From: carl@bakery.example\r\nSubject: Fwd: Second\r\nContent-Type: multipart/mixed; boundary="o"\r\n\r\n--o\r\n'
    b"Content-Type: text/plain\r\n\r\nPlease have a look.\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n"
    + MIDDLE
    + b"--o--\r\n"
)
WRITTEN_FORWARD = (
    "Please have a look.\n\n---------- Forwarded message ---------\nFrom: Bob <bob@fir.example>\n"
    "Date: Tue, Mar 12, 2024 at 3:15 PM\nSubject: Second\nTo: <carl@bakery.example>\n\nSee the first.\n\n"
    "---------- Forwarded message ---------\nFrom: Mia <mia@fir.example>\nDate: Mon, Mar 11, 2024 at 1:00 PM\n"
    "Subject: First\nTo: <bob@fir.example>\n\nThe very first words."
)


def test_M08_a_forward_within_a_forward_is_kept_as_a_file_named_by_its_subject(post: Post) -> None:
    (message,) = post.messages(post.ticket_of(post.arrive(OUTER)))
    assert message.text == "Please have a look."
    (part,) = message.files.all()
    assert part.file.name == "Second.eml" and not part.is_inline


@pytest.mark.parametrize("subject", ["Fwd: Second", "Re: Oven"])
def test_M08_written_forwards_keep_all_their_levels_also_as_an_answer(post: Post, subject: str) -> None:
    opened = post.arrive(letter(message_id="<first@bakery.example>"))
    post.arrive(letter(subject=subject, text=WRITTEN_FORWARD, In_Reply_To="<first@bakery.example>"))
    message = post.messages(post.ticket_of(opened))[-1]
    assert message.text == WRITTEN_FORWARD


ENVELOPED = (
    b'From: carl@bakery.example\r\nSubject: Secret\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\r\n'
    b"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7m\r\n\r\nMIAGCSqGSIb3DQEHA6CAMIACAQAxggE=\r\n"
)


def test_M07_encrypted_mail_is_no_empty_ticket_and_its_file_is_kept(post: Post) -> None:
    (message,) = post.messages(post.ticket_of(post.arrive(ENVELOPED)))
    assert message.text == ENCRYPTED and message.holds == {"encrypted": True}
    assert [part.file.name for part in message.files.all()] == ["smime.p7m"]


def test_M14_a_delay_of_a_mail_that_we_did_not_send_opens_and_reopens_nothing(post: Post) -> None:
    row = post.arrive(
        b"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: help@pine.example\r\n"
        b"Subject: Warning: message 1a delayed 24 hours\r\nAuto-Submitted: auto-replied\r\n\r\n"
        b"Your message has not yet been delivered to:\r\n\r\n  carl@bakery.example\r\n\r\nDelivery attempts will continue.\r\n"
    )
    assert row.state == "ignored" and row.kind == "delivery_delay" and Ticket.objects.filter(source="email").count() == 0
