"""POST /api/tickets/bulk: many tickets by one call, as a job."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from tests.api.conftest import Caller
from tests.world import World
from usher.base.tenancy import current_id
from usher.tickets import actions
from usher.tickets.bulk import working
from usher.tickets.models import Ticket


@pytest.fixture
def tickets(world: World) -> list[Ticket]:
    return [world.ticket(f"Oven {number}") for number in range(3)]


def worked(change: int) -> None:
    working.work(current_id(), change, timezone.now)


def test_many_tickets_are_changed_and_the_progress_can_be_read(world: World, api: Caller, tickets: list[Ticket]) -> None:
    body = {
        "ticketIds": [ticket.pk for ticket in tickets], "action": "update",
        "changes": {"priority": "high", "addTags": ["vip"], "assignedToTeamId": world.support.pk, "status": "in_progress"},
    }  # fmt: skip
    response = api.raw("post", "/api/tickets/bulk", body)
    started = response.json()
    assert response.status_code == 202 and response["Location"] == f"/api/tickets/bulk/{started['id']}"
    assert (started["state"], started["total"], started["waiting"], started["success"]) == ("running", 3, 3, False)
    worked(started["id"])
    _, done = api("get", response["Location"])
    assert (done["state"], done["succeeded"], done["failed"], done["success"]) == ("done", 3, 0, True)
    _, ticket = api("get", f"/api/tickets/{tickets[1].pk}")
    assert (ticket["priority"], ticket["tags"], ticket["assignedToTeamId"]) == ("high", ["vip"], world.support.pk)
    assert ticket["exactStatus"] == "in_progress"


def test_a_condition_names_the_tickets_and_failures_are_told_one_by_one(
    world: World, api: Caller, tickets: list[Ticket]
) -> None:
    actions.move(tickets[0], to="closed", by=world.acting(world.lena), at=timezone.now())
    filter = {"field": "subject", "operator": "contains", "value": "oven"}
    _, started = api("post", "/api/tickets/bulk", {"filter": filter, "action": "assign",
                                                   "changes": {"assignedToUserId": world.ada.pk}})  # fmt: skip
    worked(started["id"])
    _, page = api("get", f"/api/tickets/bulk/{started['id']}/results")
    refused, *others = page["results"]
    assert refused["ticketId"] == tickets[0].pk and not refused["success"] and "closed" in refused["error"]
    assert [each["outcome"] for each in others] == ["changed", "changed"] and page["pagination"]["total"] == 3


def test_it_is_taken_back_by_one_call(api: Caller, tickets: list[Ticket]) -> None:
    _, started = api("post", "/api/tickets/bulk", {"ticketIds": [each.pk for each in tickets], "action": "delete"})
    worked(started["id"])
    assert not Ticket.objects.filter(deleted_at=None).exclude(subject="").exists()
    status, undoing = api("post", f"/api/tickets/bulk/{started['id']}/undo")
    assert (status, undoing["state"]) == (202, "undoing")
    worked(started["id"])
    _, undone = api("get", f"/api/tickets/bulk/{started['id']}")
    assert (undone["state"], undone["undone"]) == ("undone", 3) and Ticket.objects.filter(deleted_at=None).count() == 3


def test_it_stops_when_told_and_another_token_knows_nothing_of_it(
    api: Caller, api_with: Callable[..., Caller], tickets: list[Ticket]
) -> None:
    _, started = api("post", "/api/tickets/bulk", {"ticketIds": [each.pk for each in tickets], "action": "close"})
    address = f"/api/tickets/bulk/{started['id']}"
    assert [api_with()("get", address)[0], api_with()("post", f"{address}/stop")[0]] == [404, 404]
    assert api("post", f"{address}/stop")[1]["state"] == "stopped"
    worked(started["id"])
    assert not Ticket.objects.filter(status="closed").exists()
    assert [each["id"] for each in api("get", "/api/tickets/bulk")[1]["bulkChanges"]] == [started["id"]]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"action": "delete"}, "ticketIds"),
        ({"ticketIds": [1], "filter": {"field": "priority", "operator": "equals", "value": "low"}}, "ticketIds"),
        ({"ticketIds": [999_999], "action": "delete"}, "ticketIds"),
        ({"ticketIds": [1]}, "changes"),
        ({"ticketIds": [1], "action": "add_tags"}, "changes"),
        ({"ticketIds": [1], "changes": {"status": "nowhere"}}, "changes"),
        ({"ticketIds": [1], "changes": {"tags": ["vip"]}}, "changes.tags"),
        ({"filter": {"field": "shape", "operator": "equals", "value": 1}, "action": "delete"}, "filter.field"),
    ],
)
def test_what_makes_no_sense_is_named(api: Caller, tickets: list[Ticket], body: dict[str, object], field: str) -> None:
    status, problem = api("post", "/api/tickets/bulk", body)
    assert (status, list(problem["errors"])) == (422, [field])


def test_a_token_that_may_not_is_told_at_once(api_with: Callable[..., Caller], tickets: list[Ticket]) -> None:
    reader = api_with("readSupport")
    assert reader("post", "/api/tickets/bulk", {"ticketIds": [tickets[0].pk], "action": "delete"})[0] == 403
