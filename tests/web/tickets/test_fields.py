"""Custom fields beside the conversation and on their page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.organizations import actions as organizations
from usher.people.actors import SYSTEM
from usher.people.models import Member
from usher.tickets import actions
from usher.tickets.models import CustomField, Ticket


@pytest.fixture
def make(world: World) -> Callable[..., CustomField]:
    def made(name: str, kind: str = "text", **more: Any) -> CustomField:
        more = {"is_for_all_types": True, **more}
        return actions.create_field(name=name, kind=kind, by=world.acting(world.root), at=NOON, **more)

    return made


@pytest.fixture
def filled(world: World, ticket: Ticket, make: Callable[..., CustomField]) -> Ticket:
    """A ticket with some fields filled in, one required and missing, and one that only another type asks for."""
    make("Brand", "choice", choices=["Pine", "Fir"], section="Bike")
    make("Colours", "choices", choices=["Red", "Blue"], section="Bike")
    make("Agreed", "checkbox"), make("Site", "url"), make("Serial", is_required=True), make("Story", "long_text")
    make("Elsewhere", is_for_all_types=False), make("Floor", "number")
    values = {
        "brand": "Pine",
        "agreed": True,
        "site": "https://pine.example/x",
        "elsewhere": "Kept",
        "browser": {"name": "Fox"},
    }
    return actions.set_fields(ticket, values=values, by=world.acting(world.ada), at=NOON)


def now(ticket: Ticket) -> dict[str, Any]:
    ticket.refresh_from_db()
    return dict(ticket.custom_fields)


def test_filled_and_required_fields_stand_beside_the_conversation(ada: Browser, filled: Ticket) -> None:
    page = ada.get().content.decode()
    section = page[page.index('<section class="cfs">') : page.index("Show empty fields")]
    names = re.findall(r'<dt id="l-cf-(\w+)"', section)
    assert names == ["brand", "agreed", "site", "serial", "elsewhere"]
    assert section.index("<h3>Bike</h3>") < section.index("l-cf-brand") < section.index("<h3>Other fields</h3>")
    assert 'href="https://pine.example/x" target="_blank" rel="noopener noreferrer nofollow"' in section
    assert "browser" in section and "Fox" in section
    assert "colours" not in section


def test_the_rest_is_one_click_away(ada: Browser, filled: Ticket) -> None:
    rows = ada.get("/fields", htmx=True).content.decode()
    assert re.findall(r'<div id="empty-(\w+)" data', rows) == ["colours", "story", "floor"]
    assert "data-filters" not in rows
    page = ada.get("/fields").content.decode()
    assert set(re.findall(r'name="asked" value="(\w+)"', page)) == {
        "brand", "colours", "agreed", "site", "serial", "story", "elsewhere", "floor",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "posted", "stored"),
    [("brand", "Fir", "Fir"), ("brand", "", None), ("colours", ["Blue", "Red"], ["Red", "Blue"]), ("agreed", None, False),
     ("floor", "3,5", 3.5), ("serial", "X1", "X1"), ("elsewhere", "New", "New"), ("story", "a\r\nb", "a\nb")],
)  # fmt: skip
def test_each_is_changed_in_place(ada: Browser, filled: Ticket, key: str, posted: Any, stored: Any) -> None:
    before = now(filled)
    sent = {} if posted is None else {f"field-{key}": posted}
    answer = ada.post(f"/fields?asked={key}", htmx=True, **sent)
    assert answer.status_code == 200
    assert now(filled) == {name: value for name, value in {**before, key: stored}.items() if value is not None}
    assert ada.post(f"/fields?asked={key}", **sent).status_code == 303


def test_a_line_leaves_the_empty_ones_when_it_is_filled(ada: Browser, filled: Ticket) -> None:
    done = ada.post("/fields?asked=floor", htmx=True, **{"field-floor": "3", "empty": "1"}).content.decode()
    assert '<hx-partial hx-target="#empty-floor" hx-swap="delete">' in done and 'hx-target="#details"' in done
    wrong = ada.post("/fields?asked=story", htmx=True, **{"field-story": "x" * 20_001, "empty": "1"})
    line = wrong.content.decode()
    line = line[line.index('hx-target="#empty-story"') :]
    assert wrong.status_code == 422 and "longer than 20000" in line


def test_a_refusal_stands_at_its_field_and_changes_nothing(ada: Browser, filled: Ticket) -> None:
    before = now(filled)
    for key, value, told in (
        ("brand", "Oak", "choose from Pine, Fir"), ("site", "javascript:alert(1)", "write one like https://"),
        ("floor", "high", "is not a number"),
    ):  # fmt: skip
        answer = ada.post(f"/fields?asked={key}", htmx=True, **{f"field-{key}": value})
        assert answer.status_code == 422
        if key in before:
            assert told in answer.content.decode()
            assert f'<div id="wrong-{key}"' in answer.content.decode(), "as it was typed, in a line of its own"
        page = ada.post("/fields", **{"all": "1", "asked": [key], f"field-{key}": value})
        assert page.status_code == 422 and told in page.content.decode()
        assert f'value="{value}"' in page.content.decode() or key == "brand"
    for missing in ("", "?asked=nothing"):
        assert ada.post(f"/fields{missing}").status_code == 422
    assert now(filled) == before


def test_the_page_saves_all_at_once(ada: Browser, filled: Ticket) -> None:
    posted = {
        "asked": ["brand", "colours", "agreed", "site", "serial", "story", "floor"], "field-brand": "Fir",
        "field-colours": ["Red"], "field-serial": "X1", "field-floor": "0", "all": "1",
    }  # fmt: skip
    answer = ada.post("/fields", **posted)
    assert (answer.status_code, answer["Location"]) == (303, ada.page)
    assert now(filled) == {
        "brand": "Fir", "colours": ["Red"], "agreed": False, "serial": "X1", "floor": 0, "elsewhere": "Kept",
        "browser": {"name": "Fox"},
    }  # fmt: skip


def test_who_may_not_edit_sees_plain_values(world: World, filled: Ticket, as_member: Callable[[Member], Browser]) -> None:
    vic = as_member(world.vic)
    page = vic.get().content.decode()
    assert '<span class="cut">Pine</span>' in page and "field-brand" not in page and "Show empty fields" not in page
    assert vic.get("/fields").status_code == 403
    assert vic.post("/fields?asked=brand", **{"field-brand": "Fir"}).status_code == 403


def test_two_hundred_fields_cost_no_more_queries_and_stay_out_of_the_way(
    world: World,
    ada: Browser,
    ticket: Ticket,
    make: Callable[..., CustomField],
    django_capture_on_commit_callbacks: Any,
    nothing_expires: None,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make("First")
    ada.get()
    counts, sizes = [], []
    for many in (0, 199):
        with django_capture_on_commit_callbacks(execute=True):
            for number in range(many):
                make(f"Extra {number}", section=f"Part {number % 9}")
        ada.get()
        with CaptureQueriesContext(connection) as queries:
            page = ada.get().content
        counts.append(len(queries))
        sizes.append(len(page))
    assert counts[0] == counts[1]
    assert sizes[1] - sizes[0] < 500, "what is empty is not drawn"
    rows = ada.get("/fields", htmx=True).content.decode()
    assert rows.count("data-words=") == 200 and "data-filters" in rows and rows.count("<fieldset>") == 10
    values = {f"extra{number}": f"value {number}" for number in range(199)}
    actions.set_fields(ticket, values=values, by=world.acting(world.ada), at=NOON)
    with CaptureQueriesContext(connection) as queries:
        assert ada.get().content.decode().count('<div id="cf-') == 199
    assert len(queries) == counts[0]


def test_what_happened_is_told(ada: Browser, filled: Ticket) -> None:
    ada.post("/fields?asked=floor", **{"field-floor": "3"})
    ada.post("/fields?asked=brand", **{"field-brand": ""})
    page = ada.get().content.decode()
    assert "<b>Ada</b> set <b>Floor</b> to <b>3</b>" in page
    assert "<b>Ada</b> emptied <b>Brand</b>" in page


def test_a_time_that_its_zone_has_no_calendar_for_is_shown_as_it_is(
    world: World, ada: Browser, ticket: Ticket, make: Callable[..., CustomField]
) -> None:
    organizations.change(world.pine, by=SYSTEM, at=NOON, changes={"time_zone": "America/New_York"})
    make("Due", "time")
    actions.set_fields(ticket, values={"due": "0001-01-01T00:00:00Z"}, by=world.acting(world.ada), at=NOON)
    page = ada.get()
    assert page.status_code == 200 and "0001-01-01T00:00:00Z" in page.content.decode()
