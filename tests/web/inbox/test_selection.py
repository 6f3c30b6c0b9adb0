"""Doing one thing to several tickets, and taking it back."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.world import NOON
from usher.events.models import Event
from usher.tickets import actions
from usher.tickets.models import Priority, Ticket

PIECE = {"HTTP_HX_REQUEST": "true", "HTTP_HX_REQUEST_TYPE": "partial"}
BULK = "/pine-support/bulk"


def toast(answer: Any) -> str:
    return str(answer["HX-Trigger"]) if "HX-Trigger" in answer else ""


def undo_url(answer: Any) -> str:
    found = re.search(r'"undo": "([^"]+)"', toast(answer))
    assert found, toast(answer)
    return found[1]


def test_assigning_changes_rows_tells_and_can_be_taken_back(world: Any, ada: Client) -> None:
    tickets = [world.ticket(f"{n}") for n in range(2)]
    answer = ada.post(
        f"{BULK}/assign", {"ticket": [t.pk for t in tickets], "assignee": world.otto.pk, "view": "open"}, **PIECE
    )
    assert answer.status_code == 200
    assert answer.content.decode().count('hx-swap="outerMorph"') == 2
    assert "2 tickets assigned to Otto" in toast(answer)
    assert {t.assignee_id for t in Ticket.objects.all()} == {world.otto.pk}
    back = ada.post(undo_url(answer), **PIECE)
    assert "2 tickets" in toast(back)
    assert {(t.assignee_id, t.status) for t in Ticket.objects.all()} == {(None, "open")}


def test_rows_that_leave_the_list_are_taken_out_of_it(world: Any, ada: Client) -> None:
    ticket = world.ticket()
    answer = ada.post(f"{BULK}/assign", {"ticket": ticket.pk, "assignee": "me", "view": "unassigned"}, **PIECE)
    assert 'hx-swap="delete"' in answer.content.decode()
    assert Ticket.objects.get().assignee_id == world.ada.pk


def test_without_script_the_browser_is_led_back_to_its_list(world: Any, ada: Client) -> None:
    ticket = world.ticket()
    answer = ada.post(f"{BULK}/prioritise?sort=priority", {"ticket": ticket.pk, "priority": "urgent", "view": "all"})
    assert (answer.status_code, answer["Location"]) == (303, "/pine-support/inbox/all?sort=priority")
    assert Ticket.objects.get().priority_code == "urgent"


def test_each_ticket_is_judged_on_its_own(world: Any, ada: Client) -> None:
    free, theirs = world.ticket("free"), world.ticket("theirs")
    actions.assign(theirs, to=world.otto, by=world.acting(world.root), at=NOON)
    answer = ada.post(f"{BULK}/move", {"ticket": [free.pk, theirs.pk], "status": "resolved"}, **PIECE)
    assert "1 ticket is now" in toast(answer)
    assert "1 was not changed" in toast(answer)
    assert Ticket.objects.get(pk=free.pk).status == "resolved"
    assert Ticket.objects.get(pk=theirs.pk).status == "assigned"


def test_a_closed_ticket_comes_back_by_undo_only(world: Any, ada: Client) -> None:
    ticket = world.ticket()
    answer = ada.post(f"{BULK}/move", {"ticket": ticket.pk, "status": "closed"}, **PIECE)
    refused = ada.post(f"{BULK}/move", {"ticket": ticket.pk, "status": "open"}, **PIECE)
    assert "for good" in toast(refused)
    ada.post(undo_url(answer), **PIECE)
    assert Ticket.objects.get().status == "open"


def test_labels_are_added_and_removed_without_touching_others(world: Any, ada: Client) -> None:
    lena = world.acting(world.lena)
    old, new = (actions.create_label(name=name, hue=1, by=lena, at=NOON) for name in ("Old", "New"))
    ticket = world.ticket(labels=[old])
    answer = ada.post(f"{BULK}/label", {"ticket": ticket.pk, "add": new.pk}, **PIECE)
    assert {label.name for label in ticket.labels.all()} == {"Old", "New"}
    ada.post(undo_url(answer), **PIECE)
    assert {label.name for label in ticket.labels.all()} == {"Old"}
    ada.post(f"{BULK}/label", {"ticket": ticket.pk, "remove": old.pk}, **PIECE)
    assert not ticket.labels.exists()


def test_what_somebody_changed_since_is_not_taken_back(world: Any, ada: Client) -> None:
    ticket = world.ticket()
    answer = ada.post(f"{BULK}/prioritise", {"ticket": ticket.pk, "priority": "urgent"}, **PIECE)
    actions.prioritise(Ticket.objects.get(), to=Priority.LOW, by=world.acting(world.lena), at=NOON)
    back = ada.post(undo_url(answer), **PIECE)
    assert "changed again" in toast(back)
    assert Ticket.objects.get().priority == 1


def test_nobody_takes_back_what_another_did(world: Any, ada: Client) -> None:
    actions.assign(world.ticket(), to=world.otto, by=world.acting(world.lena), at=NOON)
    event = Event.objects.get(name="ticket.assigned")
    ada.post(f"/pine-support/undo?events={event.pk}", **PIECE)
    assert Ticket.objects.get().assignee_id == world.otto.pk


@pytest.mark.parametrize(
    ("deed", "posted"),
    [
        ("assign", {"assignee": "me"}),
        ("assign", {"ticket": "x", "assignee": "me"}),
        ("assign", {"ticket": "1"}),
        ("assign", {"ticket": "1", "assignee": "999999"}),
        ("assign", {"ticket": "1", "team": "nine"}),
        ("move", {"ticket": "1", "status": "gone"}),
        ("prioritise", {"ticket": "1", "priority": "huge"}),
        ("label", {"ticket": "1"}),
    ],
)
def test_bad_input_is_refused(world: Any, ada: Client, deed: str, posted: dict[str, str]) -> None:
    assert ada.post(f"{BULK}/{deed}", posted).status_code == 422


def test_a_viewer_changes_nothing(world: Any, vic: Client) -> None:
    ticket = world.ticket()
    answer = vic.post(f"{BULK}/move", {"ticket": ticket.pk, "status": "closed"}, **PIECE)
    assert "was not changed" in toast(answer)
    assert Ticket.objects.get().status == "open"


def test_another_tenants_ticket_is_not_there(world: Any, ada: Client) -> None:
    answer = ada.post(f"{BULK}/move", {"ticket": world.sams_ticket.pk, "status": "closed"}, **PIECE)
    assert "There is no such ticket" in toast(answer)


def test_reading_is_no_deed(world: Any, ada: Client) -> None:
    assert ada.get(f"{BULK}/move").status_code == 405
    assert ada.get("/pine-support/undo?events=1").status_code == 405
    assert ada.post("/pine-support/undo?events=x").status_code == 422


def test_a_selection_sleeps_and_is_woken_by_undo(world: Any, ada: Client) -> None:
    tickets = [world.ticket(f"{n}") for n in range(2)]
    answer = ada.post(f"{BULK}/snooze", {"ticket": [t.pk for t in tickets], "until": "tomorrow", "view": "open"}, **PIECE)
    assert "2 tickets are snoozed" in toast(answer)
    assert answer.content.decode().count('hx-swap="delete"') == 2
    assert not Ticket.objects.filter(snoozed_until=None).exists()
    ada.post(undo_url(answer), **PIECE)
    assert not Ticket.objects.exclude(snoozed_until=None).exists()
    assert ada.post(f"{BULK}/snooze", {"ticket": tickets[0].pk, "until": "never"}, **PIECE).status_code == 422
