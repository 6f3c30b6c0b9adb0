"""A new ticket is asked what its type asks for."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.inbox.test_new_ticket import NEW, PIECE, form
from tests.world import NOON
from usher.tickets import actions
from usher.tickets.models import Ticket, TicketType


@pytest.fixture
def crm(world: Any) -> TicketType:
    """A type that requires a brand and asks for colours; another one, chosen beforehand, asks for the floor."""
    by = {"by": world.acting(world.root), "at": NOON}
    brand = actions.create_field(name="Brand", kind="choice", choices=["Pine", "Fir"], **by)
    colours = actions.create_field(name="Colours", kind="choices", choices=["Red", "Blue"], section="Looks", **by)
    floor = actions.create_field(name="Floor", kind="number", **by)
    plain = actions.create_type(name="IT support", is_default=True, **by)
    actions.set_type_fields(plain, asks=[(floor, False)], **by)
    crm = actions.create_type(name="CRM Support", team=world.support, **by)
    actions.set_type_fields(crm, asks=[(brand, True), (colours, False)], **by)
    return crm


def test_the_default_type_is_chosen_and_asks_its_own(crm: TicketType, ada: Client) -> None:
    page = ada.get(NEW).content.decode()
    assert "selected>IT support</option>" in page
    assert 'name="field-floor"' in page and 'name="field-brand"' not in page


def test_another_type_asks_other_things_and_nothing_typed_is_lost(crm: TicketType, ada: Client) -> None:
    typed = form(type=crm.pk, subject="", step="fields", **{"field-floor": "3", "field-colours": ["Blue"], "notifies": ""})
    del typed["notifies"]
    answer = ada.post(NEW, typed)
    page = answer.content.decode()
    assert answer.status_code == 200 and 'class="err"' not in page
    assert "It is cold." in page and 'value="Carl Crumb &lt;carl@bakery.example&gt;"' in page
    assert 'name="field-brand"' in page and 'name="field-floor"' not in page and "<legend>Looks</legend>" in page
    assert 'value="Blue" id="cf-field-colours_1" checked' in page
    assert 'name="notifies" class="ck" id="new-notifies" checked' not in page
    piece = ada.post(NEW, typed, **PIECE).content.decode()
    assert 'hx-target="#new-f-fields"' in piece and "<textarea" not in piece and "new-f-subject" not in piece
    assert not Ticket.objects.exists()


def test_what_is_filled_in_is_kept(crm: TicketType, ada: Client) -> None:
    answer = ada.post(NEW, form(type=crm.pk, **{"field-brand": "Fir", "field-colours": ["Blue", "Red"], "field-floor": "9"}))
    assert answer.status_code == 303
    ticket = Ticket.objects.get()
    assert ticket.custom_fields == {"brand": "Fir", "colours": ["Red", "Blue"]}
    assert ticket.team == crm.team


def test_what_is_missing_or_wrong_stands_at_its_field(crm: TicketType, ada: Client) -> None:
    posted = form(type=crm.pk, **{"field-brand": "", "field-colours": ["Green"]})
    for subject in ("Oven", ""):
        answer = ada.post(NEW, {**posted, "subject": subject})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert page.index('name="field-brand"') < page.index("Brand is required.")
        assert "choose from Red, Blue" in page
        assert ("The subject is empty" in page) is (not subject)
    assert not Ticket.objects.exists()
    assert ada.post(NEW, form(type=10**20, step="fields")).status_code == 200


def test_two_hundred_fields_cost_no_more_queries(
    world: Any, crm: TicketType, ada: Client, django_capture_on_commit_callbacks: Any, nothing_expires: None
) -> None:
    by = {"by": world.acting(world.root), "at": NOON, "kind": "text", "is_for_all_types": True}
    counts = []
    for more in (1, 201):
        with django_capture_on_commit_callbacks(execute=True):
            for number in range(more - 1 or 1):
                actions.create_field(name=f"Extra {more} {number}", section=f"S{number % 9}", **by)
        ada.get(NEW)
        with CaptureQueriesContext(connection) as queries:
            page = ada.get(NEW).content.decode()
        counts.append(len(queries))
        assert page.count('name="field-') == 1 + more
    assert counts[0] == counts[1]
