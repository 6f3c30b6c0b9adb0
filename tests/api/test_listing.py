import base64
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg.pq import TransactionStatus

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.api.tickets.listing import list_tickets
from usher.api.tickets.query import TicketQuery
from usher.people.actors import Actor
from usher.tickets import actions
from usher.tickets.models import Category, Priority, Ticket, TicketType


@pytest.fixture
def many(world: World) -> dict[str, Ticket]:
    """Seven tickets that differ in what lists filter and sort by; each changed a minute after the one before."""
    lena = world.acting(world.lena)
    bug = TicketType.objects.create(name="Bug", created_at=NOON)
    billing = Category.objects.create(name="Billing")
    label = actions.create_label(name="Urgent care", hue=None, by=lena, at=NOON)
    tickets = {
        "plain": world.ticket("plain"),
        "low": world.ticket("low", priority=Priority.LOW),
        "urgent": world.ticket("urgent", priority=Priority.URGENT),
        "adas": world.ticket("adas", assignee=world.ada, priority=Priority.HIGH),
        "team": world.ticket("team", team=world.support, type=bug, category=billing, labels=[label]),
        "mias": world.ticket("mias", requester=world.mia, source="portal", external_source="maverick", external_id="7"),
        "done": world.ticket("done"),
    }
    actions.move(tickets["done"], to="resolved", by=lena, at=NOON)
    for minutes, ticket in enumerate(tickets.values()):
        at = NOON + timedelta(minutes=minutes)
        Ticket.objects.filter(pk=ticket.pk).update(created_at=at, updated_at=at)
    return tickets


def subjects(api: Caller, query: str) -> list[str]:
    status, body = api("GET", f"/api/tickets?{query}")
    assert status == 200, body
    return [ticket["subject"] for ticket in body["tickets"]]


ALL = ["done", "mias", "team", "adas", "urgent", "low", "plain"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("status=open", ["mias", "team", "adas", "urgent", "low", "plain"]),
        ("status=open&sortBy=priority", ["urgent", "adas", "mias", "team", "plain", "low"]),
        ("status=OPEN,resolved", ALL),
        ("status=open&status=resolved", ALL),
        ("status=resolved", ["done"]),
        ("status=assigned", ["adas"]),
        ("exactStatus=open,assigned&priority=high", ["adas"]),
        ("exactStatus=assigned&status=open", ["adas"]),
        ("status=resolved&exactStatus=open", []),
        ("state=resolved", ["done"]),
        ("priority=urgent,med", ["done", "mias", "team", "urgent", "plain"]),
        ("category=billing", ["team"]),
        ("tags=urgent%20care,other", ["team"]),
        ("source=portal", ["mias"]),
        ("externalSource=maverick&externalTicketId=7", ["mias"]),
        ("createdAfter=2026-11-02T12:05:00Z", ["done", "mias"]),
        ("createdBefore=2026-11-02T12:01:00%2B00:00", ["plain"]),
        ("updatedAfter=2026-11-02T14:05:00%2B02:00&updatedBefore=2026-11-03", ["done", "mias"]),
        ("search=plain", ["plain"]),
        ("search=MIAS", ["mias"]),
        ("search=mia%20malt", ["mias"]),
        ("search=nothing", []),
        ("sort=createdAt", ALL[::-1]),
        ("sort=-createdAt", ALL),
        ("sort=priority,-createdAt", ["low", "done", "mias", "team", "plain", "adas", "urgent"]),
        ("sortBy=priority&sortOrder=asc", ["low", "plain", "team", "mias", "done", "adas", "urgent"]),
        ("sortBy=subject", sorted(ALL)),
        ("sortBy=resolvedAt&pageSize=1", ["done"]),
        ("page=2&pageSize=3", ["adas", "urgent", "low"]),
        ("page=9", []),
    ],
)
def test_filters_and_orders(api: Caller, many: dict[str, Ticket], query: str, expected: list[str]) -> None:
    assert subjects(api, query) == expected


def test_filters_by_reference(world: World, api: Caller, many: dict[str, Ticket]) -> None:
    team, adas = many["team"], many["adas"]
    for name in ("assignedTo", "assignedToUserId"):
        assert subjects(api, f"{name}={world.ada.pk}") == ["adas"]
        assert len(subjects(api, f"{name}=none,{world.ada.pk}")) == 7
    for name in ("assignedTeamId", "assignedToTeamId"):
        assert subjects(api, f"{name}={world.support.pk}") == ["team"]
    for name in ("typeId", "ticketTypeId"):
        assert subjects(api, f"{name}={team.type_id}") == ["team"]
    assert subjects(api, f"categoryId={team.category_id}&category=Billing") == ["team"]
    assert subjects(api, f"requesterId={world.mia.pk}") == ["mias"]
    assert len(subjects(api, f"companyId={world.bakery.pk}")) == 7
    assert subjects(api, f"assignedTo={world.sam.pk}") == []
    assert adas.assignee_id == world.ada.pk


def test_the_envelope(api: Caller, many: dict[str, Ticket]) -> None:
    _, body = api("GET", "/api/tickets?pageSize=3&page=2")
    assert set(body) == {"tickets", "pagination"}
    assert body["pagination"] == {"page": 2, "pageSize": 3, "total": 7, "totalPages": 3}
    _, body = api("GET", "/api/tickets?pageSize=3&envelope=data")
    assert (len(body["data"]), body["page"], body["total"], body["totalPages"]) == (3, 1, 7, 3)


def test_a_listed_ticket_is_the_ticket(api: Caller, many: dict[str, Ticket]) -> None:
    _, body = api("GET", "/api/tickets?search=team")
    assert body["tickets"] == [api("GET", f"/api/tickets/{many['team'].pk}")[1]]


@pytest.mark.parametrize(
    "order",
    ["", "sortBy=priority", "sortBy=priority&sortOrder=asc", "sort=-createdAt", "sortBy=subject", "sortBy=id&sortOrder=asc",
     "status=open,resolved&sortBy=priority"],
)  # fmt: skip
def test_cursors_lead_through_everything_once(api: Caller, many: dict[str, Ticket], order: str) -> None:
    whole = subjects(api, order)
    path, seen, pages = f"/api/tickets?{order}&pageSize=2", list[str](), list[int]()
    while path:
        response = api.raw("GET", path)
        body: Any = response.json()
        assert body["pagination"]["total"] == len(whole)
        seen += [ticket["subject"] for ticket in body["tickets"]]
        pages.append(body["pagination"]["page"])
        path = response.get("Link", "").partition(">")[0].lstrip("<")
    assert seen == whole and pages == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("stat=open", "stat"), ("status=opne", "status"), ("exactStatus=med", "exactStatus"), ("priority=hot", "priority"),
        ("page=0", "page"), ("page=x", "page"), ("page=1000&pageSize=100", "page"), ("page=99999999999999999999", "page"),
        ("pageSize=101", "pageSize"), ("pageSize=-1", "pageSize"), ("typeId=x", "typeId"),
        ("typeId=9223372036854775808", "typeId"),
        ("assignedTo=1,two", "assignedTo"), ("sort=nothing", "sort"), ("sortBy=drop", "sortBy"),
        ("sortOrder=up", "sortOrder"),
        ("sort=id&sortBy=id", "sortBy"), ("createdAfter=soon", "createdAfter"), ("source=fax", "source"),
        ("state=x", "state"),
        ("updatedBefore=2026-13-01", "updatedBefore"), ("cursor=abc", "cursor"), ("cursor=%00", "cursor"),
        ("envelope=x", "envelope"), ("visibility=secret", "visibility"), ("search=" + "x" * 501, "search"),
        ("createdAfter=0001-01-01T00:00:00%2B14:00", "createdAfter"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_named(world: World, api: Caller, query: str, field: str) -> None:
    status, problem = api("GET", f"/api/tickets?{query}")
    assert (status, list(problem["errors"])) == (422, [field]), problem


def test_all_wrong_parameters_are_named_at_once(world: World, api: Caller) -> None:
    _, problem = api("GET", "/api/tickets?status=x&priority=y&typeId=z&createdAfter=w")
    assert set(problem["errors"]) == {"status", "priority", "typeId", "createdAfter"}
    _, problem = api("GET", "/api/tickets?page=x&pageSize=y&foo=z")
    assert set(problem["errors"]) == {"page", "pageSize", "foo"}


def test_a_cursor_of_another_order_is_refused(api: Caller, many: dict[str, Ticket]) -> None:
    link = api.raw("GET", "/api/tickets?pageSize=2&sortBy=priority")["Link"]
    cursor = link.partition("cursor=")[2].partition(">")[0]
    status, problem = api("GET", f"/api/tickets?pageSize=2&cursor={cursor}")
    assert (status, list(problem["errors"])) == (422, ["cursor"])


@pytest.mark.parametrize(
    ("order", "value", "last"),
    [("-updatedAt", "abc", 1), ("-updatedAt", 5, 1), ("-updatedAt", "0000-01-01T00:00:00Z", 1),
     ("-updatedAt", "2026-01-01T00:00:00Z", 10**30), ("priority", "x", 1), ("priority", 10**9, 1), ("subject", "a\x00", 1),
     ("id", 10**30, 1)],
)  # fmt: skip
def test_a_made_up_cursor_is_refused(world: World, api: Caller, order: str, value: object, last: int) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps([order, 1, value, last]).encode()).decode()
    status, problem = api("GET", f"/api/tickets?sort={order}&cursor={cursor}")
    assert (status, list(problem["errors"])) == (422, ["cursor"])


def test_the_total_is_kept_for_long_lists_only(world: World, api: Caller) -> None:
    for number in range(1, 4):
        world.ticket(str(number))
        assert api("GET", "/api/tickets?pageSize=1")[1]["pagination"]["total"] == number


def test_the_work_does_not_grow_with_the_list(world: World, api: Caller) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert api("GET", "/api/tickets")[0] == 200
        return len(captured)

    world.ticket()
    statements()
    few = statements()
    for number in range(12):
        world.ticket(
            str(number), labels=[actions.create_label(name=f"l{number}", hue=1, by=world.acting(world.ada), at=NOON)]
        )
    assert statements() == few <= 5  # the test's own savepoint, the tenant; the page's and the total's are not Django's


def test_another_organizations_tickets_are_not_listed(world: World, api: Caller) -> None:
    world.ticket()
    assert [ticket["ticketNumber"] for ticket in api("GET", "/api/tickets")[1]["tickets"]] == ["PINE-1"]
    assert subjects(api, "search=secret") == []


def test_text_with_quotes_percent_and_nul_is_only_text(world: World, api: Caller) -> None:
    for text in ("%27", "%25", "%22%5C", "%00", "%25(organization)s", "%7B%7D"):
        for name in ("category", "tags", "externalSource", "externalTicketId", "search"):
            assert subjects(api, f"{name}={text}") == []


def test_outside_of_a_tests_transaction_it_works_too(world: World) -> None:
    # On a connection of its own nothing of the world is committed; what is tried is entering, asking and leaving for real.
    def ask() -> Any:
        try:
            actor = Actor("token", 1, "Robot", frozenset({"view_all"}))
            pages = [
                list_tickets(TicketQuery(status="open"), organization_id=10**12, actor=actor, at=NOON) for _ in range(3)
            ]
            return [page.pagination.total for page in pages], connection.connection.info.transaction_status
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(ask).result() == ([0, 0, 0], TransactionStatus.IDLE)
