"""Shapes that readers of mail stumble over: each is read as a person sees it, whatever ends its lines."""

from datetime import UTC, datetime

import pytest

from bench.mail.judging import Score, judge
from bench.mail.shapes import ALL, PAGES
from bench.mail.truth import Sample, lines_of
from usher.base.html import clean
from usher.mail.incoming.parse import parse
from usher.mail.mime.dates import parse_date

FEED, RETURN = b"\n", b"\r\n"


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.name)
@pytest.mark.parametrize("end", [FEED, RETURN], ids=["LF", "CRLF"])
def test_a_mail_is_read_as_it_was_meant(sample: Sample, end: bytes) -> None:
    score = Score()
    judge(sample, parse(sample.raw.replace(b"\n", end)), score)
    assert [(question, found) for question, _, _, found in score.wrong] == []


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.name)
def test_lines_of_the_body_stay_lines(sample: Sample) -> None:
    if sample.body:
        assert lines_of(parse(sample.raw).text) == sample.body


@pytest.mark.parametrize("sample", [each for each in PAGES if "hid" in each.name], ids=lambda sample: sample.name)
def test_what_a_page_hides_is_not_shown_by_ours(sample: Sample) -> None:
    shown = clean(parse(sample.raw).html or "", cid_url=lambda _: None).html
    assert "The oven is cold." in shown
    assert ">x<" not in shown and "Preview" not in shown


@pytest.mark.parametrize(
    "written",
    [
        "Tue, 12 Mar 2024 15:15:42 +01:00", "Tue Mar 12 15:15:42 GMT+01:00 2024", "Tue, 12 Mar 2024 15:15:42 GMT+0100",
        "Mar 12, 2024 2:15:42 PM", "12 Mar 2024 02:15:42 p.m. +0000", "12 Mar 2024 03:15:42 PM +0100",
        "2024-03-12 15:15:42 +0100",
    ],
)  # fmt: skip
def test_a_time_is_read_with_its_zone_and_its_half_of_the_day(written: str) -> None:
    read = parse_date(written)
    assert read and read.astimezone(UTC) == datetime(2024, 3, 12, 14, 15, 42, tzinfo=UTC)


def test_noon_and_midnight_by_the_half_day() -> None:
    noon, midnight = parse_date("12 Mar 2024 12:05 PM"), parse_date("12 Mar 2024 12:05 AM")
    assert noon and midnight and (noon.hour, midnight.hour) == (12, 0)


def test_references_are_found_where_a_gateway_encoded_them() -> None:
    raw = b"From: c@fir.example\nReferences: <one@x>\n =?utf-8?q?=3Ctwo=40y=2E?=\n =?utf-8?q?example=3E?=\n\nx"
    assert parse(raw).references == ("<one@x>", "<two@y.example>")


def test_what_cannot_be_judged_is_still_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("strange")

    monkeypatch.setattr("usher.mail.incoming.parse.reading.trim", fail)
    read = parse(b"From: c@fir.example\nContent-Type: text/html\n\n<p>The oven is cold.</p>")
    assert (read.text, read.html) == ("The oven is cold.", "<p>The oven is cold.</p>")
    assert read.error and "strange" in read.error
