"""The figures of reading, on a small collection of mails of our own making, do not fall (mail.md section 1)."""

import random
import time

import pytest

from bench.mail.collection import all_of
from bench.mail.judging import Score, judge
from usher.mail.incoming.parse import parse

FLOORS = {
    "no crash": 100.0, "subject": 99.0, "sender": 99.0, "recipients": 99.0, "body": 99.0, "attachment names": 99.0,
    "reply exact": 97.0, "no word lost": 99.5, "bounce found": 99.0, "no false bounce": 99.8, "signed": 100.0,
    "encrypted": 100.0,
}  # fmt: skip
SLOWEST = 2.0
"""Seconds of the processor for one damaged mail, on a busy machine."""


def test_mails_of_every_program_and_language_are_read_as_they_were_meant() -> None:
    score = Score()
    for sample in all_of(400, seed=2026):
        judge(sample, parse(sample.raw), score)
    assert {question: score.share(question) for question in FLOORS if score.share(question) < FLOORS[question]} == {}
    assert all(score.asked[question] > 10 for question in FLOORS)


def test_M03_damaged_mails_of_every_kind_are_read_without_a_crash_and_soon() -> None:
    chance = random.Random(4)
    for sample in all_of(120, seed=5):
        damaged = bytearray(sample.raw)
        for _ in range(chance.randint(1, 40)):
            at = chance.randrange(len(damaged))
            damaged[at : at + chance.randrange(9)] = chance.randbytes(chance.randrange(9)) or damaged[: chance.randrange(90)]
        began = time.process_time()
        read = parse(bytes(damaged))
        assert time.process_time() - began < SLOWEST
        assert "while reading" not in (read.error or ""), (sample.name, read.error)


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\r\n"], ids=["LF", "CR", "CR CR LF"])
def test_every_end_of_line_that_mails_came_with_is_one(end: bytes) -> None:
    score = Score()
    for sample in all_of(120, seed=9):
        raw = (
            b"From carl@fir.example Tue Mar 12 15:15:42 2024" + end + sample.raw.replace(b"\r\n", b"\n").replace(b"\n", end)
        )
        judge(sample, parse(raw), score)
    assert [each[:2] for each in score.wrong] == []
