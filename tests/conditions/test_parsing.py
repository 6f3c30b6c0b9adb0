"""Bad conditions are refused with every wrong place named."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conditions.toys import TOY, leaf
from usher.base.refusals import Invalid
from usher.conditions import describe, parse, schema
from usher.conditions.facts import ALL_OPERATORS, OPERATORS
from usher.conditions.parsing import DEEPEST, MOST_TESTS


def errors(raw: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        parse(raw, TOY)
    return refused.value.errors


def test_every_wrong_place_is_named_at_once() -> None:
    found = errors({
        "all": [
            leaf("colour", "equals", 1), leaf("name", "before", "2 days"), leaf("price", "equals", "many"), "x", {"any": []},
            {"any": [leaf("size", "equals", "huge"), {"field": "name", "operator": "equals"}]}, {"operator": "is"},
            {"all": [], "any": []}, {"field": "name", "operator": "empty", "values": 1},
        ]
    })  # fmt: skip
    assert list(found) == [
        "conditions.all[0].field", "conditions.all[1].operator", "conditions.all[2].value", "conditions.all[3]",
        "conditions.all[4].any", "conditions.all[5].any[0].value", "conditions.all[5].any[1].value",
        "conditions.all[6].field", "conditions.all[6].operator", "conditions.all[7]", "conditions.all[8]",
    ]  # fmt: skip
    assert "choose from name, story" in found["conditions.all[0].field"]
    assert "choose from equals, not_equals, contains" in found["conditions.all[1].operator"]
    assert found["conditions.all[2].value"] == "needs a number."
    assert "choose from small, big" in found["conditions.all[5].any[0].value"]


@pytest.mark.parametrize(
    ("field", "operator", "value"),
    [
        ("name", "equals", True), ("name", "equals", {}), ("name", "equals", 1.5),
        ("name", "contains", ""),
        ("name", "contains", None), ("name", "contains", "x" * 501),
        ("name", "equals", "a\x00"), ("name", "equals", "\ud800"),
        ("name", "in", "a"), ("name", "in", []), ("name", "in", ["x"] * 201), ("name", "in", [["x"]]),
        ("price", "equals", True), ("price", "equals", "NaN"), ("price", "equals", "Infinity"), ("price", "equals", 10**13),
        ("price", "equals", "1" * 5000), ("price", "equals", 0.0000001), ("price", "greater_than", None),
        ("price", "greater_than", []),
        ("playTime", "equals", "5 apples"), ("playTime", "equals", "101 years"), ("playTime", "equals", 10**9),
        ("playTime", "equals", "999999999 weeks"),
        ("madeAt", "equals", "soon"), ("madeAt", "equals", 5), ("madeAt", "before", "2 moons"), ("madeAt", "within", "soon"),
        ("madeAt", "within", 7), ("madeAt", "less_than", "2026-02-30"), ("madeAt", "equals", "9999-12-31"),
        ("madeAt", "equals", "0001-01-01T00:00:00+14:00"), ("madeAt", "greater_than", None),
        ("isLoud", "equals", "perhaps"), ("isLoud", "equals", None), ("isLoud", "equals", 1),
        ("ownerId", "equals", "Ada"), ("ownerId", "equals", 0), ("ownerId", "equals", -1), ("ownerId", "equals", 2**63),
        ("ownerId", "equals", True), ("ownerId", "equals", 1.0), ("ownerId", "in", [1, "x"]),
        ("shape", "equals", "pyramid"), ("shape", "equals", 1), ("size", "greater_than", "huge"), ("tags", "in", [1.5]),
    ],
)  # fmt: skip
def test_values_that_a_field_cannot_have(field: str, operator: str, value: Any) -> None:
    assert list(errors(leaf(field, operator, value))) == ["conditions.value"]


def test_operators_that_a_kind_does_not_have() -> None:
    for fact in TOY.values():
        for operator in set(ALL_OPERATORS) - set(fact.operators):
            assert list(errors(leaf(fact.name, operator, "x"))) == ["conditions.operator"]


def nested(depth: int) -> Any:
    raw: Any = leaf("name", "not_empty")
    for _ in range(depth):
        raw = {"any": [raw]}
    return raw


def test_limits() -> None:
    parse(nested(DEEPEST), TOY)
    assert "nested more than" in next(iter(errors(nested(DEEPEST + 1)).values()))
    assert errors(nested(5000))
    parse([leaf("name", "not_empty")] * MOST_TESTS, TOY)
    assert list(errors([leaf("name", "not_empty")] * (MOST_TESTS + 1))) == ["conditions.all"]
    halves = [{"any": [leaf("name", "not_empty")] * 60}, {"any": [leaf("name", "not_empty")] * 60}]
    assert len(errors(halves)) == 20


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda below: st.lists(below, max_size=3)
    | st.dictionaries(st.sampled_from(["all", "any", "not", "field", "operator", "value"]) | st.text(), below, max_size=3)
    | st.fixed_dictionaries({
        "field": st.sampled_from([*TOY, "nothing"]), "operator": st.sampled_from([*ALL_OPERATORS, "is"]), "value": below,
    }),
    max_leaves=12,
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_JSON)
def test_any_json_is_read_or_refused_by_place(raw: Any) -> None:
    try:
        tree = parse(raw, TOY)
    except Invalid as refused:
        assert all(place.startswith("conditions") and text for place, text in refused.errors.items())
    else:
        assert describe(tree)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ({}, "everything"),
        (leaf("name", "equals", "Bear"), "Name is “Bear”"),
        (leaf("name", "equals", None), "Name is nothing"),
        (leaf("ownerId", "in", [7, 8, None]), "Owner is one of Ada, 8, nothing"),
        (leaf("price", "greater_than", 5), "Price is more than 5"),
        (leaf("playTime", "less_than", 5), "Play time is less than 5 minutes"),
        (leaf("playTime", "less_than", "2 hours"), "Play time is less than 2 hours"),
        (leaf("madeAt", "before", "2 hours"), "Made is before 2 hours ago"),
        (leaf("madeAt", "before", "2026-11-02T12:00:00Z"), "Made is before 2026-11-02T12:00:00Z"),
        (leaf("madeAt", "within", "next 7 days"), "Made is within next 7 days"),
        (leaf("isLoud", "equals", True), "Loud is yes"),
        (leaf("tags", "not_contains", "vip"), "Tags has not vip"),
        (leaf("tags", "in", list("abcdefg")), "Tags has one of a, b, c, d, e and 2 more"),
        ({"not": leaf("size", "equals", "big")}, "not (Size is big)"),
        ([leaf("name", "empty"), {"any": [leaf("size", "equals", "big"), leaf("isLoud", "equals", False)]}],
         "Name is empty and (Size is big or Loud is no)"),
    ],
)  # fmt: skip
def test_conditions_in_words(raw: Any, sentence: str) -> None:
    assert describe(parse(raw, TOY)) == sentence


def test_the_schema_names_fields_and_operators() -> None:
    told = schema(TOY)
    leaf_schema = told["anyOf"][-1]
    assert set(leaf_schema["properties"]["operator"]["enum"]) == {one for kind in OPERATORS.values() for one in kind}
    assert all(name in leaf_schema["properties"]["field"]["description"] for name in TOY)
