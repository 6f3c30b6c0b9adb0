"""Every kind of field with what it takes and what it refuses."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.world import World
from usher.base.refusals import Invalid
from usher.tickets.fields import Definition
from usher.tickets.fields.formats import example_of, fits
from usher.tickets.fields.kinds import read
from usher.tickets.fields.rules import checked_choices, checked_rules

AT = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
COLOURS = ("Red", "Green", "Blue")

GOOD: list[tuple[str, dict[str, Any], Any, Any]] = [
    ("text", {}, "  Shimano\n STEPS ", "Shimano STEPS"),
    ("text", {}, "", None),
    ("text", {}, 12, "12"),
    ("text", {}, "\x00", None),
    ("text", {"min": 3, "max": 5}, "abcd", "abcd"),
    ("text", {"format": "ip"}, "2001:db8::17", "2001:db8::17"),
    ("text", {"format": "phone"}, "+49 (30) 5550-177", "+49 (30) 5550-177"),
    ("text", {"format": "digits"}, "007", "007"),
    ("text", {"pattern": "@@-####"}, "ab-1234", "ab-1234"),
    ("text", {"pattern": r"\##"}, "#1", "#1"),
    ("long_text", {}, "a\r\nb  ", "a\nb"),
    ("number", {}, 3, 3),
    ("number", {}, "3,5", 3.5),
    ("number", {}, 3.0, 3),
    ("number", {}, -0.000001, -0.000001),
    ("number", {"min": 0, "max": 0.5}, 0.5, 0.5),
    ("date", {}, " 2024-02-29 ", "2024-02-29"),
    ("date", {"min": "today"}, "2026-11-03", "2026-11-03"),
    ("date", {"max": "2026-12-31"}, "2026-12-31", "2026-12-31"),
    ("time", {}, "2026-11-02T14:30", "2026-11-02T14:30:00Z"),
    ("time", {}, "2026-11-02T14:30+02:00", "2026-11-02T12:30:00Z"),
    ("time", {"max": "now"}, "2026-11-02T23:30:00Z", "2026-11-02T23:30:00Z"),
    ("checkbox", {}, True, True),
    ("checkbox", {}, "on", True),
    ("checkbox", {}, False, False),
    ("checkbox", {}, "no", False),
    ("choice", {}, " green ", "Green"),
    ("choices", {}, ["blue", "RED", "", "blue"], ["Red", "Blue"]),
    ("choices", {}, "Red", ["Red"]),
    ("choices", {}, [], None),
    ("choices", {"min": 1, "max": 2}, ["Red"], ["Red"]),
    ("email", {}, " Carl@Bakery.example ", "Carl@Bakery.example"),
    ("url", {}, "https://bakery.example/ovens?x=1#y", "https://bakery.example/ovens?x=1#y"),
]
WRONG: list[tuple[str, dict[str, Any], Any, str]] = [
    ("text", {}, "x" * 501, "longer than 500"),
    ("text", {}, ["x"], "not a text"),
    ("text", {}, True, "not a text"),
    ("text", {"min": 3}, "ab", "shorter than 3"),
    ("text", {"max": 5}, "abcdef", "longer than 5"),
    ("text", {"format": "ip"}, "192.0.2.256", "192.0.2.17"),
    ("text", {"format": "phone"}, "call me", "+49"),
    ("text", {"format": "digits"}, "12a", "digits only"),
    ("text", {"format": "digits"}, "٣", "digits only"),
    ("text", {"pattern": "@@-####"}, "ab-123", "AB-1234"),
    ("long_text", {}, "x" * 20_001, "longer than 20000"),
    ("number", {}, "twelve", "12.5"),
    ("number", {}, "1e400000000", "12.5"),
    ("number", {}, "nan", "12.5"),
    ("number", {}, float("inf"), "12.5"),
    ("number", {}, True, "12.5"),
    ("number", {}, 10**12, "1,000,000,000,000"),
    ("number", {}, "0.0000001", "six decimals"),
    ("number", {"min": 5}, 4.999999, "too little: 5"),
    ("number", {"max": 5}, 5.000001, "too much: 5"),
    ("date", {}, "2.11.2026", "2026-11-02"),
    ("date", {}, "2026-02-30", "2026-11-02"),
    ("date", {}, 20261102, "2026-11-02"),
    ("date", {"min": "today"}, "2026-11-01", "too early: today"),
    ("time", {}, "noon", "2026-11-02T14:30"),
    ("time", {}, "0001-01-01T00:00+14:00", "2026-11-02T14:30"),
    ("time", {"min": "now"}, "2026-11-02T23:29:59Z", "too early: now"),
    ("checkbox", {}, "perhaps", "neither true nor false"),
    ("choice", {}, "Yellow", "choose from Red, Green, Blue"),
    ("choice", {}, ["Red"], "not a text"),
    ("choices", {}, ["Red", "Yellow"], "choose from Red"),
    ("choices", {"min": 2}, ["Red"], "too little: 2"),
    ("choices", {"max": 1}, ["Red", "Blue"], "too much: 1"),
    ("email", {}, "carl@", "carl@bakery.example"),
    ("email", {}, "a@b.example\r\nBcc: c@d.example", "carl@bakery.example"),
    ("url", {}, "javascript:alert(1)", "https://"),
    ("url", {}, "https://", "https://"),
    ("url", {}, "https://[", "https://"),
    ("url", {}, "https://bakery.example/a b", "https://"),
]


def field(kind: str, rules: dict[str, Any]) -> Definition:
    return Definition(1, "thing", "Thing", kind, choices=COLOURS if kind.startswith("choice") else (), rules=rules)


@pytest.mark.parametrize(("kind", "rules", "sent", "stored"), GOOD)
def test_what_fits_is_stored_in_one_form(world: World, kind: str, rules: dict[str, Any], sent: Any, stored: Any) -> None:
    value = read(field(kind, rules), sent, at=AT)
    assert value == stored and type(value) is type(stored)


@pytest.mark.parametrize(("kind", "rules", "sent", "told"), WRONG)
def test_what_does_not_fit_is_told_with_what_would(
    world: World, kind: str, rules: dict[str, Any], sent: Any, told: str
) -> None:
    with pytest.raises(ValueError, match=r"\.$") as refusal:
        read(field(kind, rules), sent, at=AT)
    assert told in str(refusal.value)


def test_a_pattern_is_read_in_one_pass_and_shows_itself_by_example() -> None:
    assert fits("RMA-0042-x", "RMA-####-*") and not fits("RMA-0042", "RMA-####-*")
    assert fits(example_of(r"@@-##\@*"), r"@@-##\@*")
    assert fits("\\", "\\")
    assert not fits("a" * 1_000_000, "*" * 60)


@pytest.mark.parametrize(
    ("kind", "rules", "wrong"),
    [
        ("text", {"min": 9, "max": 3}, "max"), ("text", {"pattern": "#" * 61}, "pattern"),
        ("text", {"format": "iban"}, "format"),
        ("text", {"max": 501}, "max"), ("text", {"max": "-1"}, "max"), ("text", {"regex": "(a+)+$"}, "regex"),
        ("number", {"min": "few"}, "min"), ("number", {"format": "ip"}, "format"), ("date", {"min": "soon"}, "min"),
        ("date", {"min": "2026-12-31", "max": "2026-01-01"}, "max"), ("time", {"max": "today"}, "max"),
        ("checkbox", {"min": 1}, "min"), ("choices", {"max": True}, "max"),
    ],
)  # fmt: skip
def test_rules_that_mean_nothing_are_named(world: World, kind: str, rules: dict[str, Any], wrong: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_rules(kind, rules)
    assert list(refusal.value.errors) == [wrong]


def test_rules_are_kept_without_what_is_empty(world: World) -> None:
    assert checked_rules("text", {"min": "", "max": "20", "format": None, "pattern": " @# "}) == {"max": 20, "pattern": "@#"}
    assert checked_rules("number", {"min": "0,5", "max": 7.0}) == {"min": 0.5, "max": 7}
    assert checked_rules("date", {"min": "today", "max": "2030-01-01"}) == {"min": "today", "max": "2030-01-01"}


def test_choices_are_different_lines_of_a_kind_that_has_some() -> None:
    assert checked_choices("choice", ["  Red ", "Blue", "", "Red"]) == ["Red", "Blue"]
    for kind, choices in (
        ("text", ["Red"]), ("choice", []), ("choice", [" "]), ("choices", ["Red", "red"]), ("choice", ["x" * 201]),
        ("choice", [str(number) for number in range(501)]),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            checked_choices(kind, choices)
