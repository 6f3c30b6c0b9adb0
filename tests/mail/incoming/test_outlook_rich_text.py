# ruff: noqa: E501  (lines as mails have them)
"""winmail.dat is unpacked: its files, and its body when the mail has no other."""

import struct

from hypothesis import given, settings
from hypothesis import strategies as st

from usher.mail.incoming.parse import parse
from usher.mail.mime.rtf import read_rtf
from usher.mail.mime.tnef import SIGNATURE, unpack

WRAPPED = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag64}\htmlrtf {\htmlrtf0 {\*\htmltag84 <b>}\htmlrtf {\b\htmlrtf0 "
    rb"cold\'e4 {\*\htmltag84 &nbsp;}\htmlrtf\'a0\htmlrtf0 {\*\htmltag92 </b>}\htmlrtf }\htmlrtf0 }}"
)


def attribute(level: int, number: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def winmail(files: dict[str, bytes], rtf: bytes | None = None) -> bytes:
    made = SIGNATURE + struct.pack("<H", 1) + attribute(1, 0x00089006, struct.pack("<I", 0x00010000))
    if rtf is not None:
        raw = struct.pack("<IIII", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf
        padded = raw + b"\0" * (-len(raw) % 4)
        made += attribute(1, 0x00069003, struct.pack("<IHHII", 1, 0x0102, 0x1009, 1, len(raw)) + padded)
    for name, content in files.items():
        made += attribute(2, 0x00069002, b"\x01\0\0\0\0\0\0\0\0\0\0\0\0\0")
        made += attribute(2, 0x00018010, name.encode("cp1252") + b"\0") + attribute(2, 0x0006800F, content)
    return made


def mail(container: bytes, text: str = "") -> bytes:
    return (
        b"From: carl@fir.example\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\n" + text.encode()
        + b"\n--B\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: binary\n\n" + container + b"\n--B--\n"
    )  # fmt: skip


def test_m07_the_files_inside_take_the_containers_place() -> None:
    read = parse(mail(winmail({"oven.txt": b"cold oven", "..\\b.txt": b"b"}), "See file."))
    assert [(each.name, each.content) for each in read.attachments] == [("oven.txt", b"cold oven"), ("b.txt", b"b")]
    assert read.text == "See file."


def test_m07_its_rich_text_is_the_body_of_a_mail_without_one() -> None:
    read = parse(mail(winmail({}, rb"{\rtf1\ansi\ansicpg1252 The oven is k\'e4lter.\par Carl}")))
    assert read.text == "The oven is kälter.\nCarl"


def test_m07_a_container_that_cannot_be_read_stays_an_attachment() -> None:
    (file,) = parse(mail(b"not a container")).attachments
    assert file.name == "winmail.dat"


def test_rich_text_gives_back_the_html_it_wraps() -> None:
    text, html = read_rtf(WRAPPED)
    assert text is None
    assert html == "<b>coldä &nbsp;</b>"


def test_rich_text_with_unicode_and_its_fallback() -> None:
    assert read_rtf(rb"{\rtf1\ansi\uc1 \u8364?5 \'80 a\tab b\line c}") == ("€5 € a\tb\nc", None)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_damaged_containers_never_raise(noise: bytes) -> None:
    unpack(SIGNATURE + noise)
    unpack(winmail({"a": b"b"}, b"{\\rtf1 x}")[: 20 + len(noise)] + noise)
    read_rtf(b"{\\rtf1" + noise)
