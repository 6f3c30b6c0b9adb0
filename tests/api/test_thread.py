"""What the thread and its people are by API: updates, assignees, followers, participants, snoozes, drafts."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.mail.models import OutgoingMail
from usher.people.models import Member
from usher.tickets import actions
from usher.tickets.models import Ticket


def names(page: dict[str, Any], key: str, field: str) -> list[Any]:
    return [row[field] for row in page[key]]


def test_an_update_is_public_unless_it_says_otherwise_and_mails_nobody(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}/comments"
    status, public = api("POST", path, {"body": "Fuse replaced", "kind": "update"})
    assert (status, public["kind"], public["isInternal"], public["notifyCustomer"]) == (201, "update", False, False)
    _, internal = api("POST", path, {"body": "Fuse was ours", "kind": "update", "isInternal": True})
    assert (internal["kind"], internal["isInternal"]) == ("update", True)
    _, note = api("POST", path, {"body": "He pays late", "kind": "note"})
    assert (note["kind"], note["isInternal"]) == ("note", True)
    assert names(api("GET", path)[1], "comments", "kind") == ["reply", "update", "update", "note"]
    assert not OutgoingMail.objects.filter(purpose="reply").exists()
    for wrong in ({"body": "x", "kind": "reply", "isInternal": True}, {"body": "x", "kind": "chat"}):
        status, problem = api("POST", path, wrong)
        assert (status, list(problem["errors"])) == (422, ["kind"])


def test_several_members_have_a_ticket(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}/assignees"
    ada, otto, lena = world.ada.pk, world.otto.pk, world.lena.pk
    assert api("POST", path, {"userId": ada})[1]["assignedUserIds"] == [ada]
    status, ticket = api("POST", path, {"userId": otto})
    assert (status, ticket["assignedUserIds"], ticket["assignedTo"], ticket["exactStatus"]) == (
        200,
        [ada, otto],
        ada,
        "assigned",
    )
    assert api("PUT", path, {"userIds": [lena, otto]})[1]["assignedUserIds"] == [lena, otto]
    assert api("DELETE", f"{path}/{lena}")[1]["assignedUserIds"] == [otto]
    ticket = api("PUT", path, {"userIds": []})[1]
    assert (ticket["assignedUserIds"], ticket["assignedTo"], ticket["exactStatus"]) == ([], None, "open")
    assert api("GET", "/api/tickets")[1]["tickets"][0]["assignedUserIds"] == []


def test_strange_and_deactivated_members_are_named(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}/assignees"
    Member.objects.filter(pk=world.otto.pk).update(is_active=False)
    for body, field in (
        ({"userIds": [world.sam.pk]}, "userIds"), ({"userIds": [world.otto.pk]}, "userIds"), ({"userIds": "all"}, "userIds"),
        ({}, "userIds"),
    ):  # fmt: skip
        status, problem = api("PUT", path, body)
        assert (status, list(problem["errors"])) == (422, [field]), problem
    status, problem = api("POST", path, {"userId": world.otto.pk})
    assert (status, list(problem["errors"])) == (422, ["userId"])
    assert api("DELETE", f"{path}/999999")[0] == api("DELETE", f"{path}/x")[0] == 404


def test_members_follow_and_no_longer(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}/followers"
    status, page = api("POST", path, {"userId": world.otto.pk})
    assert (status, page) == (201, {"followers": [{"userId": world.otto.pk, "name": "Otto"}]})
    api("POST", path, {"userId": world.ada.pk})
    assert names(api("GET", path)[1], "followers", "name") == ["Ada", "Otto"]
    assert api("DELETE", f"{path}/{world.otto.pk}")[0] == 204
    assert names(api("GET", path)[1], "followers", "name") == ["Ada"]
    Member.objects.filter(pk=world.lena.pk).update(is_active=False)
    for wrong in (world.lena.pk, world.sam.pk):
        assert api("POST", path, {"userId": wrong})[0] == 422


def test_addresses_are_in_copy(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}/participants"
    people = [{"email": "Mia@bakery.example", "name": "Mia Malt"}, {"email": "fit@oven.example"}]
    status, page = api("PUT", path, {"participants": people})
    assert status == 200
    assert page["participants"] == [
        {"email": "fit@oven.example", "name": "", "contactId": None},
        {"email": "mia@bakery.example", "name": "Mia Malt", "contactId": world.mia.pk},
    ]
    status, problem = api("PUT", path, {"participants": [{"email": "nobody"}]})
    assert (status, list(problem["errors"])) == (422, ["participants"])
    assert len(api("GET", path)[1]["participants"]) == 2
    assert api("PUT", path, {"participants": []})[1] == {"participants": []}


def test_a_ticket_is_put_off_and_woken(world: World, api: Caller) -> None:
    ticket = world.ticket()
    path, until = f"/api/tickets/{ticket.pk}/snooze", (timezone.now() + timedelta(days=2)).replace(microsecond=0)
    status, shown = api("POST", path, {"until": until.isoformat()})
    assert (status, shown["snoozedUntil"]) == (200, until.isoformat().replace("+00:00", "Z"))
    status, awake = api("DELETE", path)
    assert (status, awake["snoozedUntil"]) == (200, None)
    for wrong in ("2020-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "soon"):
        status, problem = api("POST", path, {"until": wrong})
        assert (status, list(problem["errors"])) == (422, ["until"]), problem
    actions.move(ticket, to="resolved", by=world.acting(world.lena), at=NOON)
    assert api("POST", path, {"until": until.isoformat()})[0] == 409


def test_a_draft_is_the_tokens_own_until_it_is_opened(world: World, api: Caller, api_with: Any) -> None:
    other = api_with()
    status, draft = api("POST", "/api/tickets", {"subject": "Begun", "description": "Later", "status": "draft"})
    path = f"/api/tickets/{draft['id']}"
    assert (status, draft["status"], draft["ticketNumber"], draft["description"]) == (201, "draft", "PINE-1", "Later")
    assert other("GET", path)[0] == other("PATCH", path, {"subject": "Mine"})[0] == 404
    for caller, mine in ((api, 1), (other, 0)):
        assert caller("GET", "/api/tickets")[1]["pagination"]["total"] == 0
        assert caller("GET", "/api/tickets?status=draft")[1]["pagination"]["total"] == mine
    assert api("POST", f"{path}/comments", {"body": "x"})[0] == 403
    assert api("PATCH", path, {"status": "resolved"})[0] == 409
    changed = api("PATCH", path, {"priority": "high", "tags": ["oven"], "assignedTo": world.ada.pk})[1]
    assert (changed["status"], changed["priority"], changed["tags"]) == ("draft", "high", ["oven"])
    status, opened = api("PATCH", path, {"subject": "Finished", "status": "open"})
    assert (status, opened["exactStatus"], opened["subject"], opened["description"]) == (
        200,
        "assigned",
        "Finished",
        "Later",
    )
    assert opened["createdAt"] > draft["createdAt"]
    assert other("GET", path)[0] == 200
    assert Ticket.objects.get(pk=draft["id"]).priority_code == "high"


@pytest.mark.parametrize(
    ("method", "rest", "body"),
    [
        ("PUT", "assignees", {"userIds": []}), ("POST", "assignees", {"userId": 1}), ("DELETE", "assignees/1", None),
        ("GET", "followers", None), ("POST", "followers", {"userId": 1}), ("DELETE", "followers/1", None),
        ("GET", "participants", None), ("PUT", "participants", {"participants": []}),
        ("POST", "snooze", {"until": "2027-01-04T08:00:00Z"}), ("DELETE", "snooze", None),
    ],
)  # fmt: skip
def test_A01_tickets_of_others_are_unknown_and_readers_change_nothing(
    world: World, api: Caller, api_with: Any, method: str, rest: str, body: Any
) -> None:
    assert api(method, f"/api/tickets/{world.sams_ticket.pk}/{rest}", body)[0] == 404
    reading = api_with("readSupport")
    assert reading(method, f"/api/tickets/{world.ticket().pk}/{rest}", body)[0] == (200 if method == "GET" else 403)
