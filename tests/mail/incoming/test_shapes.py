"""Shapes that readers of mail stumble over: each is read as a person sees it, whatever ends its lines."""

import pytest

from bench.mail.judging import Score, judge
from bench.mail.shapes import ALL, PAGES
from bench.mail.truth import Sample, lines_of
from usher.base.html import clean
from usher.mail.incoming.parse import parse

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
