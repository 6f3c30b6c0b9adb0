"""Putting a ticket off."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.base.tenancy import entered
from usher.events.models import Event
from usher.people.actors import SYSTEM
from usher.tickets import actions, jobs, queries
from usher.tickets.models import Ticket

HOUR = timedelta(hours=1)
WORK = ("mine", "unassigned", "open", "teams")


def asleep(world: World, until: datetime = NOON + HOUR, **more: Any) -> Ticket:
    return actions.snooze(world.ticket(**more), until=until, by=world.acting(world.ada), at=NOON)


def in_view(world: World, view: str) -> list[int]:
    return queries.page_of(queries.tickets_in(view, world.acting(world.ada), NOON), queries.Order()).ids


def last_event(ticket: Ticket) -> Event:
    return Event.objects.filter(subject_type="ticket", subject_id=ticket.pk).latest("id")


def test_a_snoozed_ticket_leaves_the_views_of_work_and_stands_in_its_own(world: World) -> None:
    ada, ticket = world.acting(world.ada), world.ticket()
    actions.assign_team(ticket, to=world.support, by=ada, at=NOON)
    assert [view for view in WORK if in_view(world, view)] == ["unassigned", "open", "teams"]
    actions.snooze(ticket, until=NOON + HOUR, by=ada, at=NOON)
    assert not any(in_view(world, view) for view in (*WORK, f"team-{world.support.pk}"))
    assert in_view(world, "snoozed") == in_view(world, "all") == [ticket.pk]
    counts = queries.count_views(queries.VIEWS, ada, NOON)
    assert (counts["snoozed"], counts["open"], counts["unassigned"], counts["teams"]) == (1, 0, 0, 0)
    assert last_event(ticket).data == {"from": None, "to": (NOON + HOUR).isoformat()}


def test_ones_own_snoozed_ticket_is_not_among_ones_open_ones(world: World) -> None:
    ada, ticket = world.acting(world.ada), world.ticket()
    actions.assign(ticket, to=world.ada, by=ada, at=NOON)
    assert in_view(world, "mine") == [ticket.pk]
    actions.snooze(ticket, until=NOON + HOUR, by=ada, at=NOON)
    assert in_view(world, "mine") == []
    actions.wake(ticket, by=ada, at=NOON)
    assert in_view(world, "mine") == [ticket.pk]
    assert last_event(ticket).data["why"] == "hand"


@pytest.mark.parametrize("until", [NOON, NOON - HOUR, NOON + timedelta(days=367)])
def test_a_time_that_is_over_or_too_far_away_is_refused(world: World, until: datetime) -> None:
    with pytest.raises(Invalid) as refusal:
        asleep(world, until)
    assert list(refusal.value.errors) == ["until"]


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_what_is_finished_is_not_put_off_and_finishing_ends_it(world: World, status: str) -> None:
    ticket = asleep(world)
    assert actions.move(ticket, to=status, by=world.acting(world.lena), at=NOON).snoozed_until is None
    with pytest.raises(actions.SnoozeRefused, match="only open tickets"):
        actions.snooze(ticket, until=NOON + HOUR, by=world.acting(world.ada), at=NOON)


def test_the_same_time_again_changes_nothing_and_another_moves_it(world: World) -> None:
    ticket, ada = asleep(world), world.acting(world.ada)
    before = Event.objects.count()
    assert actions.snooze(ticket, until=NOON + HOUR, by=ada, at=NOON).version == ticket.version
    assert Event.objects.count() == before
    assert actions.snooze(ticket, until=NOON + 2 * HOUR, by=ada, at=NOON).snoozed_until == NOON + 2 * HOUR


def test_an_answer_from_outside_wakes_it_at_once(world: World) -> None:
    ticket = asleep(world)
    written = actions.Written(text="It burns now")
    actions.receive(ticket, written, by=world.asking(world.carl), at=NOON, source="email", wakes=False)
    ticket.refresh_from_db()
    assert ticket.snoozed_until  # an out-of-office note is no answer
    actions.receive(ticket, written, by=world.asking(world.carl), at=NOON, source="email")
    ticket.refresh_from_db()
    assert ticket.snoozed_until is None
    woken = Event.objects.get(name="ticket.woken")
    assert (woken.data["why"], woken.actor_name) == ("answer", "Carl Crumb")


def test_a_colleagues_note_lets_it_sleep(world: World) -> None:
    ticket = asleep(world)
    actions.note(ticket, actions.Written(text="Part is ordered"), by=world.acting(world.otto), at=NOON)
    ticket.refresh_from_db()
    assert ticket.snoozed_until


def test_the_clock_wakes_what_is_due_and_nothing_else(world: World) -> None:
    due, later = asleep(world, NOON + HOUR), asleep(world, NOON + HOUR)
    actions.snooze(later, until=datetime.now(tz=NOON.tzinfo) + HOUR, by=SYSTEM, at=datetime.now(tz=NOON.tzinfo))
    jobs.wake(world.pine.pk)
    jobs.wake(world.pine.pk)
    due.refresh_from_db()
    later.refresh_from_db()
    assert due.snoozed_until is None
    assert later.snoozed_until
    assert Event.objects.filter(name="ticket.woken").count() == 1


def test_every_organization_with_something_due_gets_its_job(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asleep(world)
    with entered(world.elsewhere.pk):
        actions.snooze(world.sams_ticket, until=NOON + HOUR, by=SYSTEM, at=NOON)
    queued: list[int] = []

    class Later:
        def defer(self, organization_id: int) -> None:
            queued.append(organization_id)

    monkeypatch.setattr(type(jobs.wake), "configure", lambda self, **lock: Later())
    jobs.wake_due(0)
    assert sorted(queued) == sorted([world.pine.pk, world.elsewhere.pk])


def test_snoozing_and_waking_can_be_taken_back(world: World) -> None:
    ticket, ada = asleep(world), world.acting(world.ada)
    assert actions.undo(last_event(ticket), by=ada, at=NOON).snoozed_until is None
    actions.snooze(ticket, until=NOON + HOUR, by=ada, at=NOON)
    actions.wake(ticket, by=ada, at=NOON)
    assert actions.undo(last_event(ticket), by=ada, at=NOON).snoozed_until == NOON + HOUR


def test_what_is_held_for_members_wakes_it_too_and_changes_nothing_else(world: World) -> None:
    """A member has to look at it, and a ticket that sleeps is looked at by nobody."""
    ticket = asleep(world)
    actions.move(ticket, to="waiting_customer", by=world.acting(world.ada), at=NOON)
    written, later = actions.Written(text="It burns next door"), NOON + HOUR / 2
    before = actions.receive(
        ticket, written, by=world.asking(world.mia), at=later, source="email", trusted=False, wakes=False
    )
    ticket.refresh_from_db()
    assert ticket.snoozed_until and not before.is_public
    asked = ticket.last_requester_at
    actions.receive(ticket, written, by=world.asking(world.mia), at=later, source="email", trusted=False, flag="Unknown")
    ticket.refresh_from_db()
    assert (ticket.snoozed_until, ticket.status, ticket.last_requester_at) == (None, "waiting_customer", asked)
    assert not ticket.participants.exists()
