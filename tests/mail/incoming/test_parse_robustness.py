"""M03: no bytes make the parser raise, hang or forget what could be read."""

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usher.mail.incoming.parse import Limits, parse

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.eml"))
RAW = [path.read_bytes() for path in SAMPLES]
TWO_SECONDS = 2.0
"""Generous on a busy machine; what these inputs guard against takes minutes."""


def check(raw: bytes) -> None:
    read = parse(raw)
    assert read.error is None or "while reading" not in read.error, read.error
    written = json.dumps(read.to_dict(), ensure_ascii=False)
    written.encode()
    assert "\\u0000" not in written
    assert all(each.name and "/" not in each.name and "\0" not in each.name for each in read.attachments)
    assert bool(read.text.strip()) == bool(read.reply_text.strip())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes(raw: bytes) -> None:
    check(raw)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(RAW), st.integers(0, 2**32), st.integers(1, 30))
def test_damaged_mails(raw: bytes, seed: int, wounds: int) -> None:
    chance = random.Random(seed)
    damaged = bytearray(raw)
    for _ in range(wounds):
        position = chance.randrange(len(damaged) + 1)
        kind = chance.randrange(4)
        if kind == 0 and position < len(damaged):
            damaged[position] = chance.randrange(256)
        elif kind == 1:
            del damaged[position : position + chance.randrange(60)]
        elif kind == 2:
            start = chance.randrange(len(damaged) + 1)
            damaged[position:position] = damaged[start : start + chance.randrange(200)]
        else:
            damaged[position:position] = chance.choice(
                [b"\r", b"\n", b"\0", b"\x1b$B", b"=?utf-8?q?", b"--", b'"', b"\xff", b"\r\n\r\n", b"%"]
            )
    check(bytes(damaged))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["From", "To", "Subject", "Date", "Content-Type", "References", "X"]), st.text(max_size=80)
        ),
        max_size=8,
    )
)
def test_any_header_values(fields: list[tuple[str, str]]) -> None:
    check("".join(f"{name}: {value}\r\n" for name, value in fields).encode("utf-8", "surrogatepass") + b"\r\nbody")


MEGABYTE = 1_000_000
HUGE = {
    "addresses": b"From: a@fir.example\nTo: " + b"a@fir.example, " * (MEGABYTE // 15) + b"\n\nhi",
    "addresses without end": b"From: a@fir.example\nTo: " + b'"a' * (MEGABYTE // 2) + b"\n\nhi",
    "escaped quotation marks": b"From: a@fir.example\nTo: " + b'"\\' * (MEGABYTE // 2) + b"\n\nhi",
    "commas": b"From: a@fir.example\nTo: " + b"a," * (MEGABYTE // 2) + b"\n\nhi",
    "brackets": b"From: a@fir.example\nTo: " + b"(" * MEGABYTE + b"\n\nhi",
    "angles": b"From: a@fir.example\nTo: " + b"<" * MEGABYTE + b"\n\nhi",
    "no at sign": b"From: a@fir.example\nTo: " + b"a" * MEGABYTE + b"\n\nhi",
    "subject": b"From: a@fir.example\nSubject: " + b"x" * MEGABYTE + b"\n\nhi",
    "encoded words": b"From: a@fir.example\nSubject: " + b"=?utf-8?q?a?= " * (MEGABYTE // 14) + b"\n\nhi",
    "encoded words without end": b"From: a@fir.example\nSubject: " + b"=?a?q?" * (MEGABYTE // 6) + b"\n\nhi",
    "references": b"From: a@fir.example\nReferences: " + b"<a@b> " * (MEGABYTE // 6) + b"\n\nhi",
    "parameters": b"From: a@fir.example\nContent-Type: text/plain; " + b"a=b; " * (MEGABYTE // 5) + b"\n\nhi",
    "spaces in parameters": b"From: a@fir.example\nContent-Type: text/plain;" + b" " * MEGABYTE + b"\n\nhi",
    "ten thousand headers": b"From: a@fir.example\n" + b"X-A: b\n" * 10_000 + b"\nhi",
    "folds": b"From: a@fir.example\nSubject: x" + b"\n y" * (MEGABYTE // 3) + b"\n\nhi",
    "carriage returns": b"From: a@fir.example\nSubject: x" + b"\r" * MEGABYTE + b"\n\nhi",
    "boundaries": b"From: a@fir.example\nContent-Type: multipart/mixed; boundary=A\n\n" + b"--A\n\nx\n" * (MEGABYTE // 7),
    "depth": b"From: a@fir.example\n"
    + b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(3_000)),
    "quotes": b"From: a@fir.example\n\n" + b"> q\n" * (MEGABYTE // 4),
    "tags": b"From: a@fir.example\nContent-Type: text/html\n\n" + b"<div>" * (MEGABYTE // 5),
    "cids": b"From: a@fir.example\nContent-Type: text/html\n\n" + b'src="' * (MEGABYTE // 5),
    "delimiters": b"From: a@fir.example\nContent-Type: multipart/mixed; boundary=A\n\n" + b"--A\r" * (MEGABYTE // 4 * 6),
    "padding": b"From: a@fir.example\nContent-Transfer-Encoding: base64\n\naGkK" + b"=" * MEGABYTE + b"!a",
    "failed recipients": b"From: a@fir.example\nReturn-Path: <>\nSubject: failure\nX-Failed-Recipients: "
    + b"".join(b"a%d@fir.example, " % n for n in range(500))
    + b"\n\n"
    + b"nothing here\n" * 5_000,
    "hidden": b"From: a@fir.example\nContent-Type: text/html\n\n" + (b"<i hidden></i>" + b"x" * 100) * (MEGABYTE // 120),
    "uuencoded": b"From: a@fir.example\n\n" + b"begin 644 a\n" * (MEGABYTE // 12),
}


@pytest.mark.parametrize("name", HUGE)
def test_a_megabyte_of_anything_is_read_in_linear_time(name: str) -> None:
    started = time.process_time()
    read = parse(HUGE[name])
    assert time.process_time() - started < TWO_SECONDS
    assert read.sender is not None and read.sender.address == "a@fir.example"
    assert read.error is None or "while reading" not in read.error


def test_an_oversized_mail_still_tells_its_header() -> None:
    read = parse(b"From: a@fir.example\nSubject: big\n\n" + b"x" * 5_000, limits=Limits(message_bytes=1_000))
    assert (read.subject, read.text) == ("big", "")
    assert read.error is not None and "1000" in read.error


def test_an_empty_mail_says_so() -> None:
    assert parse(b"").error == parse(b"\r\n \r\n").error == "the message is empty"


def test_too_many_parts_are_named_and_the_first_are_read() -> None:
    raw = b"From: a@fir.example\nContent-Type: multipart/mixed; boundary=A\n\n" + b"--A\n\nhi\n" * 50
    read = parse(raw, limits=Limits(parts=10))
    assert read.text.startswith("hi")
    assert read.error is not None and "parts" in read.error
