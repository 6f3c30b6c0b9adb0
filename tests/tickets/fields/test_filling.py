"""Filling in the fields of a ticket."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people.conftest import committed as committed
from tests.tickets.fields.conftest import Make
from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.base.tenancy import entered
from usher.events.models import Event
from usher.search.queries import search_tickets
from usher.tickets import actions
from usher.tickets.models import CustomField, CustomValue, Ticket, TicketType


def opened(world: World, **more: Any) -> Ticket:
    return world.ticket(**{"by": world.acting(world.ada), "requester": world.carl, **more})


def rows(ticket: Ticket) -> list[tuple[Any, ...]]:
    found = CustomValue.objects.filter(ticket=ticket).order_by("field_id", "text")
    return [
        tuple(value for value in row if value is not None) for row in found.values_list("text", "whole", "number", "moment")
    ]


def test_values_are_kept_as_json_and_as_rows(world: World, make: Make) -> None:
    make("Brand", "choice", choices=["Pine", "Fir"])
    make("Order number", "number")
    make("Bought on", "date")
    make("Colours", "choices", choices=["Red", "Blue"])
    make("Story", "long_text")
    sent = {
        "brand": "pine",
        "orderNumber": "12.5",
        "boughtOn": "2026-11-02",
        "colours": ["blue", "Red"],
        "story": "ÄÖ" * 150,
    }
    ticket = opened(world, custom_fields=sent)
    ticket.refresh_from_db()
    assert ticket.custom_fields == {**sent, "brand": "Pine", "orderNumber": 12.5, "colours": ["Red", "Blue"]}
    assert [[getattr(value, "isoformat", lambda value=value: value)() for value in row] for row in rows(ticket)] == [
        ["pine"], [12_500_000], ["2026-11-02T00:00:00+00:00"], ["blue"], ["red"], ["äö" * 100, "äö" * 150],
    ]  # fmt: skip


def test_keys_that_are_sent_change_and_null_takes_away(world: World, make: Make) -> None:
    make("Brand"), make("Floor", "number")
    ticket = opened(world, custom_fields={"brand": "Pine", "floor": 3, "browser": {"name": "Firefox"}})
    ada = world.acting(world.ada)
    ticket = actions.set_fields(ticket, values={"floor": None, "browser": None, "mood": [1, None]}, by=ada, at=NOON)
    ticket.refresh_from_db()
    assert ticket.custom_fields == {"brand": "Pine", "mood": [1, None]}
    assert rows(ticket) == [("pine",)]
    event = Event.objects.get(name="ticket.fields_changed")
    assert event.data["changes"] == {"floor": [3, None], "browser": [{"name": "Firefox"}, None], "mood": [None, [1, None]]}
    assert event.data["names"] == {"floor": "Floor"}


def test_nothing_happens_when_nothing_would_change(world: World, make: Make) -> None:
    make("Floor", "number")
    ticket = opened(world, custom_fields={"floor": 3, "seen": True})
    before = Event.objects.count()
    actions.set_fields(ticket, values={"floor": "3.0", "seen": True, "gone": None}, by=world.acting(world.ada), at=NOON)
    ticket.refresh_from_db()
    assert (Event.objects.count(), ticket.version) == (before, 1)
    actions.set_fields(ticket, values={"seen": 1}, by=world.acting(world.ada), at=NOON)
    ticket.refresh_from_db()
    assert ticket.custom_fields["seen"] is not True


def test_every_wrong_field_is_named_at_once(world: World, make: Make) -> None:
    make("Floor", "number"), make("Mail", "email"), make("Brand", is_required=True)
    sent = {"floor": "high", "mail": "carl", "": 1, "x" * 101: 1, "nul": {"a": ["\x00"]}}
    with pytest.raises(Invalid) as refusal:
        opened(world, custom_fields=sent)
    assert set(refusal.value.errors) == {
        "customFields.floor", "customFields.mail", "customFields.brand", "customFields.", f"customFields.{'x' * 100}",
        "customFields.nul",
    }  # fmt: skip
    assert not Ticket.objects.exists()


def test_what_a_type_requires_is_asked_when_a_ticket_is_opened(world: World, make: Make, crm: TicketType) -> None:
    brand, issue = make("Brand", is_for_all_types=False), make("Issue", is_for_all_types=False)
    actions.set_type_fields(crm, asks=[(brand, True), (issue, False)], by=world.acting(world.root), at=NOON)
    with pytest.raises(Invalid) as refusal:
        opened(world, type=crm)
    assert refusal.value.errors == {"customFields.brand": "Brand is required."}
    assert opened(world, type=crm, custom_fields={"brand": "Pine"}).custom_fields == {"brand": "Pine"}
    assert opened(world).custom_fields == {}, "another type does not ask for it"
    assert opened(world, type=crm, asks=False).custom_fields == {}, "a mail has no form"


def test_a_required_value_cannot_be_taken_away_and_is_not_asked_for_afterwards(
    world: World, make: Make, crm: TicketType
) -> None:
    ada, brand = world.acting(world.ada), make("Brand", is_for_all_types=False)
    make("Floor", "number"), make("Agreed", "checkbox")
    ticket = opened(world, type=crm)
    actions.set_type_fields(crm, asks=[(brand, True)], by=world.acting(world.root), at=NOON)
    actions.set_fields(ticket, values={"floor": 3}, by=ada, at=NOON)
    actions.set_fields(ticket, values={"brand": "Pine"}, by=ada, at=NOON)
    with pytest.raises(Invalid, match="Brand is required"):
        actions.set_fields(ticket, values={"brand": ""}, by=ada, at=NOON)


def test_a_required_checkbox_has_to_be_ticked(world: World, make: Make) -> None:
    make("Agreed", "checkbox", is_required=True)
    for sent in ({}, {"agreed": False}):
        with pytest.raises(Invalid, match="has to be ticked"):
            opened(world, custom_fields=sent)
    assert opened(world, custom_fields={"agreed": True}).custom_fields == {"agreed": True}


def test_another_type_keeps_the_values(world: World, make: Make, crm: TicketType) -> None:
    brand = make("Brand", is_for_all_types=False)
    actions.set_type_fields(crm, asks=[(brand, True)], by=world.acting(world.root), at=NOON)
    ticket = opened(world, type=crm, custom_fields={"brand": "Pine"})
    ticket = actions.edit(ticket, by=world.acting(world.ada), at=NOON, changes={"type": None})
    assert ticket.custom_fields == {"brand": "Pine"}
    assert rows(ticket) == [("pine",)]


def test_requesters_fill_in_public_fields_only(world: World, make: Make) -> None:
    make("Brand"), make("Margin", "number", is_public=False, is_required=True)
    carl = world.asking(world.carl)
    assert opened(world, custom_fields={"brand": "Pine"}, by=carl).custom_fields == {"brand": "Pine"}
    for sent in ({"margin": 5}, {"anything": 5}):
        with pytest.raises(Invalid, match="not asked here"):
            opened(world, custom_fields=sent, by=carl)


def test_choices_that_are_gone_stay_where_they_are(world: World, make: Make) -> None:
    colours = make("Colours", "choices", choices=["Red", "Blue"])
    ticket, ada = opened(world, custom_fields={"colours": ["Red"]}), world.acting(world.ada)
    actions.change_field(colours, choices=["Blue", "Green"], by=world.acting(world.root), at=NOON)
    ticket = actions.set_fields(ticket, values={"colours": ["Red"], "note": 1}, by=ada, at=NOON)
    ticket = actions.set_fields(ticket, values={"colours": ["red", "green"]}, by=ada, at=NOON)
    assert ticket.custom_fields["colours"] == ["Green", "Red"]
    actions.set_fields(ticket, values={"colours": ["Green"]}, by=ada, at=NOON)
    with pytest.raises(Invalid, match="choose from Blue, Green"):
        actions.set_fields(ticket, values={"colours": ["Red"]}, by=ada, at=NOON)


def test_a_field_that_is_off_is_not_asked_and_not_lost(world: World, make: Make) -> None:
    brand = make("Brand", is_required=True)
    ticket = opened(world, custom_fields={"brand": "Pine"})
    actions.change_field(brand, is_active=False, by=world.acting(world.root), at=NOON)
    assert opened(world).custom_fields == {}
    ticket.refresh_from_db()
    assert ticket.custom_fields == {"brand": "Pine"}


def test_a_change_can_be_taken_back(world: World, make: Make) -> None:
    make("Brand", "choice", choices=["Pine", "Fir"])
    ticket, ada = opened(world, custom_fields={"brand": "Fir"}), world.acting(world.ada)
    actions.set_fields(ticket, values={"brand": "Pine", "mood": "good"}, by=ada, at=NOON)
    event = Event.objects.get(name="ticket.fields_changed")
    ticket = actions.undo(event, by=ada, at=NOON)
    assert (ticket.custom_fields, rows(ticket)) == ({"brand": "Fir"}, [("fir",)])
    with pytest.raises(actions.TooLate):
        actions.undo(event, by=ada, at=NOON)


def test_their_words_are_found_by_searching(world: World, make: Make) -> None:
    make("Brand")
    ticket, ada = opened(world, custom_fields={"brand": "Zephyrine", "deep": {"er": ["Quillon"]}}), world.acting(world.ada)
    assert search_tickets(ada, "zephyrine quillon") == [ticket.pk]
    actions.set_fields(ticket, values={"brand": "Mistral"}, by=ada, at=NOON)
    assert search_tickets(ada, "zephyrine") == []
    assert search_tickets(ada, "mistral") == [ticket.pk]


def test_a_follow_up_takes_the_values_along(world: World, make: Make) -> None:
    make("Brand", is_required=True)
    closed = actions.move(opened(world, custom_fields={"brand": "Pine"}), to="closed", by=world.acting(world.ada), at=NOON)
    ticket = actions.open_follow_up(closed, None, by=world.acting(world.ada), at=NOON, source="web")
    assert (ticket.custom_fields, rows(ticket)) == ({"brand": "Pine"}, [("pine",)])


def test_two_hundred_changes_cost_no_more_statements_than_one(
    world: World, make: Make, django_capture_on_commit_callbacks: Any, nothing_expires: None
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(200):
            make(f"Field {number}")
    ticket, ada = opened(world), world.acting(world.ada)
    counts = []
    for many in (1, 199):
        values = {f"field{number}": f"value {many} {number}" for number in range(many)}
        with CaptureQueriesContext(connection) as queries:
            actions.set_fields(ticket, values=values, by=ada, at=NOON)
        counts.append(len([query for query in queries if "tickets_customvalue" in query["sql"]]))
    assert counts == [2, 2]
    assert CustomValue.objects.filter(ticket=ticket).count() == 199


MANY = 12


def test_twelve_members_at_one_moment_lose_nothing(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        for number in range(MANY):
            actions.create_field(
                name=f"Field {number}", kind="number", is_for_all_types=True, by=world.acting(world.root), at=NOON
            )
        ticket = opened(world, custom_fields={"field0": 99, "free": "stays"})
        ada = world.acting(world.ada)
    start, failed = Barrier(MANY), list[Any]()

    def fill(number: int) -> None:
        try:
            with entered(world.pine.pk):
                start.wait(20)
                actions.set_fields(ticket, values={f"field{number}": number}, by=ada, at=NOON)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=fill, args=(number,)) for number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not failed
    with entered(world.pine.pk):
        ticket = Ticket.objects.get(pk=ticket.pk)
        assert ticket.custom_fields == {"free": "stays", **{f"field{number}": number for number in range(MANY)}}
        rows = CustomValue.objects.filter(ticket=ticket).values_list("field__key", "number")
        assert dict(rows) == {f"field{number}": number * 1_000_000 for number in range(MANY)}
        assert ticket.version == MANY + 1
        assert CustomField.objects.count() == MANY
