"""Each operator on each kind, in Python; tests/tickets/test_facts.py holds SQL to the same."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.conditions.toys import TOY, leaf
from tests.world import NOON
from usher.conditions import Fact, Facts, match, parse
from usher.conditions.columns import Column

TICK = timedelta(microseconds=1)
HOURS = timedelta(hours=2)
NOTHING: list[Any] = [None, ""]


def holds(raw: Any, **toy: Any) -> bool:
    return match(parse(raw, TOY), toy, NOON)


CASES: list[tuple[str, str, Any, list[Any], list[Any]]] = [
    # field, operator, value, what it holds for, what it does not hold for
    ("name", "equals", "Bär", ["Bär", "bär", "BÄR"], ["bar", "Bär ", "Bären", *NOTHING]),
    ("name", "not_equals", "bär", ["bar", "Bär ", *NOTHING], ["BÄR"]),
    ("name", "equals", "ΟΔΟΣ", ["οδος", "οδοσ"], ["οδο"]),
    ("name", "equals", "STRASSE", ["strasse"], ["straße", "ſtrasse"]),
    ("name", "equals", "STRAẞE", ["straße"], ["strasse"]),
    ("name", "equals", "istanbul", ["Istanbul"], ["İstanbul", "ıstanbul"]),
    ("name", "equals", 5, ["5"], ["5.0", "05"]),
    ("name", "contains", "ÄR", ["Bär", "bÄren"], ["arm", *NOTHING]),
    ("name", "not_contains", "ÄR", ["arm", *NOTHING], ["Bär"]),
    ("name", "contains", "100%", ["it is 100% wool"], ["100 wool"]),
    ("name", "in", ["one", "Two"], ["ONE", "two"], ["three", *NOTHING]),
    ("name", "not_in", ["one"], ["two", *NOTHING], ["One"]),
    ("name", "in", ["one", None], ["one", *NOTHING], ["two"]),
    ("name", "not_in", ["one", ""], ["two"], ["one", *NOTHING]),
    ("name", "equals", None, NOTHING, ["one", " "]),
    ("name", "not_equals", "", ["one"], NOTHING),
    ("name", "empty", None, NOTHING, ["one", " "]),
    ("name", "not_empty", None, ["one", " "], NOTHING),
    ("story", "contains", "upon", ["Once UPON a time"], ["once", *NOTHING]),
    ("story", "not_contains", "upon", ["once", *NOTHING], ["Once upon a time"]),
    ("story", "empty", None, NOTHING, ["x"]),
    ("story", "not_empty", None, ["x"], NOTHING),
    ("shape", "equals", "ball", ["b"], ["c", None]),
    ("shape", "equals", "round", ["b", "r"], ["c", None]),
    ("shape", "not_equals", "round", ["c", None], ["b", "r"]),
    ("shape", "in", ["cube", "sphere"], ["c", "b"], ["r", None]),
    ("shape", "not_in", ["cube", "sphere"], ["r", None], ["c", "b"]),
    ("shape", "empty", None, [None], ["b"]),
    ("shape", "not_empty", None, ["b"], [None]),
    ("size", "greater_than", "small", [2], [1, None]),
    ("size", "greater_than_or_equal", "small", [1, 2], [None]),
    ("size", "less_than", "big", [1], [2, None]),
    ("size", "less_than_or_equal", "big", [1, 2], [None]),
    ("price", "equals", 2, [2, 2.0], [3, None]),
    ("price", "equals", "2.50", [2.5], [2, None]),
    ("price", "not_equals", 2, [3, None], [2]),
    ("price", "equals", 0, [0], [None]),
    ("price", "in", [1, "2"], [1, 2], [3, None]),
    ("price", "not_in", [1, None], [2], [1, None]),
    ("price", "greater_than_or_equal", 2, [2, 3], [1.5, None]),
    ("price", "less_than", 2, [1.5], [2, None]),
    ("price", "empty", None, [None], [0]),
    ("price", "greater_than", 2, [3, 2.5], [2, 1, None]),
    ("price", "greater_than", 2.5, [3], [2, None]),
    ("price", "less_than_or_equal", -1, [-1, -2], [0, None]),
    ("price", "not_empty", None, [0, 1], [None]),
    ("playTime", "greater_than", "2 hours", [121], [120, None]),
    ("playTime", "less_than", "1h", [59], [60, None]),
    ("madeAt", "equals", NOON.isoformat(), [NOON], [NOON + TICK, None]),
    ("madeAt", "equals", "2026-11-02T13:00:00+01:00", [NOON], [NOON - TICK]),
    ("madeAt", "equals", "2026-11-02", [datetime(2026, 11, 2, tzinfo=UTC), NOON, datetime(2026, 11, 3, tzinfo=UTC) - TICK],
     [datetime(2026, 11, 2, tzinfo=UTC) - TICK, datetime(2026, 11, 3, tzinfo=UTC), None]),
    ("madeAt", "not_equals", "2026-11-02", [datetime(2026, 11, 3, tzinfo=UTC), None], [NOON]),
    ("madeAt", "greater_than", NOON.isoformat(), [NOON + TICK], [NOON, None]),
    ("madeAt", "greater_than", "2026-11-02", [datetime(2026, 11, 3, tzinfo=UTC)], [NOON]),
    ("madeAt", "greater_than_or_equal", "2026-11-02", [NOON, datetime(2026, 11, 2, tzinfo=UTC)], [NOON - timedelta(days=1)]),
    ("madeAt", "less_than", "2026-11-02", [datetime(2026, 11, 2, tzinfo=UTC) - TICK], [NOON, None]),
    ("madeAt", "less_than", "2026-11-03", [NOON], [datetime(2026, 11, 3, tzinfo=UTC)]),
    ("madeAt", "less_than_or_equal", "2026-11-02", [NOON], [datetime(2026, 11, 3, tzinfo=UTC), None]),
    ("madeAt", "before", NOON.isoformat(), [NOON - TICK], [NOON, None]),
    ("madeAt", "before", "2026-11-02", [datetime(2026, 11, 2, tzinfo=UTC) - TICK], [NOON]),
    ("madeAt", "before", "2 hours", [NOON - HOURS - TICK], [NOON - HOURS, NOON, None]),
    ("madeAt", "before", "2 hours ago", [NOON - HOURS - TICK], [NOON - HOURS]),
    ("madeAt", "before", "20261102T120000Z", [NOON - TICK], [NOON]),
    ("madeAt", "within", "2 hours", [NOON - HOURS, NOON], [NOON - HOURS - TICK, NOON + TICK, None]),
    ("madeAt", "within", "last 2h", [NOON - HOURS, NOON], [NOON + TICK]),
    ("madeAt", "within", "next 2 Hours", [NOON, NOON + HOURS], [NOON - TICK, NOON + HOURS + TICK, None]),
    ("madeAt", "empty", None, [None], [NOON]),
    ("madeAt", "not_empty", None, [NOON], [None]),
    ("isLoud", "equals", True, [True], [False, None]),
    ("isLoud", "equals", "no", [False, None], [True]),
    ("isLoud", "not_equals", True, [False, None], [True]),
    ("isLoud", "not_equals", False, [True], [False, None]),
    ("ownerId", "equals", 7, [7], [8, None]),
    ("ownerId", "equals", "7", [7], [8, None]),
    ("ownerId", "not_equals", 7, [8, None], [7]),
    ("ownerId", "in", [7, None], [7, None], [8]),
    ("ownerId", "not_in", [7, None], [8], [7, None]),
    ("ownerId", "empty", None, [None], [7]),
    ("ownerId", "not_empty", None, [7], [None]),
    ("tags", "equals", "vip", [["VIP", "new"]], [["new"], [], None]),
    ("tags", "contains", "vip", [["VIP"]], [["vips"], []]),
    ("tags", "not_contains", "vip", [["vips"], [], None], [["VIP"]]),
    ("tags", "not_equals", "vip", [["new"], []], [["VIP", "new"]]),
    ("tags", "in", ["a", "b"], [["b", "c"]], [["c"], []]),
    ("tags", "not_in", ["a", "b"], [["c"], []], [["b", "c"]]),
    ("tags", "empty", None, [[], None], [["a"]]),
    ("ownerIds", "contains", 7, [[8, 7]], [[8], []]),
    ("ownerIds", "not_contains", 7, [[8], []], [[8, 7]]),
]  # fmt: skip


@pytest.mark.parametrize(("field", "operator", "value", "yes", "no"), CASES, ids=lambda part: str(part)[:40])
def test_every_operator(field: str, operator: str, value: Any, yes: list[Any], no: list[Any]) -> None:
    raw = leaf(field, operator, value)
    assert [item for item in yes if not holds(raw, **{field: item})] == []
    assert [item for item in no if holds(raw, **{field: item})] == []


def test_every_operator_of_every_kind_has_a_case() -> None:
    tried = {(field, operator) for field, operator, *_ in CASES}
    kinds = {(TOY[field].kind, operator) for field, operator in tried}
    assert {(fact.kind, operator) for fact in TOY.values() for operator in fact.operators} - kinds == set()


def test_groups() -> None:
    small, loud, named = leaf("size", "equals", "small"), leaf("isLoud", "equals", True), leaf("name", "not_empty")
    toy = {"size": 1, "isLoud": False, "name": "Bear"}
    assert holds({"all": [small, named]}, **toy) and not holds({"all": [small, loud]}, **toy)
    assert holds({"any": [loud, named]}, **toy) and not holds({"any": [loud]}, **toy)
    assert holds({"not": loud}, **toy) and not holds({"not": {"any": [loud, small]}}, **toy)
    assert holds([small, {"any": [loud, {"all": [named]}]}], **toy) and not holds([small, loud], **toy)
    assert all(holds(empty, **toy) for empty in ({}, [], None, {"all": []}))


def test_names_are_taken_in_both_spellings() -> None:
    for name in ("playTime", "play_time", "PLAYTIME"):
        assert holds(leaf(name, "greaterThan", 5), playTime=6)
    assert holds(leaf("title", "notEquals", "x"), name="y")


def test_what_does_not_decide_is_not_read() -> None:
    read: list[str] = []

    class Toy(dict[str, Any]):
        def get(self, name: str, default: Any = None) -> Any:
            read.append(name)
            return super().get(name, default)

    toy = Toy(size=2, name="Bear")
    assert not match(parse([leaf("size", "equals", "small"), leaf("name", "equals", "bear")], TOY), toy, NOON)
    assert read == ["size"]


def test_days_are_those_of_the_zone_and_as_long_as_they_are_there() -> None:
    made = Fact("madeAt", "Made", "time", lambda toy, at: toy, Column("made_at"))
    bought = Fact("bought", "Bought", "time", lambda toy, at: toy, Column("bought"), is_day=True)
    facts = Facts(made, bought, zone=lambda: ZoneInfo("Europe/Berlin"))

    def holds(field: str, operator: str, value: str, moment: str) -> bool:
        return match(parse(leaf(field, operator, value), facts), {field: datetime.fromisoformat(moment)}, NOON)

    # Clocks went back that day: it has 25 hours, from 22:00 to 23:00 UTC.
    for moment, is_in in (
        ("2026-10-24T21:59Z", False), ("2026-10-24T22:00Z", True), ("2026-10-25T22:59Z", True), ("2026-10-25T23:00Z", False),
    ):  # fmt: skip
        assert holds("madeAt", "equals", "2026-10-25", moment) is is_in
    assert holds("madeAt", "before", "2026-10-25", "2026-10-24T21:59Z")
    assert not holds("madeAt", "before", "2026-10-25", "2026-10-24T22:00Z")
    assert holds("madeAt", "equals", "2026-11-02T09:00", "2026-11-02T08:00Z")
    assert holds("bought", "equals", "2026-10-25", "2026-10-25T00:00Z"), "a day of the calendar is no stretch of time"
