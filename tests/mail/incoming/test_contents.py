# ruff: noqa: E501  (lines as mails have them)
"""What a mail holds: pictures that are shown and those that are not, signed and encrypted mail in unusual wrappings."""

import pytest

from usher.mail.incoming.parse import parse
from usher.mail.mime.armor import without_armor

HEAD = "From: carl@fir.example\r\nSubject: x\r\n"
PICTURE = "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"


def related(html: str, *parts: str) -> bytes:
    inside = "".join(f"--r\r\n{part}{PICTURE}" for part in parts)
    return f"{HEAD}Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n{html}\r\n{inside}--r--".encode()


def picture(name: str, cid: str = "", disposition: str = "inline") -> str:
    identity = f"Content-ID: <{cid}>\r\n" if cid else ""
    return f"Content-Type: image/png; name={name}\r\n{identity}Content-Disposition: {disposition}; filename={name}\r\n"


def marks(raw: bytes) -> list[tuple[str, bool, str | None]]:
    return [(each.name, each.inline, each.content_id) for each in parse(raw).attachments]


def test_M07_a_picture_that_the_page_does_not_show_is_an_attachment_whatever_it_calls_itself() -> None:
    raw = related('<img src="cid:a@x">', picture("a.png", "a@x"), picture("b.png", "b@x"), picture("c.png"))
    assert marks(raw) == [("a.png", True, "a@x"), ("b.png", False, "b@x"), ("c.png", False, None)]


def test_M07_a_picture_called_inline_in_a_mail_without_a_page_is_an_attachment() -> None:
    raw = (
        HEAD
        + f"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nSee.\r\n--m\r\n{picture('a.png', 'a@x')}{PICTURE}--m--"
    ).encode()
    assert marks(raw) == [("a.png", False, "a@x")]


def test_M07_of_two_pictures_with_one_content_id_the_first_is_shown_and_the_second_attached() -> None:
    raw = related('<img src="cid:a@x"><img src="cid:a@x">', picture("a.png", "a@x"), picture("b.png", "a@x"))
    assert marks(raw) == [("a.png", True, "a@x"), ("b.png", False, None)]


@pytest.mark.parametrize("address", ["cid:a%40x", "CID:a@x", "cid:a&#64;x"])
def test_M07_content_ids_are_found_however_the_page_writes_them(address: str) -> None:
    assert marks(related(f'<img src="{address}">', picture("a.png", "a@x"))) == [("a.png", True, "a@x")]


ARMORED = (
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHello,\n\n- -- \nthe oven is cold.\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n"
    "-----END PGP SIGNATURE-----\n"
)


def test_text_signed_in_place_is_shown_without_its_armor() -> None:
    read = parse(f"{HEAD}\r\n{ARMORED}".encode())
    assert read.is_signed and read.text.startswith("-----BEGIN")
    assert read.reply_text == "Hello,"  # what stands below "-- " is a signature
    assert without_armor(ARMORED) == "Hello,\n\n-- \nthe oven is cold.\n"


@pytest.mark.parametrize(
    "text", ["", "plain", "-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP SIGNED MESSAGE-----\nHash"]
)
def test_broken_armor_stays_as_it_is(text: str) -> None:
    assert without_armor(text) == text


@pytest.mark.parametrize(
    "content",
    [
        'Content-Type: application/octet-stream; name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHA6CAMIACAQAxggE=\r\n',
        "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\n\r\n--m\r\nContent-Type: application/pgp-encrypted\r\n\r\n"
        "Version: 1\r\n--m\r\nContent-Type: application/octet-stream; name=encrypted.asc\r\n\r\nx\r\n--m--",
        "\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA1\r\n-----END PGP MESSAGE-----\r\n",
    ],
)
def test_M07_encrypted_mail_is_known_in_every_wrapping(content: str) -> None:
    assert parse((HEAD + content).encode()).is_encrypted


def test_a_mark_of_byte_order_and_a_wrong_japanese_label_do_no_harm() -> None:
    assert parse(HEAD.encode() + b"Content-Type: text/plain; charset=utf-8\r\n\r\n\xef\xbb\xbfHallo").text == "Hallo"
    japanese = "オーブンが冷たい".encode("iso2022_jp")
    assert parse(HEAD.encode() + b"Content-Type: text/plain; charset=euc-jp\r\n\r\n" + japanese).text == "オーブンが冷たい"
