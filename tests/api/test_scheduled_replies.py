from datetime import timedelta

import pytest
from django.utils import timezone

from tests.api.conftest import Caller
from tests.world import World
from usher.tickets import actions
from usher.tickets.models import PendingReply, Ticket


@pytest.fixture
def ticket(world: World) -> Ticket:
    return world.ticket()


def test_a_reply_is_scheduled_moved_and_sent(api: Caller, ticket: Ticket) -> None:
    time = (timezone.now() + timedelta(days=1)).isoformat()
    here = f"/api/tickets/{ticket.pk}/scheduled-replies"
    status, made = api("POST", here, {"body": "The fuse is on its way.", "sendAt": time})
    assert (status, made["body"], made["heldAt"], made["holdsOnAnswer"]) == (201, "The fuse is on its way.", None, True)
    assert ticket.messages.count() == 1
    assert [row["id"] for row in api("GET", here)[1]["scheduledReplies"]] == [made["id"]]
    other = (timezone.now() + timedelta(days=2)).isoformat()
    status, moved = api("PATCH", f"{here}/{made['id']}", {"sendAt": other})
    assert status == 200 and moved["sendAt"] > made["sendAt"] and moved["holdsOnAnswer"]
    assert not api("PATCH", f"{here}/{made['id']}", {"sendAt": other, "holdsOnAnswer": False})[1]["holdsOnAnswer"]
    status, comment = api("POST", f"{here}/{made['id']}/send")
    assert (status, comment["body"], comment["notifyCustomer"]) == (201, "The fuse is on its way.", True)
    assert api("POST", f"{here}/{made['id']}/send")[0] == 404
    assert api("GET", here)[1]["scheduledReplies"] == []


def test_one_is_taken_away(api: Caller, ticket: Ticket) -> None:
    here = f"/api/tickets/{ticket.pk}/scheduled-replies"
    made = api("POST", here, {"body": "x", "sendAt": (timezone.now() + timedelta(days=1)).isoformat()})[1]
    assert api("DELETE", f"{here}/{made['id']}")[0] == 204 and not PendingReply.objects.exists()


def test_a_members_is_seen_and_cancelled_but_not_sent_by_others(api: Caller, world: World, ticket: Ticket) -> None:
    plan = actions.Plan(timezone.now() + timedelta(days=1))
    row = actions.send_later(
        ticket, actions.Written(text="x"), plan, by=world.acting(world.ada), at=timezone.now()
    )  # fmt: skip
    here = f"/api/tickets/{ticket.pk}/scheduled-replies/{row.pk}"
    assert api("POST", f"{here}/send")[0] == 403
    assert api("DELETE", here)[0] == 204


@pytest.mark.parametrize(("text", "year", "field"), [("x", 2020, "sendAt"), (" ", timezone.now().year + 1, "body")])
def test_what_cannot_be_is_refused(api: Caller, ticket: Ticket, text: str, year: int, field: str) -> None:
    body = {"body": text, "sendAt": f"{year}-01-02T00:00:00Z"}
    status, told = api("POST", f"/api/tickets/{ticket.pk}/scheduled-replies", body)
    assert status == 422 and field in told["errors"]


def test_who_only_reads_schedules_nothing(api_with: object, ticket: Ticket) -> None:
    reader = api_with("readSupport")  # type: ignore[operator]
    body = {"body": "x", "sendAt": (timezone.now() + timedelta(days=1)).isoformat()}
    assert reader("POST", f"/api/tickets/{ticket.pk}/scheduled-replies", body)[0] == 403
    assert reader("GET", f"/api/tickets/{ticket.pk}/scheduled-replies")[0] == 200
