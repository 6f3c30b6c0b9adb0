"""Taking back by API what a token just did."""

from datetime import timedelta

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.events.models import Event
from usher.people.actors import SYSTEM
from usher.tickets import actions
from usher.tickets.models import Priority


def _last(api: Caller, path: str, name: str) -> int:
    page = api("GET", f"{path}/events?name={name}&newestFirst=true")[1]
    return int(page["events"][0]["id"])


def test_what_a_token_changed_is_put_back(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}"
    assert api("PATCH", path, {"priority": "urgent", "status": "resolved"})[0] == 200
    event = _last(api, path, "ticket.status_changed")
    status, ticket = api("POST", f"{path}/events/{event}/undo")
    assert (status, ticket["exactStatus"], ticket["priority"]) == (200, "open", "urgent")
    status, ticket = api("POST", f"{path}/events/{_last(api, path, 'ticket.priority_changed')}/undo")
    assert (status, ticket["priority"]) == (200, "medium")


def test_what_cannot_be_taken_back_says_why(world: World, api: Caller) -> None:
    ticket, other = world.ticket(), world.ticket("Bill")
    path = f"/api/tickets/{ticket.pk}"
    api("PATCH", path, {"priority": "urgent"})
    event = _last(api, path, "ticket.priority_changed")
    assert api("POST", f"/api/tickets/{other.pk}/events/{event}/undo")[0] == 404
    assert api("POST", f"{path}/events/no-id/undo")[0] == 404
    actions.prioritise(ticket, to=Priority.LOW, by=SYSTEM, at=NOON)
    status, problem = api("POST", f"{path}/events/{event}/undo")
    assert status == 409 and "changed again" in problem["detail"]
    assert api("POST", f"{path}/events/{_last(api, path, 'ticket.priority_changed')}/undo")[0] == 403  # not its own
    opened = Event.objects.filter(name="ticket.opened", subject_id=ticket.pk).get()
    assert api("POST", f"{path}/events/{opened.pk}/undo")[0] == 403


def test_ten_minutes_later_it_is_too_late(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}"
    api("PATCH", path, {"priority": "urgent"})
    event = Event.objects.get(pk=_last(api, path, "ticket.priority_changed"))
    copy = Event.objects.create(
        name=event.name, subject_type="ticket", subject_id=event.subject_id, actor_kind=event.actor_kind,
        actor_id=event.actor_id, actor_name=event.actor_name, at=event.at - timedelta(minutes=11), data=event.data,
    )  # fmt: skip
    status, problem = api("POST", f"{path}/events/{copy.pk}/undo")
    assert status == 409 and "ten minutes" in problem["detail"]
