"""Which events are told to whom."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.webhooks.conftest import Receiver, made
from tests.world import NOON, World
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.tickets import actions
from usher.tickets.actions.drafting import save_draft
from usher.tickets.models import Priority
from usher.webhooks import noticing
from usher.webhooks.models import Delivery, Webhook


def told() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("event_name", flat=True))


def test_without_webhooks_an_event_costs_nothing(world: World) -> None:
    ticket = world.ticket()
    with CaptureQueriesContext(connection) as queries:
        actions.follow(ticket, member=world.ada, by=world.acting(world.ada), at=NOON)
    assert not [query for query in queries if "webhooks_" in query["sql"]] and told() == []


def test_every_event_of_a_ticket_is_told_with_the_ticket_as_it_is_then(world: World, webhook: Webhook) -> None:
    ticket = world.ticket()
    actions.assign(ticket, to=world.ada, by=world.acting(world.lena), at=NOON)
    assert told() == ["ticket.opened", "ticket.assigned", "ticket.status_changed"]
    opened, assigned, moved = (json.loads(body) for body in Delivery.objects.order_by("pk").values_list("body", flat=True))
    assert opened["type"] == "ticket.opened" and opened["data"]["ticket"]["ticketNumber"] == ticket.code
    assert opened["data"]["message"]["body"].startswith("The big oven")
    assert assigned["data"]["actor"]["name"] == "Lena" and assigned["data"]["changes"]["to"] == world.ada.pk
    assert (assigned["data"]["ticket"]["exactStatus"], moved["data"]["ticket"]["exactStatus"]) == ("open", "assigned")


def test_only_chosen_events_and_fitting_tickets_are_told(world: World, receiver: Receiver) -> None:
    condition = {"field": "priority", "operator": "in", "value": ["high", "urgent"]}
    made(world, receiver, events=["ticket.opened", "ticket.noted"], condition=condition)
    world.ticket("calm")
    urgent = world.ticket("urgent", priority=4)
    actions.move(urgent, to="in_progress", by=world.acting(world.lena), at=NOON)
    assert told() == ["ticket.opened"] and Delivery.objects.get().subject_id == urgent.pk


def test_nothing_internal_is_told_unless_asked_for(world: World, receiver: Receiver) -> None:
    made(world, receiver)
    frank, _ = made(world, receiver, includes_internal=True)
    ada = world.acting(world.ada)
    public = world.ticket()
    hidden = world.ticket("hidden", visibility="internal")
    actions.note(public, actions.Written(text="He is always like that."), by=ada, at=NOON)
    actions.reply(hidden, actions.Written(text="Between us."), by=ada, at=NOON)
    actions.link(public, to=hidden, kind="relates", by=ada, at=NOON)
    reserved = Delivery.objects.exclude(webhook=frank).values_list("body", flat=True)
    assert not [body for body in reserved if "always like" in body or "Between us" in body or hidden.code in body]
    assert "ticket.noted" in told() and Delivery.objects.filter(webhook=frank, subject_id=hidden.pk).exists()


def test_drafts_are_announced_to_nobody(world: World, webhook: Webhook) -> None:
    save_draft(None, wanted={"subject": "Begun"}, by=world.acting(world.ada), at=NOON)
    assert told() == []


def test_what_is_undone_is_not_told(world: World, webhook: Webhook) -> None:
    from django.db import transaction

    with pytest.raises(RuntimeError), transaction.atomic():
        world.ticket()
        raise RuntimeError
    assert told() == []


def test_people_are_told_of_too(world: World, receiver: Receiver) -> None:
    from usher.people.actions import contact_for
    from usher.people.actors import SYSTEM

    made(world, receiver, events=["contact.created"])
    contact_for(email="new@bakery.example", name="Nora New", by=SYSTEM, at=NOON)
    assert told() == ["contact.created"] and "Nora New" in Delivery.objects.get().body


def test_L09_a_loop_through_the_api_comes_to_rest(world: World, webhook: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noticing, "MOST_OF_ONE_SUBJECT", 5)
    ticket = world.ticket()
    for number in range(20):
        actions.edit(ticket, by=world.acting(world.lena), at=NOON, changes={"subject": f"Again {number}"})
    assert Delivery.objects.filter(subject_id=ticket.pk).count() == 5
    world.ticket("another one is told")
    assert Delivery.objects.count() == 6


def test_a_webhook_that_breaks_breaks_no_ticket(world: World, webhook: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*_: Any) -> None:
        raise ValueError("boom")

    monkeypatch.setattr(noticing, "_put", explode)
    assert world.ticket().pk and told() == []


def test_another_organization_hears_nothing(world: World, webhook: Webhook) -> None:
    from usher.base.tenancy import entered

    with entered(world.elsewhere.pk):
        actions.edit(world.sams_ticket, by=world.acting(world.sam), at=NOON, changes={"subject": "Other"})
        assert Delivery.objects.count() == 0
    assert told() == []


def test_a_description_that_is_internal_is_not_told_unless_asked_for(world: World, receiver: Receiver) -> None:
    reserved, _ = made(world, receiver)
    frank, _ = made(world, receiver, includes_internal=True)
    lena = world.acting(world.lena)
    moved, noted = world.ticket(), world.ticket("Bill")
    note = actions.note(noted, actions.Written(text="He never pays."), by=lena, at=NOON)
    actions.split(noted, messages=[note.pk], subject="Him", by=lena, at=NOON + timedelta(minutes=1))
    elm = people.create_company(fields={"name": "Elm Dairy"}, domains=[], by=SYSTEM, at=NOON)
    actions.move_to_company(moved, to=elm, requester=None, by=lena, at=NOON)
    actions.prioritise(moved, to=Priority.HIGH, by=lena, at=NOON)

    def descriptions(webhook: Webhook, name: str) -> list[Any]:
        rows = Delivery.objects.filter(webhook=webhook, event_name=name).values_list("body", flat=True)
        return [json.loads(body)["data"]["ticket"]["description"] for body in rows]

    assert descriptions(reserved, "ticket.split_off") == [None]
    assert descriptions(frank, "ticket.split_off") == ["He never pays."]
    assert descriptions(reserved, "ticket.priority_changed") == [None]
    assert descriptions(frank, "ticket.priority_changed")[0].startswith("The big oven")


def test_fields_that_requesters_do_not_see_are_not_told_unless_asked_for(world: World, receiver: Receiver) -> None:
    reserved, _ = made(world, receiver)
    frank, _ = made(world, receiver, includes_internal=True)
    by: dict[str, Any] = {"by": world.acting(world.root), "at": NOON}
    open_to_all = actions.create_field(name="Model", kind="text", is_for_all_types=True, **by)
    hidden = actions.create_field(name="Margin", kind="text", is_for_all_types=True, is_public=False, **by)
    ticket = world.ticket()
    actions.set_fields(ticket, values={open_to_all.key: "B12", hidden.key: "thin"}, **by)
    actions.set_fields(ticket, values={hidden.key: "thinner"}, **by)

    def told_fields(webhook: Webhook) -> list[Any]:
        rows = Delivery.objects.filter(webhook=webhook, event_name="ticket.fields_changed").order_by("pk")
        data = [json.loads(body)["data"] for body in rows.values_list("body", flat=True)]
        return [(each["ticket"]["customFields"], sorted(each["changes"]["changes"])) for each in data]

    assert told_fields(reserved) == [({open_to_all.key: "B12"}, [open_to_all.key])]
    assert told_fields(frank)[-1] == ({open_to_all.key: "B12", hidden.key: "thinner"}, [hidden.key])
