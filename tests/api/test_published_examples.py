"""The requests that Pulse's overview prints, as a program sends them to the application, with its ids."""

import json
import re
import shlex
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.config.wsgi import application
from usher.people.models import Team
from usher.tickets.models import Ticket, TicketType

# (method, address, body), in the order in which they are printed.
EXAMPLES = [
    ("POST", "/api/tickets", '{"subject": "Unable to log in", "description": "User cannot log in to their account after'
     ' password reset", "priority": "high", "typeId": 3, "assignedToTeamId": 5}'),
    ("GET", "/api/tickets?status=open&sortBy=priority", None),
    ("POST", "/api/tickets/1234/comments", '{"body": "We have identified the issue and are working on a resolution.",'
     ' "isInternal": false, "notifyCustomer": true}'),
]  # fmt: skip


@pytest.fixture
def demo(world: World) -> World:
    """Type 3, team 5 and ticket 1234, as the demonstration has them."""
    TicketType.objects.create(pk=3, name="Bug", created_at=NOON)
    Team.objects.create(pk=5, name="Accounts")
    ticket = world.ticket("Payment page is slow")
    Ticket.objects.filter(pk=ticket.pk).delete()
    ticket.pk, ticket.number, ticket.code = 1234, 1234, "PINE-1234"
    ticket.save(force_insert=True)
    return world


def test_the_examples_run_as_printed(demo: World, kept_open: None, api: Caller) -> None:
    headers = {"Authorization": f"Bearer {api.token}", "Content-Type": "application/json"}
    transport = httpx.WSGITransport(app=application)
    with httpx.Client(transport=transport, base_url="http://usher.example", headers=headers) as client:
        made, listed, commented = (client.request(method, path, content=body) for method, path, body in EXAMPLES)
        comments = client.get("/api/tickets/1234/comments").json()["comments"]
    ticket = made.json()
    assert made.status_code == 201
    assert (ticket["ticketNumber"], ticket["priority"], ticket["typeId"], ticket["assignedToTeamId"]) == (
        "PINE-2",
        "high",
        3,
        5,
    )
    body = listed.json()
    assert [(row["ticketNumber"], row["priority"]) for row in body["tickets"]] == [
        ("PINE-2", "high"),
        ("PINE-1234", "medium"),
    ]
    assert body["pagination"] == {"page": 1, "pageSize": 50, "total": 2, "totalPages": 1}
    assert (commented.status_code, commented.json()["ticketId"]) == (201, 1234)
    assert comments[-1]["body"].startswith("We have identified")


def curls() -> list[list[str]]:
    """The arguments of every curl of docs/api/examples.md."""
    text = (Path(__file__).parents[2] / "docs" / "api" / "examples.md").read_text()
    return [shlex.split(block.replace("\\\n", " ")) for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)]


def sent(api: Caller, arguments: list[str]) -> int:
    """Send what curl would send; the status."""
    told = iter(arguments[1:])
    method, headers, data, parts, address = "", {}, None, [], ""
    for each in told:
        match each:
            case "-X":
                method = next(told)
            case "-H":
                name, _, value = next(told).partition(": ")
                headers[name] = value.replace("$TOKEN", api.token)
            case "-d":
                data = next(told)
            case "-F":
                parts.append(next(told).split("=", 1))
            case _:
                address = each.removeprefix("$USHER")
    if parts:
        files = [(name, value[1:], b"E-17") for name, value in parts if value.startswith("@")]
        return api.form(address, {name: value for name, value in parts if not value.startswith("@")}, files=files)[0]
    kind = headers.pop("Content-Type", "application/json")
    return int(api.raw(method or ("POST" if data else "GET"), address, data, Content_Type=kind, **headers).status_code)


def test_our_own_examples_run_as_printed(demo: World, api: Caller) -> None:
    for arguments in curls():
        assert arguments[0] == "curl" and sent(api, arguments) in {200, 201}, arguments
    assert len(curls()) >= 12


def test_the_workflow_of_a_customer_runs_as_printed(world: World, api: Caller) -> None:
    status, ticket = api("POST", "/api/tickets", {"subject": "How do I reset my password?", "priority": "low"})
    assert status == 201
    path = f"/api/tickets/{ticket['id']}"
    assert (
        api("POST", f"{path}/comments", {"body": "You can reset your password by clicking...", "isInternal": False})[0]
        == 201
    )
    for wanted in ("waiting_customer", "in_progress", "resolved"):
        assert api("PATCH", path, {"status": wanted})[1]["status"] == wanted
    assert json.loads(json.dumps(api("GET", path)[1]))["resolvedAt"]
