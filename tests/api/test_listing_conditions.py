"""Lists of tickets by conditions, by custom fields, and in every order there is."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.api.tickets import bounds
from usher.api.tickets.sorting import SORTS
from usher.conditions import match, parse
from usher.tickets import actions
from usher.tickets.facts import TICKET
from usher.tickets.models import Priority, Ticket, TicketType

FIELDS = {"serial": "text", "wheels": "number", "bought": "date", "paid": "checkbox", "parts": "choices"}


@pytest.fixture
def bikes(world: World) -> dict[str, Ticket]:
    """Six tickets about bicycles; the last says nothing that can be left out."""
    lena, admin = world.acting(world.lena), world.acting(world.root)
    for key, kind in FIELDS.items():
        more = {"choices": ["Bell", "brake", "Chain"]} if kind == "choices" else {}
        actions.create_field(name=key.title(), kind=kind, is_for_all_types=True, by=admin, at=NOON, **more)
    repair = TicketType.objects.create(name="Repair", created_at=NOON)
    label = actions.create_label(name="Workshop", hue=None, by=lena, at=NOON)
    tickets = {
        "brake": world.ticket("Brake squeals", priority=Priority.URGENT, assignee=world.ada, type=repair, labels=[label]),
        "bell": world.ticket("bell is dull", priority=Priority.LOW, team=world.support),
        "Ärger": world.ticket("ÄRGER MIT DER GANGSCHALTUNG", requester=world.mia, type=repair),
        "chain": world.ticket("Chain, 100% worn", external_source="shop", external_id="A-7"),
        "spoke": world.ticket("spoke"),
        "bare": world.ticket("Bare", requester=None, by=lena, source="web"),
    }
    given: dict[str, dict[str, Any]] = {
        "brake": {"serial": "WX-2", "wheels": 2, "bought": "2026-11-01", "paid": True, "parts": ["brake", "Bell"]},
        "bell": {"serial": "wx-1", "wheels": 2.5, "parts": ["Bell"]},
        "Ärger": {"serial": "Ürsel", "wheels": 10, "bought": "2026-10-01"},
        "chain": {"serial": "wx-2", "wheels": 2, "paid": False, "parts": ["Chain"]},
    }
    for place, (name, ticket) in enumerate(tickets.items()):
        if name in given:
            actions.set_fields(ticket, values=given[name], by=lena, at=NOON)
        at = NOON + timedelta(minutes=place)
        Ticket.objects.filter(pk=ticket.pk).update(created_at=at, updated_at=at)
    actions.move(tickets["chain"], to="resolved", by=lena, at=NOON + timedelta(days=1))
    actions.move(tickets["bell"], to="resolved", by=lena, at=NOON + timedelta(days=2))
    return tickets


def found(api: Caller, bikes: dict[str, Ticket], query: str) -> list[str]:
    status, body = api("GET", f"/api/tickets?{query}")
    assert status == 200, body
    return named(bikes, body)


def named(bikes: dict[str, Ticket], body: Any) -> list[str]:
    names = {ticket.pk: name for name, ticket in bikes.items()}
    return [names[ticket["id"]] for ticket in body["tickets"]]


def one(field: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value}


CONDITIONS = [
    (one("subject", "contains", "ärger"), ["Ärger"]),
    (one("subject", "contains", "100%"), ["chain"]),
    (one("subject", "equals", "SPOKE"), ["spoke"]),
    (one("priority", "greater_than", "normal"), ["brake"]),
    (one("status", "in", ["resolved", "closed"]), ["bell", "chain"]),
    (one("assignedToUserId", "empty"), ["bare", "spoke", "chain", "Ärger", "bell"]),
    (one("requesterId", "equals", None), ["bare"]),
    (one("requester_email", "equals", "MIA@bakery.example"), ["Ärger"]),
    (one("companyName", "not_contains", "pine"), ["bare"]),
    (one("tags", "contains", "workshop"), ["brake"]),
    (one("externalTicketId", "equals", "a-7"), ["chain"]),
    (one("customFields.serial", "equals", "WX-2"), ["brake", "chain"]),
    (one("cf_serial", "contains", "ürs"), ["Ärger"]),
    (one("custom_fields.wheels", "greater_than", 2), ["Ärger", "bell"]),
    (one("customFields.bought", "less_than", "2026-11-01"), ["Ärger"]),
    (one("customFields.paid", "equals", False), ["bare", "spoke", "chain", "Ärger", "bell"]),
    (one("customFields.parts", "in", ["BELL", "chain"]), ["bell", "chain", "brake"]),
    (one("customFields.serial", "empty"), ["bare", "spoke"]),
    ({"all": [one("type", "equals", "repair"), {"not": one("assignee", "not_empty")}]}, ["Ärger"]),
    ({"any": [one("tags", "not_empty"), {"all": [one("source", "equals", "web"), one("age", "greater_than", "1 day")]}]},
     ["bare", "brake"]),
    ([one("subject", "contains", "b"), one("priority", "equals", "low")], ["bell"]),
    ({}, ["bell", "chain", "bare", "spoke", "Ärger", "brake"]),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS, ids=lambda value: json.dumps(value)[:60])
def test_conditions_find_tickets_by_address_and_by_body(
    api: Caller, bikes: dict[str, Ticket], condition: Any, expected: list[str]
) -> None:
    assert set(found(api, bikes, f"filter={quote(json.dumps(condition))}")) == set(expected)
    status, body = api("POST", "/api/tickets/search", {"filter": condition})
    assert status == 200 and set(named(bikes, body)) == set(expected)
    assert body["pagination"]["total"] == len(expected) and "nextCursor" not in body
    rows = {name: Ticket.objects.get(pk=ticket.pk) for name, ticket in bikes.items()}
    tree, at = parse(condition, TICKET), NOON + timedelta(days=3)
    if "age" not in json.dumps(condition):
        assert {name for name, ticket in rows.items() if match(tree, ticket, at)} == set(expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("customFields.serial=wx-2", {"brake", "chain"}), ("cf_serial=WX-1,Ürsel", {"bell", "Ärger"}),
        ("custom_fields.wheels=2", {"brake", "chain"}), ("customFields[wheels]=2.5", {"bell"}),
        ("cf_bought=2026-11-01", {"brake"}), ("customFields.paid=true", {"brake"}), ("cf_parts=bell", {"bell", "brake"}),
        ("cf_serial=none", {"bare", "spoke"}), ("requesterEmail=mia@bakery.example", {"Ärger"}),
        ("subject=spoke", {"spoke"}),
        ("response_count=0&priority=urgent", {"brake"}), ("resolvedAt=2026-11-03", {"chain"}),
        ("page_size=1&cf_serial=wx-1", {"bell"}),
        ("description=big+oven&created_before=2026-12-01", {"brake"}),
    ],
)  # fmt: skip
def test_every_field_is_a_parameter(api: Caller, bikes: dict[str, Ticket], query: str, expected: set[str]) -> None:
    assert set(found(api, bikes, query)) == expected


def walked(api: Caller, path: str) -> list[int]:
    """Ids of all pages of two, by the Link header."""
    ids: list[int] = []
    while path:
        response = api.raw("GET", path)
        assert response.status_code == 200, response.content
        ids += [ticket["id"] for ticket in response.json()["tickets"]]
        links = [link for link in response.get("Link", "").split(", <") if 'rel="next"' in link]
        path = links[0].partition(">")[0].lstrip("<") if links else ""
    return ids


def test_every_order_leads_through_everything_once_by_cursor_and_by_number(api: Caller, bikes: dict[str, Ticket]) -> None:
    orders = [*(sort.name for sort in SORTS), *(f"customFields.{key}" for key in FIELDS), "status,-resolvedAt,subject",
              "-cf_wheels,cf_serial", "tags,-priority"]  # fmt: skip
    for order in orders:
        for sign in ("", "-"):
            whole = [ticket["id"] for ticket in api("GET", f"/api/tickets?sort={sign}{order}")[1]["tickets"]]
            assert sorted(whole) == sorted(ticket.pk for ticket in bikes.values())
            assert walked(api, f"/api/tickets?sort={sign}{order}&pageSize=2") == whole, (sign, order)
            assert walked(api, f"/api/tickets?sort={sign}{order}&pageSize=1&status=resolved,open") == whole, (sign, order)
            numbered = [api("GET", f"/api/tickets?sort={sign}{order}&pageSize=4&page={page}")[1] for page in (1, 2)]
            assert [ticket["id"] for body in numbered for ticket in body["tickets"]] == whole, (sign, order)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sort=resolvedAt", ["chain", "bell", "brake", "Ärger", "spoke", "bare"]),
        ("sort=-resolved_at", ["bell", "chain", "bare", "spoke", "Ärger", "brake"]),
        ("sortBy=created", ["bare", "spoke", "chain", "Ärger", "bell", "brake"]),
        ("sort=subject&status=open", ["bare", "brake", "spoke", "Ärger"]),
        ("sortBy=cf_serial", ["bell", "brake", "chain", "Ärger", "spoke", "bare"]),
        ("sort=-customFields.wheels,-cf_bought", ["Ärger", "bell", "brake", "chain", "bare", "spoke"]),
        ("sort=custom_fields.parts", ["brake", "bell", "chain", "Ärger", "spoke", "bare"]),
        ("sortBy=requester_name", ["brake", "bell", "chain", "spoke", "Ärger", "bare"]),
        ("sort_by=ticket_number&sort_order=asc", ["brake", "bell", "Ärger", "chain", "spoke", "bare"]),
    ],
)  # fmt: skip
def test_orders(api: Caller, bikes: dict[str, Ticket], query: str, expected: list[str]) -> None:
    assert found(api, bikes, query) == expected


def test_a_long_question_is_asked_by_body_and_paged_by_its_cursor(api: Caller, bikes: dict[str, Ticket]) -> None:
    everyone = one("id", "in", [ticket.pk for ticket in bikes.values()])
    asked: dict[str, Any] = {"filter": everyone, "sort": "-cf_wheels", "pageSize": 4}
    _, first = api("POST", "/api/tickets/search", asked)
    assert first["pagination"] == {"page": 1, "pageSize": 4, "total": 6, "totalPages": 2}
    _, second = api("POST", "/api/tickets/search", {**asked, "cursor": first["nextCursor"]})
    assert named(bikes, first) + named(bikes, second) == ["Ärger", "bell", "chain", "brake", "bare", "spoke"]
    assert second["pagination"]["page"] == 2 and "nextCursor" not in second
    _, body = api("POST", "/api/tickets/search", {**asked, "envelope": "data", "search": "spoke"})
    assert [ticket["subject"] for ticket in body["data"]] == ["spoke"]


def test_whatever_is_wrong_is_named_at_once(api: Caller, bikes: dict[str, Ticket]) -> None:
    condition = {"all": [one("colour", "equals", 1), one("priority", "contains", "x"), {"any": [one("age", "within", 3)]}]}
    more = "sort=nothing&typeId=x&cf_nothing=1&cf_wheels=many&envelope=box&page=101&pageSize=100"
    status, problem = api("GET", f"/api/tickets?filter={quote(json.dumps(condition))}&{more}")
    assert status == 422
    assert set(problem["errors"]) == {
        "filter.all[0].field", "filter.all[1].operator", "filter.all[2].any[0].operator", "sort", "typeId",
        "customFields.nothing", "customFields.wheels", "envelope", "page",
    }  # fmt: skip
    status, problem = api("POST", "/api/tickets/search", {"filter": condition, "sort": "x", "envelope": "y"})
    assert status == 422 and len(problem["errors"]) == 5
    for bad in ("{", "5", '"x"', "[1]", "nul", '{"all":' * 200 + "1" + "}" * 200):
        status, problem = api("GET", f"/api/tickets?filter={quote(bad)}")
        assert status == 422 and all(name.startswith("filter") for name in problem["errors"]), bad


def test_who_sees_less_finds_less(api_with: Any, world: World, bikes: dict[str, Ticket]) -> None:
    robot = api_with("readSupport", created_by=world.ada)
    everything = {"filter": one("subject", "not_empty"), "sort": "cf_serial"}
    assert robot("POST", "/api/tickets/search", everything)[1]["pagination"]["total"] == 6
    assert api_with("manageSettings")("POST", "/api/tickets/search", everything)[0] == 403


def test_fields_of_another_organization_do_not_exist(world: World, api: Caller, bikes: dict[str, Ticket]) -> None:
    from usher.base.tenancy import entered

    with entered(world.elsewhere.pk):
        actions.create_field(name="Secret", kind="text", by=world.acting(world.sam), at=NOON)
    for query in ("cf_secret=1", "sort=cf_secret", f"filter={quote(json.dumps(one('cf_secret', 'empty')))}"):
        assert api("GET", f"/api/tickets?{query}")[0] == 422


def test_a_question_that_takes_too_long_is_refused_with_what_would_help(
    api: Caller, bikes: dict[str, Ticket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "LONGEST", 1)
    slow = {"any": [one("messages", "contains", f"needle {number}") for number in range(99)]}
    status, problem = api("POST", "/api/tickets/search", {"filter": slow, "sort": "tags,description"})
    assert (status, problem["code"]) == (409, "too_much") and "narrow" in problem["detail"]


def test_drafts_are_found_by_asking_for_them_and_by_their_author_only(
    api_with: Any, api: Caller, bikes: dict[str, Ticket]
) -> None:
    api("POST", "/api/tickets", {"subject": "Begun", "status": "draft"})
    for query in ("status=draft", "state=draft", "state=draft&sortBy=priority", "exactStatus=draft&cf_serial=none"):
        for caller, number in ((api, 1), (api_with("readSupport"), 0)):
            assert caller("GET", f"/api/tickets?{query}")[1]["pagination"]["total"] == number, query
    for query in ("", "sortBy=priority", "filter=[]", "subject=begun", "sortBy=cf_serial"):
        assert "Begun" not in str(api("GET", f"/api/tickets?{query}")[1]), query


def test_minutes_are_counted_as_they_are_shown(world: World, api: Caller) -> None:
    ticket = world.ticket()
    for seconds, minutes in ((59.9, 0), (60, 1), (119.999999, 1), (120, 2)):
        Ticket.objects.filter(pk=ticket.pk).update(resolved_at=NOON + timedelta(seconds=seconds))
        assert api("GET", f"/api/tickets/{ticket.pk}")[1]["resolutionTime"] == minutes
        assert api("GET", f"/api/tickets?resolutionTime={minutes}")[1]["pagination"]["total"] == 1
        assert api("GET", f"/api/tickets?resolutionTime={minutes + 1}")[1]["pagination"]["total"] == 0
