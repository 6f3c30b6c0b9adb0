"""Statuses and lifecycles by API, and tickets that have an added status."""

from collections.abc import Callable

import pytest

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.organizations.actions import change
from usher.people.actors import SYSTEM
from usher.tickets import actions
from usher.tickets.models import Ticket

PARTS = {"name": "Waiting for parts", "standsFor": "on_hold", "hue": 4}


def test_statuses_are_listed_added_changed_ordered_and_deleted(world: World, api: Caller) -> None:
    status, told = api("GET", "/api/statuses")
    assert (status, len(told["statuses"])) == (200, 10)
    status, made = api("POST", "/api/statuses", PARTS)
    assert (status, made) == (201, {
        "code": "waiting_for_parts", "name": "Waiting for parts", "standsFor": "on_hold", "state": "waiting", "hue": 4,
        "isBuiltIn": False, "isHidden": False,
    })  # fmt: skip
    assert api("GET", "/api/statuses/waiting_for_parts") == (200, made)
    status, changed = api("PATCH", "/api/statuses/waiting_customer", {"name": "Pending", "isHidden": True, "hue": None})
    assert (status, changed["name"], changed["isHidden"], changed["isBuiltIn"]) == (200, "Pending", True, True)
    status, ordered = api("PATCH", "/api/statuses", {"order": ["resolved", "waiting_for_parts"]})
    assert [each["code"] for each in ordered["statuses"]][:2] == ["resolved", "waiting_for_parts"]
    assert api("DELETE", "/api/statuses/waiting_for_parts") == (204, None)
    status, problem = api("DELETE", "/api/statuses/resolved")
    assert (status, problem["code"]) == (409, "status_needed")
    assert api("GET", "/api/statuses/nope")[0] == 404


def test_what_is_wrong_with_a_status_is_told_by_field(world: World, api: Caller) -> None:
    status, problem = api("POST", "/api/statuses", {"name": "Parts", "standsFor": "nope"})
    assert status == 422
    assert "choose from open, assigned" in problem["errors"]["standsFor"]
    assert "name" in api("POST", "/api/statuses", {"name": "Resolved", "standsFor": "on_hold"})[1]["errors"]
    assert api("PATCH", "/api/statuses", {"order": ["nope"]})[0] == 422


def test_a_preset_is_installed_changed_chosen_and_deleted(world: World, api: Caller) -> None:
    status, made = api("POST", "/api/lifecycles", {"preset": "tiketti", "name": "Desk", "isDefault": True})
    assert (status, made["preset"], made["isDefault"]) == (201, "tiketti", True)
    assert made["statuses"][1] == {"code": "waiting_customer", "called": "Pending", "name": "Pending"}
    assert made["moves"] == {"resolved": ["open", "closed"]}
    place = f"/api/lifecycles/{made['id']}"
    assert api("GET", place) == (200, made)
    assert api("GET", "/api/lifecycles")[1]["lifecycles"] == [made]
    assert api("DELETE", place)[1]["code"] == "lifecycle_in_use"
    changes = {"statuses": [{"code": "open"}, {"code": "resolved", "called": "Fixed"}], "isDefault": False}
    status, changed = api("PATCH", place, {**changes, "wakesToInProgress": True, "closedMail": "refuse"})
    assert status == 200
    assert [each["name"] for each in changed["statuses"]] == ["Open", "Fixed"]
    assert (changed["moves"], changed["isDefault"], changed["closedMail"]) == ({"resolved": ["open"]}, False, "refuse")
    status, kind = api("POST", "/api/ticket-types", {"name": "Bug", "lifecycleId": made["id"]})
    assert (status, api("GET", place)[1]["typeIds"]) == (201, [kind["id"]])
    assert api("DELETE", place)[0] == 409
    api("PATCH", f"/api/ticket-types/{kind['id']}", {"lifecycleId": None})
    assert api("DELETE", place)[0] == 204


def test_a_lifecycle_is_made_without_a_preset(world: World, api: Caller) -> None:
    body = {"name": "Small", "statuses": [{"code": "open"}, {"code": "closed"}], "moves": {"open": ["closed"]}}
    assert api("POST", "/api/lifecycles", body)[0] == 201
    assert set(api("POST", "/api/lifecycles", {})[1]["errors"]) == {"name", "statuses"}
    assert "statuses" in api("POST", "/api/lifecycles", {**body, "name": "B", "statuses": [{"code": "x"}]})[1]["errors"]
    assert "preset" in api("POST", "/api/lifecycles", {"preset": "zendesk"})[1]["errors"]


@pytest.mark.parametrize("place", ["statuses", "lifecycles"])
def test_settings_need_their_scope(world: World, api_with: Callable[..., Caller], place: str) -> None:
    reader = api_with("readSupport", "writeSupport")
    assert reader("GET", f"/api/{place}")[0] == 200
    assert reader("POST", f"/api/{place}", {"name": "X", "standsFor": "open"} if place == "statuses" else {})[0] == 403


def test_a_ticket_takes_shows_and_is_found_by_an_added_status(world: World, api: Caller) -> None:
    api("POST", "/api/statuses", PARTS)
    other, ticket = world.ticket("Other"), world.ticket()
    status, told = api("PATCH", f"/api/tickets/{ticket.pk}", {"status": "waiting_for_parts"})
    shown = {name: told[name] for name in ("status", "exactStatus", "ownStatus", "statusName", "state")}
    assert shown == {
        "status": "in_progress", "exactStatus": "on_hold", "ownStatus": "waiting_for_parts",
        "statusName": "Waiting for parts", "state": "waiting",
    }  # fmt: skip
    actions.move(other, to="on_hold", by=SYSTEM, at=NOON)
    found = api("GET", "/api/tickets?status=waiting_for_parts")[1]["tickets"]
    assert [row["id"] for row in found] == [ticket.pk]
    assert api("GET", "/api/tickets?status=waiting_for_parts,open")[1]["pagination"]["total"] == 1
    assert api("GET", "/api/tickets?exactStatus=on_hold")[1]["pagination"]["total"] == 2
    status, problem = api("GET", "/api/tickets?status=nope")
    assert status == 422
    assert "waiting_for_parts" in problem["errors"]["status"]


def test_the_names_are_those_of_the_tickets_lifecycle(world: World, api: Caller) -> None:
    api("POST", "/api/lifecycles", {"preset": "itflow", "isDefault": True})
    status, told = api("POST", "/api/tickets", {"subject": "Printer", "status": "working"})
    assert (status, told["exactStatus"], told["statusName"]) == (201, "in_progress", "Working")
    status, problem = api("PATCH", f"/api/tickets/{told['id']}", {"status": "resolved"})
    assert (status, problem["code"]) == (409, "move_refused")
    assert "choose from Open (open), Hold (on_hold), Auto-close (auto_close), Closed (closed)" in problem["detail"]
    assert "status" in api("PATCH", f"/api/tickets/{told['id']}", {"status": "nope"})[1]["errors"]


def test_starting_work(world: World, api: Caller, api_with: Callable[..., Caller]) -> None:
    ticket = world.ticket()
    assert api_with("readSupport")("POST", f"/api/tickets/{ticket.pk}/start")[0] == 403
    assert api("POST", f"/api/tickets/{ticket.pk}/start")[1]["exactStatus"] == "in_progress"
    actions.move(Ticket.objects.get(), to="closed", by=SYSTEM, at=NOON)
    status, problem = api("POST", f"/api/tickets/{ticket.pk}/start")
    assert (status, problem["code"]) == (409, "ticket_closed")
    assert "follow-up" in problem["detail"]


def test_a_closed_ticket_refuses_comments_and_offers_a_follow_up(world: World, api: Caller) -> None:
    ticket = actions.move(world.ticket(), to="closed", by=SYSTEM, at=NOON)
    status, problem = api("POST", f"/api/tickets/{ticket.pk}/comments", {"body": "Hm"})
    assert (status, problem["code"]) == (409, "ticket_closed")
    assert "follow-up" in problem["detail"]
    status, made = api("POST", f"/api/tickets/{ticket.pk}/follow-up", {})
    assert (status, made["exactStatus"]) == (201, "open")
    change(world.pine, by=SYSTEM, at=NOON, changes={"reopens_closed": True})
    assert api("PATCH", f"/api/tickets/{ticket.pk}", {"status": "open"})[0] == 200
