"""Lifecycles themselves: installing, making, changing, choosing and deleting them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.tickets import actions
from usher.tickets.lifecycles import PRESETS, catalogue, flow_of
from usher.tickets.models import STATUSES, Lifecycle

SMALL = [("open", "New"), ("closed", "")]


@pytest.mark.parametrize("key", PRESETS)
def test_every_preset_can_be_installed_and_names_known_statuses(world: World, key: str) -> None:
    row = actions.install_preset(key, by=world.acting(world.root), at=NOON)
    assert (row.name, row.preset) == (PRESETS[key].name, key)
    flow = catalogue().flows[row.pk]
    assert len(flow.statuses) == len(PRESETS[key].statuses)
    assert {status.code for status in flow.statuses} <= set(STATUSES)


def test_the_type_decides_else_the_default_else_our_own(world: World) -> None:
    root = world.acting(world.root)
    manual = actions.install_preset("manual", by=root, at=NOON)
    pulse = actions.install_preset("pulse", by=root, at=NOON)
    type = actions.create_type(name="Topic", by=root, at=NOON)
    ticket = world.ticket(type=type)
    assert flow_of(ticket).id is None
    actions.choose_default(pulse, by=root, at=NOON)
    assert flow_of(ticket).id == pulse.pk
    actions.change_type(type, lifecycle=manual, by=root, at=NOON)
    assert flow_of(ticket).id == manual.pk
    assert ticket.status_shown.name == "Opened"
    actions.choose_default(manual, by=root, at=NOON)
    assert Lifecycle.objects.get(is_default=True) == manual
    actions.choose_default(None, by=root, at=NOON)
    assert flow_of(world.ticket()).id is None


def test_a_ticket_in_a_status_that_was_taken_out_keeps_it_and_may_go_anywhere(world: World) -> None:
    root = world.acting(world.root)
    row = actions.install_preset("pulse", by=root, at=NOON)
    actions.choose_default(row, by=root, at=NOON)
    ticket = actions.move(world.ticket(), to="waiting_customer", by=root, at=NOON)
    row = actions.change_lifecycle(
        row, statuses=[("open", ""), ("in_progress", ""), ("resolved", "Fixed"), ("closed", "")], by=root, at=NOON
    )  # fmt: skip
    assert row.moves == {"resolved": ["open", "in_progress", "closed"]}
    assert ticket.status_shown.name == "Waiting on customer"
    choices = [status.name for status in actions.moving.choices_of(ticket, root)]
    assert choices == ["Open", "In progress", "Fixed", "Closed"]
    assert actions.move(ticket, to="fixed", by=root, at=NOON).status == "resolved"


def test_another_type_brings_another_lifecycle_and_leaves_the_status(world: World) -> None:
    root = world.acting(world.root)
    manual = actions.install_preset("manual", by=root, at=NOON)
    type = actions.create_type(name="Topic", lifecycle=manual, by=root, at=NOON)
    ticket = actions.move(world.ticket(), to="on_hold", by=root, at=NOON)
    ticket = actions.edit(ticket, changes={"type": type}, by=root, at=NOON)
    assert ticket.status == "on_hold"
    assert [status.name for status in actions.moving.choices_of(ticket, root)] == ["Opened", "Resolved"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"statuses": [("open", ""), ("nope", "")]}, "statuses"),
        ({"statuses": [("open", "")]}, "statuses"),
        ({"statuses": [("closed", "")]}, "statuses"),
        ({"statuses": [("open", "A"), ("closed", "a")]}, "statuses"),
        ({"statuses": [("open", ""), ("open", "Again"), ("closed", "")]}, "statuses"),
        ({"statuses": [("open", "x" * 61), ("closed", "")]}, "statuses"),
        ({"moves": {"open": ["resolved"]}}, "moves"),
        ({"moves": {"on_hold": []}}, "moves"),
        ({"closed_mail": "eat"}, "closed_mail"),
    ],
)
def test_what_cannot_be_is_told_by_field(world: World, values: dict[str, object], field: str) -> None:
    fields = {"name": "Small", "statuses": SMALL, **values}
    with pytest.raises(Invalid) as refusal:
        actions.create_lifecycle(**fields, by=world.acting(world.root), at=NOON)  # type: ignore[arg-type]
    assert list(refusal.value.errors) == [field]
    assert not Lifecycle.objects.exists()


def test_a_used_lifecycle_is_not_deleted(world: World) -> None:
    root = world.acting(world.root)
    row = actions.create_lifecycle(name="Small", statuses=SMALL, by=root, at=NOON)
    type = actions.create_type(name="Topic", lifecycle=row, by=root, at=NOON)
    with pytest.raises(actions.LifecycleInUse, match="used by Topic"):
        actions.delete_lifecycle(row, by=root, at=NOON)
    actions.change_type(type, lifecycle=None, by=root, at=NOON)
    actions.choose_default(row, by=root, at=NOON)
    with pytest.raises(actions.LifecycleInUse, match="default"):
        actions.delete_lifecycle(row, by=root, at=NOON)
    actions.choose_default(None, by=root, at=NOON)
    actions.delete_lifecycle(row, by=root, at=NOON)
    assert catalogue().flows == {}


def test_an_unknown_preset_is_refused_with_the_known_ones(world: World) -> None:
    with pytest.raises(Invalid, match="usher, tiketti, itflow, sqanit, manual, pulse"):
        actions.install_preset("zendesk", by=world.acting(world.root), at=NOON)


def test_the_catalogue_is_one_query_and_then_none(world: World) -> None:
    actions.install_preset("pulse", by=world.acting(world.root), at=NOON)
    catalogue._answers.clear()
    with CaptureQueriesContext(connection) as asked:
        catalogue()
    assert len(asked) == 1


def test_lists_are_no_slower_by_it(world: World) -> None:
    from usher.tickets import queries

    tickets, ada = [world.ticket() for _ in range(3)], world.acting(world.ada)
    catalogue()
    with CaptureQueriesContext(connection) as asked:
        rows = queries.rows_of([ticket.pk for ticket in tickets], ada)
    assert [row.status_name for row in rows] == ["Open"] * 3
    assert len(asked) == 1


def test_another_organization_sees_nothing_of_it(world: World) -> None:
    from usher.base.tenancy import entered

    root = world.acting(world.root)
    actions.change_status("open", name="Fresh", by=root, at=NOON)
    actions.install_preset("pulse", by=root, at=NOON)
    with entered(world.elsewhere.pk):
        assert catalogue().statuses["open"].name == "Open"
        assert catalogue().flows == {}
