"""Wrong shapes are told in our words: what a field must be, not what a library calls it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
import pytest
from msgspec import Meta, UnsetType
from msgspec.inspect import type_info

from tests.api.conftest import Caller
from tests.world import World
from usher.api.fields import Id, Moment, PriorityName
from usher.api.reading import WrongFields, _read
from usher.api.wording import mistake


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    """An object within."""

    size: Annotated[int, Meta(ge=1, le=9)]
    name: str = ""


class Outer(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """An object with others in it."""

    first_one: Inner
    perhaps: Inner | None = None


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (int, "3", "must be a whole number."), (Id, 0, "must be a whole number from 1."), (Id | None, "x", "or null."),
        (Annotated[int, Meta(ge=0, le=23)] | UnsetType, 24, "must be a whole number from 0 to 23."),
        (bool, "yes", "must be true or false."),
        (Annotated[str, Meta(max_length=5)], 7, "must be text of at most 5 characters."),
        (Annotated[str, Meta(min_length=1, max_length=60)], "", "must be text of 1 to 60 characters."),
        (Moment, "soon", "must be a time with its zone, like 2026-11-02T12:00:00Z."), (datetime, 5, "like 2026"),
        (date, "x", "must be a day, like 2026-11-02."), (UUID, "x", "must be a UUID."), (float, "x", "must be a number."),
        (PriorityName, "hot", "“hot” is not known; choose from low, medium, high, urgent."),
        (PriorityName, 4, "must be one of low"),
        (Literal["asc", "desc"], "up", "“up” is not known; choose from asc, desc."),
        (dict[str, int], [], "must be an object."),
        (list[Id], ["x", 2], "must be a list, each a whole number from 1 (entry 1 is not)."),
        (Annotated[list[str], Meta(max_length=2)], ["a", 1],
         "must be a list of at most 2 entries, each text (entry 2 is not)."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_by_what_would_be_right(kind: Any, value: Any, words: str) -> None:
    told = mistake(type_info(kind), value)
    assert told.endswith(words) or words in told, told
    assert not {"Expected", "`", "int", "str", "NoneType"} & set(told.replace(".", "").split())


def test_fields_within_objects_are_named_by_their_way() -> None:
    with pytest.raises(WrongFields) as refused:
        _read({"firstOne": {"size": 10, "colour": 1}, "perhaps": {}, "more": 1}, Outer, "parsed_body")
    assert set(refused.value.errors) == {"firstOne.size", "firstOne.colour", "perhaps.size", "more"}
    assert refused.value.errors["perhaps.size"] == "is required."
    with pytest.raises(WrongFields) as refused:
        _read({"firstOne": 5}, Outer, "parsed_body")
    assert refused.value.errors == {"firstOne": "must be an object."}


def test_parameters_of_addresses_are_told_alike(world: World, api: Caller) -> None:
    status, problem = api("GET", "/api/labels?page=0&pageSize=ten&colour=red")
    assert (status, set(problem["errors"])) == (422, {"page", "pageSize", "colour"})
    assert problem["errors"]["pageSize"] == "must be a whole number from 1 to 100."
