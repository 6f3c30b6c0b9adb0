"""Changes of many tickets at once, as a job, with progress, a stop and one undo."""

from datetime import timedelta

import pytest

from tests.world import NOON, World
from usher.base.refusals import Forbidden, Invalid
from usher.base.tenancy import current_id
from usher.events.models import Event
from usher.people.actors import Actor
from usher.tickets import actions, bulk
from usher.tickets.access import visible_to
from usher.tickets.bulk import working
from usher.tickets.bulk.undoing import CannotUndo
from usher.tickets.models import BulkChange, Priority, Ticket

LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def lena(world: World) -> Actor:
    return world.acting(world.lena)


@pytest.fixture
def tickets(world: World) -> list[Ticket]:
    return [world.ticket(f"Oven {number}") for number in range(5)]


def run(change: BulkChange) -> BulkChange:
    working.work(current_id(), change.pk, lambda: LATER)
    change.refresh_from_db()
    return change


def test_every_ticket_of_the_list_is_changed_and_the_cause_is_named(
    world: World, lena: Actor, tickets: list[Ticket]
) -> None:
    steps = [{"do": "assign", "to": world.ada.pk}, {"do": "prioritise", "to": "urgent"}]
    change = run(bulk.start(visible_to(lena), steps, by=lena, at=NOON))
    assert change.state == "done" and bulk.progress_of(change).changed == change.total == 5
    assert set(Ticket.objects.values_list("assignee_id", "priority", "status")) == {
        (world.ada.pk, Priority.URGENT, "assigned")
    }
    assert Event.objects.filter(name="ticket.assigned", cause_id=change.event_id).count() == 5


def test_what_is_refused_is_told_per_ticket_and_stops_no_other(world: World, lena: Actor, tickets: list[Ticket]) -> None:
    actions.move(tickets[2], to="closed", by=lena, at=NOON)
    change = run(bulk.start(visible_to(lena), [{"do": "assign", "to": world.ada.pk}], by=lena, at=NOON))
    (item,) = change.items.filter(outcome="refused")
    assert item.ticket_id == tickets[2].pk and "closed" in item.reason
    assert bulk.progress_of(change).changed == 4


def test_steps_of_one_ticket_happen_together_or_not_at_all(world: World, lena: Actor, tickets: list[Ticket]) -> None:
    actions.move(tickets[0], to="closed", by=lena, at=NOON)
    steps = [{"do": "prioritise", "to": "low"}, {"do": "assign", "to": world.ada.pk}]
    run(bulk.start(visible_to(lena).filter(pk=tickets[0].pk), steps, by=lena, at=NOON))
    assert Ticket.objects.get(pk=tickets[0].pk).priority == Priority.MEDIUM


def test_one_undo_takes_all_back_but_what_was_changed_since(world: World, lena: Actor, tickets: list[Ticket]) -> None:
    steps = [{"do": "assign", "to": world.ada.pk}, {"do": "prioritise", "to": "urgent"}]
    change = run(bulk.start(visible_to(lena), steps, by=lena, at=NOON))
    actions.prioritise(tickets[1], to=Priority.LOW, by=lena, at=LATER)
    undone = run(bulk.undo(change, by=lena, at=LATER))
    progress = bulk.progress_of(undone)
    assert (undone.state, progress.undone, progress.kept) == ("undone", 4, 1)
    kept = Ticket.objects.get(pk=tickets[1].pk)
    assert (kept.priority, kept.assignee_id) == (Priority.LOW, world.ada.pk)
    others = Ticket.objects.exclude(pk=kept.pk).values_list("assignee_id", "priority", "status")
    assert set(others) == {(None, Priority.MEDIUM, "open")}


def test_a_stopped_change_leaves_the_rest_alone_and_can_be_undone(
    world: World, lena: Actor, tickets: list[Ticket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "CHUNK", 2)
    change = bulk.start(visible_to(lena), [{"do": "prioritise", "to": "high"}], by=lena, at=NOON)
    assert working._chunk(current_id(), change.pk, LATER)
    bulk.stop(change, by=lena, at=LATER)
    run(change)
    progress = bulk.progress_of(change)
    assert (change.state, progress.changed, progress.waiting) == ("stopped", 2, 3)
    run(bulk.undo(change, by=lena, at=LATER))
    assert set(Ticket.objects.values_list("priority", flat=True)) == {Priority.MEDIUM}


def test_a_job_that_runs_twice_changes_nothing_twice(world: World, lena: Actor, tickets: list[Ticket]) -> None:
    change = run(bulk.start(visible_to(lena), [{"do": "prioritise", "to": "high"}], by=lena, at=NOON))
    before = Event.objects.count()
    run(change)
    assert Event.objects.count() == before


def test_the_rights_count_that_its_author_has_when_a_ticket_is_reached(
    world: World, lena: Actor, tickets: list[Ticket]
) -> None:
    change = bulk.start(visible_to(lena), [{"do": "delete"}], by=lena, at=NOON)
    type(world.lena).objects.filter(pk=world.lena.pk).update(role=world.vic.role)
    run(change)
    assert bulk.progress_of(change).refused == 5 and not Ticket.objects.exclude(deleted_at=None).exists()


def test_a_deactivated_author_changes_nothing_more(world: World, lena: Actor, tickets: list[Ticket]) -> None:
    change = bulk.start(visible_to(lena), [{"do": "delete"}], by=lena, at=NOON)
    type(world.lena).objects.filter(pk=world.lena.pk).update(is_active=False)
    run(change)
    assert change.items.first().reason == "Lena no longer has access."


def test_the_bin_is_emptied_back_by_one_change(world: World, lena: Actor, tickets: list[Ticket]) -> None:
    run(bulk.start(visible_to(lena), [{"do": "delete"}], by=lena, at=NOON))
    assert not visible_to(lena).exists()
    run(bulk.start(visible_to(lena, deleted=True), [{"do": "restore"}], by=lena, at=NOON))
    assert visible_to(lena).count() == 5


@pytest.mark.parametrize(
    ("steps", "field"),
    [
        ([], "steps"),
        ([{"do": "explode"}], "steps[0].do"),
        ([{"do": "delete"}, {"do": "restore"}], "steps"),
        ([{"do": "assign", "to": 999_999}], "steps[0].to"),
        ([{"do": "assign", "to": "Ada"}], "steps[0].to"),
        ([{"do": "move", "to": "nowhere"}], "steps[0].to"),
        ([{"do": "prioritise", "to": "very"}], "steps[0].to"),
        ([{"do": "add_labels", "labels": []}], "steps[0].labels"),
        ([{"do": "snooze", "until": "tomorrow"}], "steps[0].until"),
    ],
)
def test_steps_that_make_no_sense_are_refused_before_anything_begins(
    world: World, lena: Actor, tickets: list[Ticket], steps: list[dict[str, object]], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        bulk.start(visible_to(lena), steps, by=lena, at=NOON)
    assert list(refused.value.errors) == [field] and not BulkChange.objects.exists()


def test_an_empty_list_and_a_deed_one_never_may_are_refused(world: World, lena: Actor, tickets: list[Ticket]) -> None:
    with pytest.raises(Invalid):
        bulk.start(visible_to(lena).none(), [{"do": "delete"}], by=lena, at=NOON)
    with pytest.raises(Forbidden):
        bulk.start(visible_to(lena), [{"do": "delete"}], by=world.acting(world.vic), at=NOON)


def test_only_its_author_stops_and_undoes_it_once_and_within_a_day(world: World, lena: Actor, tickets: list[Ticket]) -> None:
    change = bulk.start(visible_to(lena), [{"do": "prioritise", "to": "high"}], by=lena, at=NOON)
    for deed in (bulk.stop, bulk.undo):
        with pytest.raises(Forbidden):
            deed(change, by=world.acting(world.root), at=LATER)
    with pytest.raises(CannotUndo):
        bulk.undo(change, by=lena, at=LATER)
    run(change)
    with pytest.raises(CannotUndo):
        bulk.undo(change, by=lena, at=LATER + timedelta(days=1, seconds=1))


def test_who_lost_the_right_meanwhile_takes_nothing_back(world: World, lena: Actor, tickets: list[Ticket]) -> None:
    change = run(bulk.start(visible_to(lena), [{"do": "prioritise", "to": "high"}], by=lena, at=NOON))
    type(world.lena).objects.filter(pk=world.lena.pk).update(role=world.vic.role)
    run(bulk.undo(change, by=lena, at=LATER))
    assert bulk.progress_of(change).kept == 5
    assert set(Ticket.objects.values_list("priority", flat=True)) == {Priority.HIGH}
