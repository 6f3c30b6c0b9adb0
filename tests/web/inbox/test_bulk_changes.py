"""Changing a whole list, or a long selection: a job with a page of its own."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from usher.base.tenancy import current_id
from usher.tickets.bulk import working
from usher.tickets.models import BulkChange, Ticket
from usher.web.inbox import selection

PIECE = {"HTTP_HX_REQUEST": "true", "HTTP_HX_REQUEST_TYPE": "partial"}
BULK = "/pine-support/bulk"


def worked() -> BulkChange:
    change = BulkChange.objects.get()
    working.work(current_id(), change.pk, timezone.now)
    change.refresh_from_db()
    return change


def test_the_whole_list_is_changed_by_a_job_within_its_filters(world: Any, ada: Client) -> None:
    for number in range(3):
        world.ticket(f"{number}")
    other = world.ticket("closed one")
    Ticket.objects.filter(pk=other.pk).update(status="waiting_customer", state="waiting")
    answer = ada.post(f"{BULK}/prioritise?status=open", {"all": "1", "priority": "urgent", "view": "open"}, **PIECE)
    assert answer["HX-Redirect"] == f"{BULK}/{BulkChange.objects.get().pk}"
    assert worked().total == 3
    assert Ticket.objects.get(pk=other.pk).priority_code == "medium"
    page = ada.get(answer["HX-Redirect"]).content.decode()
    assert "Set the priority to urgent" in page and "Undo all" in page and "Done." in page


def test_a_long_selection_becomes_a_job_too(world: Any, ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "AT_ONCE", 1)
    tickets = [world.ticket(f"{number}") for number in range(2)]
    answer = ada.post(f"{BULK}/assign", {"ticket": [each.pk for each in tickets], "assignee": "me", "view": "open"})
    assert (answer.status_code, answer["Location"]) == (303, f"{BULK}/{BulkChange.objects.get().pk}")
    worked()
    assert set(Ticket.objects.values_list("assignee_id", flat=True)) == {world.ada.pk}


def test_it_is_stopped_and_taken_back_from_its_page(world: Any, ada: Client) -> None:
    world.ticket()
    ada.post(f"{BULK}/assign", {"all": "1", "assignee": "me", "view": "open"})
    address = f"{BULK}/{BulkChange.objects.get().pk}"
    assert "You can leave this page" in ada.get(address).content.decode()
    assert ada.post(f"{address}/stop").status_code == 303
    assert "stopped" in ada.get(address).content.decode()
    ada.post(f"{address}/undo")
    assert worked().state == "undone"
    assert "It was taken back" in ada.get(address).content.decode()


def test_what_was_left_is_told_with_its_reason(world: Any, ada: Client) -> None:
    ticket = world.ticket()
    ada.post(f"{BULK}/assign", {"all": "1", "assignee": world.otto.pk, "view": "open"})
    Ticket.objects.update(status="closed", state="closed")
    address = f"{BULK}/{worked().pk}"
    page = ada.get(address).content.decode()
    assert ticket.code in page and "is closed" in page


def test_nobody_else_sees_it(world: Any, ada: Client, vic: Client) -> None:
    world.ticket()
    ada.post(f"{BULK}/assign", {"all": "1", "assignee": "me", "view": "open"})
    address = f"{BULK}/{BulkChange.objects.get().pk}"
    assert [vic.get(address).status_code, vic.post(f"{address}/stop").status_code] == [404, 404]


def test_its_page_asks_little_however_many_tickets(world: Any, ada: Client) -> None:
    for number in range(12):
        world.ticket(f"{number}")
    ada.post(f"{BULK}/assign", {"all": "1", "assignee": world.otto.pk, "view": "open"})
    Ticket.objects.update(status="closed", state="closed")
    address = f"{BULK}/{worked().pk}"
    ada.get(address)
    with CaptureQueriesContext(connection) as queries:
        ada.get(address)
    assert len(queries) <= 24, [query["sql"][:120] for query in queries]


def test_the_selection_is_deleted_and_brought_back(world: Any) -> None:
    lena = Client()
    lena.force_login(world.lena.user)
    ticket = world.ticket()
    answer = lena.post(f"{BULK}/delete", {"ticket": ticket.pk, "view": "open"}, **PIECE)
    assert "1 ticket deleted" in str(answer["HX-Trigger"]) and Ticket.objects.get().deleted_at is not None
