"""Lists are narrowed by a custom field."""

from typing import Any

import pytest
from django.test import Client

from tests.tickets.fields.test_filling import opened
from tests.world import NOON
from usher.tickets import actions

LIST = "/pine-support/inbox/all"


@pytest.fixture
def tickets(world: Any) -> None:
    by = {"by": world.acting(world.root), "at": NOON}
    actions.create_field(name="Brand", kind="choice", choices=["Pine", "Fir"], **by)
    actions.create_field(name="Serial", kind="text", **by)
    actions.create_field(name="Floor", kind="number", **by)
    actions.create_field(name="Off", kind="text", is_active=False, **by)
    opened(world, subject="First", custom_fields={"brand": "Pine", "serial": "AB-1", "floor": 3})
    opened(world, subject="Second", custom_fields={"brand": "Fir", "serial": "AB-2"})
    opened(world, subject="Third")


@pytest.mark.parametrize(
    ("asked", "found", "pill"),
    [("field=brand&value=pine", {"First"}, "Brand is <b>pine</b>"),
     ("field=serial&value=b-", {"First", "Second"}, "contains"),
     ("field=floor&value=3,0", {"First"}, "Floor is"), ("field=floor", {"First"}, "<b>filled in</b>"),
     ("field=brand&value=oak", set(), "oak"), ("value=pine", {"First", "Second", "Third"}, "Filter")],
)  # fmt: skip
def test_by_a_field_and_its_value(world: Any, ada: Client, tickets: None, asked: str, found: set[str], pill: str) -> None:
    page = ada.get(f"{LIST}?{asked}").content.decode()
    assert {subject for subject in ("First", "Second", "Third") if f">{subject}<" in page} == found
    assert pill in page
    assert ">Off</option>" not in page


def test_what_means_nothing_is_refused_with_words(world: Any, ada: Client, tickets: None) -> None:
    for asked, told in (("field=nothing", "There is no field"), ("field=floor&value=high", "is not a number")):
        answer = ada.get(f"{LIST}?{asked}")
        assert answer.status_code == 422 and told in answer.content.decode()
