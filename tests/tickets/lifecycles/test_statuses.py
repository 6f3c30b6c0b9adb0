"""An organization's own statuses: added, renamed, coloured, hidden, ordered."""

import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid, NotFound
from usher.events.models import Event
from usher.tickets import actions
from usher.tickets.lifecycles import catalogue
from usher.tickets.models import STATUSES, Ticket


def test_without_any_row_there_are_the_ten_in_their_order(world: World) -> None:
    assert list(catalogue().statuses) == list(STATUSES)
    assert [status.code for status in catalogue().default.statuses] == list(STATUSES)
    assert catalogue().offered[0].code == "open"


def test_an_added_status_stands_for_a_built_in_one_and_follows_it(world: World) -> None:
    root = world.acting(world.root)
    parts = actions.create_status(name="Waiting for parts", stands_for="on_hold", hue=4, by=root, at=NOON)
    assert (parts.code, parts.name, parts.state, parts.hue) == ("waiting_for_parts", "Waiting for parts", "waiting", 4)
    codes = list(catalogue().statuses)
    assert codes.index("waiting_for_parts") == codes.index("on_hold") + 1
    ticket = actions.move(world.ticket(), to="waiting_for_parts", by=root, at=NOON)
    assert (ticket.status, ticket.state, ticket.status_shown.name) == ("on_hold", "waiting", "Waiting for parts")


def test_rules_go_by_the_built_in_status_that_an_added_one_stands_for(world: World) -> None:
    ada = world.acting(world.ada)
    actions.create_status(name="Waiting for parts", stands_for="on_hold", by=world.acting(world.root), at=NOON)
    ticket = world.ticket()
    actions.assign(ticket, to=world.ada, by=ada, at=NOON)
    actions.move(ticket, to="Waiting for Parts", by=ada, at=NOON)
    actions.receive(ticket, actions.Written(text="Any news?"), by=world.asking(world.carl), at=NOON, source="email")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.own_status) == ("in_progress", None)


def test_moving_between_a_built_in_status_and_one_that_refines_it_is_a_move(world: World) -> None:
    root = world.acting(world.root)
    actions.create_status(name="Second level", stands_for="in_progress", by=root, at=NOON)
    ticket = actions.move(world.ticket(), to="in_progress", by=root, at=NOON)
    ticket = actions.move(ticket, to="second_level", by=root, at=NOON)
    told = Event.objects.latest("pk").data
    assert (told["from"], told["to"], told["from_code"], told["to_name"]) == (
        "in_progress", "in_progress", "in_progress", "Second level",
    )  # fmt: skip
    actions.undo(Event.objects.latest("pk"), by=root, at=NOON)
    assert Ticket.objects.get().status_shown.code == "in_progress"
    actions.undo(Event.objects.filter(name="ticket.status_changed").earliest("pk"), by=root, at=NOON)
    assert Ticket.objects.get().status == "open"


def test_a_renamed_status_is_found_by_both_its_names(world: World) -> None:
    root = world.acting(world.root)
    shown = actions.change_status("waiting_customer", name="Pending", hue=7, by=root, at=NOON)
    assert (shown.name, shown.hue) == ("Pending", 7)
    assert actions.move(world.ticket(), to="pending", by=root, at=NOON).status == "waiting_customer"
    assert actions.move(world.ticket(), to="waiting customer", by=root, at=NOON).status_shown.name == "Pending"
    assert actions.change_status("waiting_customer", name="", by=root, at=NOON).name == "Waiting on customer"


def test_a_hidden_status_is_not_offered_and_tickets_keep_it(world: World) -> None:
    root = world.acting(world.root)
    ticket = actions.move(world.ticket(), to="on_hold", by=root, at=NOON)
    actions.change_status("on_hold", is_hidden=True, by=root, at=NOON)
    assert "on_hold" not in [status.code for status in catalogue().offered]
    assert ticket.status_shown.name == "On hold"
    with pytest.raises(actions.MoveRefused, match="choose from Assigned"):
        actions.move(world.ticket(), to="on_hold", by=root, at=NOON)
    assert actions.move(ticket, to="open", by=root, at=NOON).status == "open"


def test_the_last_statuses_to_begin_and_finish_with_cannot_be_hidden(world: World) -> None:
    root = world.acting(world.root)
    for code in ("assigned", "in_progress"):
        actions.change_status(code, is_hidden=True, by=root, at=NOON)
    with pytest.raises(actions.StatusNeeded, match="begin with"):
        actions.change_status("open", is_hidden=True, by=root, at=NOON)
    assert not catalogue().statuses["open"].is_hidden
    for code in ("auto_close", "resolved", "closed"):
        actions.change_status(code, is_hidden=True, by=root, at=NOON)
    with pytest.raises(actions.StatusNeeded, match="finish"):
        actions.change_status("cancelled", is_hidden=True, by=root, at=NOON)


def test_tickets_begin_with_what_stands_for_a_hidden_open(world: World) -> None:
    root = world.acting(world.root)
    actions.create_status(name="Triage", stands_for="open", by=root, at=NOON)
    actions.change_status("open", is_hidden=True, by=root, at=NOON)
    ticket = world.ticket()
    assert (ticket.status, ticket.status_shown.name) == ("open", "Triage")
    assert actions.assign(ticket, to=world.ada, by=root, at=NOON).status == "assigned"
    assert actions.assign(ticket, to=None, by=root, at=NOON).status_shown.name == "Triage"


def test_the_order_is_the_organizations(world: World) -> None:
    root = world.acting(world.root)
    actions.order_statuses(["resolved", "open"], by=root, at=NOON)
    assert list(catalogue().statuses)[:3] == ["resolved", "open", "draft"]
    assert catalogue().ranked[:2] == ("resolved", "open")
    added = actions.create_status(name="Triage", stands_for="open", by=root, at=NOON)
    assert list(catalogue().statuses)[1:3] == ["open", added.code]
    events = Event.objects.count()
    actions.order_statuses(["resolved"], by=root, at=NOON)
    assert Event.objects.count() == events
    with pytest.raises(Invalid, match="no status nope"):
        actions.order_statuses(["nope"], by=root, at=NOON)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"name": "resolved"}, "name"),
        ({"name": "In Progress"}, "name"),
        ({"stands_for": "draft"}, "stands_for"),
        ({"stands_for": "nope"}, "stands_for"),
        ({"hue": 24}, "hue"),
    ],
)
def test_what_cannot_be_added_is_told_by_field(world: World, values: dict[str, object], field: str) -> None:
    fields = {"name": "Parts", "stands_for": "on_hold", **values}
    with pytest.raises(Invalid) as refusal:
        actions.create_status(**fields, by=world.acting(world.root), at=NOON)  # type: ignore[arg-type]
    assert list(refusal.value.errors) == [field]


def test_names_in_other_scripts_get_a_code_of_their_own(world: World) -> None:
    root = world.acting(world.root)
    first = actions.create_status(name="等待零件", stands_for="on_hold", by=root, at=NOON)
    second = actions.create_status(name="等待回复", stands_for="on_hold", by=root, at=NOON)
    assert first.code.startswith("status_")
    assert first.code != second.code
    again = actions.create_status(name="Closed!", stands_for="closed", by=root, at=NOON)
    assert again.code.startswith("closed_")


def test_a_status_is_deleted_only_when_nothing_rests_on_it(world: World) -> None:
    root = world.acting(world.root)
    actions.create_status(name="Parts", stands_for="on_hold", by=root, at=NOON)
    ticket = actions.move(world.ticket(), to="parts", by=root, at=NOON)
    with pytest.raises(actions.StatusNeeded, match="status of 1"):
        actions.delete_status("parts", by=root, at=NOON)
    actions.move(ticket, to="open", by=root, at=NOON)
    held = actions.create_lifecycle(
        name="Repair", statuses=[("open", ""), ("parts", ""), ("closed", "")], by=root, at=NOON
    )  # fmt: skip
    with pytest.raises(actions.StatusNeeded, match="part of Repair"):
        actions.delete_status("parts", by=root, at=NOON)
    actions.delete_lifecycle(held, by=root, at=NOON)
    actions.delete_status("parts", by=root, at=NOON)
    assert "parts" not in catalogue().statuses
    with pytest.raises(actions.StatusNeeded, match="Hide it"):
        actions.delete_status("on_hold", by=root, at=NOON)
    with pytest.raises(NotFound):
        actions.delete_status("parts", by=root, at=NOON)
