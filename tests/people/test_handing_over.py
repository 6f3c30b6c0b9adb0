from collections.abc import Callable

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.events.models import Event
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.tickets import actions, jobs


def run_job() -> None:
    for job in ProcrastinateJob.objects.filter(task_name="tickets.hand_over"):
        jobs.hand_over(**job.args)


def test_unfinished_tickets_go_to_the_other_member(
    world: World, run_reactions: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "BATCH", 2)
    by = world.acting(world.root)
    own = [world.ticket(assignee=world.otto) for _ in range(3)]
    done = actions.move(world.ticket(assignee=world.otto), to="resolved", by=by, at=NOON)
    joined = actions.add_assignee(world.ticket(assignee=world.lena), member=world.otto, by=by, at=NOON)
    assert actions.hand_over(world.otto, to=world.ada, by=by, at=NOON) == 4
    run_reactions()
    for _ in range(2):
        run_job()
    for ticket in (*own, done, joined):
        ticket.refresh_from_db()
    assert {ticket.assignee for ticket in own} == {world.ada}
    assert (done.assignee, joined.assignee, joined.assignments.count()) == (world.otto, world.lena, 0)
    assert Event.objects.filter(name="ticket.assigned", subject_id=own[0].pk).last().actor_name == "Root"  # type: ignore[union-attr]


def test_what_goes_to_nobody_is_open_again(world: World, run_reactions: Callable[[], None]) -> None:
    ticket = world.ticket(assignee=world.otto)
    actions.hand_over(world.otto, to=None, by=SYSTEM, at=NOON)
    run_reactions()
    run_job()
    ticket.refresh_from_db()
    assert (ticket.assignee, ticket.status) == (None, "open")


def test_the_receiver_is_another_active_member(world: World) -> None:
    people.change_member(world.vic, by=SYSTEM, at=NOON, changes={"is_active": False})
    world.vic.refresh_from_db()
    for wrong in (world.otto, world.vic):
        with pytest.raises(Invalid):
            actions.hand_over(world.otto, to=wrong, by=SYSTEM, at=NOON)
    assert actions.hand_over(world.otto, to=world.ada, by=SYSTEM, at=NOON) == 0
    assert not Event.objects.filter(name="member.handed_over").exists()
