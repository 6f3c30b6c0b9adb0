"""What every resource has without doing anything: HEAD, OPTIONS, links between pages, request ids, other sites' pages."""

import gzip
import logging
import re
from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.people.actions import create_contact
from usher.people.actors import SYSTEM
from usher.tickets.actions import Written


def test_head_is_get_without_its_body(world: World, api: Caller) -> None:
    for path in ("/api/tickets", "/api/teams", f"/api/tickets/{world.ticket().pk}"):
        whole, head = api.raw("GET", path), api.raw("HEAD", path)
        assert (head.status_code, head.content) == (200, b"")
        assert (head["Content-Length"], head["ETag"]) == (str(len(whole.content)), whole["ETag"])
    assert api.raw("HEAD", "/api/tickets/0").status_code == 404


def test_options_tells_what_can_be_done(world: World) -> None:
    response = Caller().raw("OPTIONS", "/api/tickets")
    assert (response.status_code, response["Allow"], response.content) == (204, "GET, HEAD, OPTIONS, POST", b"")


def test_an_answer_bears_the_request_id_it_was_given_or_a_new_one(world: World, api: Caller) -> None:
    assert api.raw("GET", "/api/teams", **{"X-Request-Id": "from-the-proxy.1"})["X-Request-Id"] == "from-the-proxy.1"
    for wrong in ("two words", "x" * 65, "line\tbreak"):
        assert re.fullmatch("[0-9a-f]{16}", api.raw("GET", "/api/teams", **{"X-Request-Id": wrong})["X-Request-Id"])
    problem = api.raw("GET", "/api/tickets/0", **{"X-Request-Id": "abc"}).json()
    assert problem["requestId"] == "abc"


def test_a_failure_is_logged_with_the_id_of_its_answer(
    world: World, api: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from usher.base.request_ids import RequestNamed

    caplog.handler.addFilter(RequestNamed())
    monkeypatch.setattr("usher.api.tickets.resource.open_ticket", lambda *_, **__: 1 / 0)
    with caplog.at_level(logging.ERROR, "usher.api"):
        assert api("POST", "/api/tickets", {"subject": "x"}, **{"X-Request-Id": "abc"})[1]["requestId"] == "abc"
    assert {record.request for record in caplog.records} == {"[abc] "}  # type: ignore[attr-defined]


def links(response: Any) -> dict[str, str]:
    return {rel: address for address, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', response.get("Link", ""))}


def test_lists_lead_from_page_to_page(world: World, api: Caller) -> None:
    for number in range(5):
        create_contact(by=SYSTEM, at=NOON, fields={"name": f"Nia {number}", "email": f"nia{number}@bakery.example"})
    path, seen, cursors = "/api/contacts?pageSize=3&search=bakery", [], 0
    while path:
        response = api.raw("GET", path)
        seen += [contact["name"] for contact in response.json()["contacts"]]
        path = links(response).get("next", "")
        cursors += "cursor=" in path
        assert "search=bakery" in path or not path
    assert seen == sorted(seen) and len(seen) == 7
    assert cursors == 2
    assert response.json()["pagination"] == {"page": 3, "pageSize": 3, "total": 7, "totalPages": 3}
    assert set(links(response)) == {"first", "prev", "last"}
    by_number = api.raw("GET", "/api/contacts?pageSize=3&page=3&search=bakery")
    assert by_number.json() == response.json()


@pytest.mark.parametrize("cursor", ["x", "bm8", "W10", "WyJuYW1lIl0", "a" * 1000, "\x00", "WyIiLDEsWzFdXQ"])
def test_a_made_up_cursor_is_refused_by_name(world: World, api: Caller, cursor: str) -> None:
    for path in ("/api/contacts", "/api/teams", "/api/ticket-types"):
        status, problem = api("GET", f"{path}?cursor={cursor}")
        assert (status, list(problem["errors"])) == (422, ["cursor"])


def test_pages_of_other_sites_are_admitted_where_the_operator_says_so(world: World, api: Caller, settings: Any) -> None:
    assert "Access-Control-Allow-Origin" not in api.raw("GET", "/api/teams", Origin="https://shop.example")
    settings.USHER_API_ORIGINS = ["https://shop.example"]
    response = api.raw("GET", "/api/teams", Origin="https://shop.example")
    assert (response["Access-Control-Allow-Origin"], "Origin" in response["Vary"]) == ("https://shop.example", True)
    assert "Access-Control-Allow-Credentials" not in response
    refused = api.raw("GET", "/api/teams", Origin="https://evil.example")
    assert ("Access-Control-Allow-Origin" in refused, "Origin" in refused["Vary"]) == (False, True)
    asked = Caller().raw("OPTIONS", "/api/tickets", Origin="https://shop.example")
    assert "POST" in asked["Access-Control-Allow-Methods"] and "Authorization" in asked["Access-Control-Allow-Headers"]


def test_large_answers_are_packed_for_who_takes_them_so(world: World, api: Caller, settings: Any) -> None:
    ticket = world.ticket(written=Written(text="The oven hums. " * 3000))
    path = f"/api/tickets/{ticket.pk}"
    plain = api.raw("GET", path)
    packed = api.raw("GET", path, **{"Accept-Encoding": "br, gzip;q=0.8"})
    assert gzip.decompress(packed.content) == plain.content and len(packed.content) * 5 < len(plain.content)
    assert (packed["Content-Encoding"], packed["ETag"]) == ("gzip", f"W/{plain['ETag']}")
    assert "Accept-Encoding" in plain["Vary"] and "Content-Encoding" not in plain
    assert api.raw("GET", path, **{"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}).status_code == 304
    assert api("PATCH", path, {"priority": "low"}, **{"If-Match": packed["ETag"]})[0] == 200
    assert "Content-Encoding" not in api.raw("GET", path, **{"Accept-Encoding": "gzip;q=0"})
    settings.USHER_PACKS_JSON = False
    assert "Content-Encoding" not in api.raw("GET", path, **{"Accept-Encoding": "gzip"})
