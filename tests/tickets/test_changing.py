import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.events.models import Event
from usher.tickets import actions
from usher.tickets.models import Priority, Ticket


def last_event(ticket: Ticket) -> Event:
    event = Event.objects.filter(subject_type="ticket", subject_id=ticket.pk).last()
    assert event
    return event


def test_nothing_happens_when_nothing_would_change(world: World) -> None:
    ticket, ada = world.ticket(), world.acting(world.ada)
    before = Event.objects.count(), ticket.version
    actions.prioritise(ticket, to=Priority.MEDIUM, by=ada, at=NOON)
    actions.move(ticket, to="open", by=ada, at=NOON)
    actions.assign(ticket, to=None, by=ada, at=NOON)
    actions.set_labels(ticket, labels=[], by=ada, at=NOON)
    actions.edit(ticket, by=ada, at=NOON, changes={"subject": ticket.subject})
    ticket.refresh_from_db()
    assert (Event.objects.count(), ticket.version) == before


def test_priority_and_subject_say_from_what_to_what(world: World) -> None:
    ticket, ada = world.ticket(), world.acting(world.ada)
    actions.prioritise(ticket, to=Priority.URGENT, by=ada, at=NOON)
    assert last_event(ticket).data == {"from": "medium", "to": "urgent"}
    actions.edit(ticket, by=ada, at=NOON, changes={"subject": "Oven is cold"})
    assert last_event(ticket).data == {"subject": ["Oven does not heat", "Oven is cold"]}


def test_labels_are_set_as_a_whole(world: World) -> None:
    ticket, ada = world.ticket(), world.acting(world.ada)
    bug, vip = (actions.create_label(name=name, hue=None, by=ada, at=NOON) for name in ("bug", "vip"))
    actions.set_labels(ticket, labels=[bug], by=ada, at=NOON)
    actions.set_labels(ticket, labels=[vip], by=ada, at=NOON)
    assert last_event(ticket).data == {"added": ["vip"], "removed": ["bug"]}
    with pytest.raises(Invalid, match="already"):
        actions.create_label(name="BUG", hue=None, by=ada, at=NOON)


def test_a_team_alone_leaves_the_ticket_open(world: World) -> None:
    ticket = actions.assign_team(world.ticket(), to=world.support, by=world.acting(world.ada), at=NOON)
    assert (ticket.status, ticket.team_id) == ("open", world.support.pk)


def test_nobody_assigned_is_left_to_a_deactivated_member(world: World) -> None:
    world.otto.is_active = False
    with pytest.raises(Invalid, match="deactivated"):
        actions.assign(world.ticket(), to=world.otto, by=world.acting(world.ada), at=NOON)


def test_in_progress_survives_a_hand_over_but_not_losing_everybody(world: World) -> None:
    ticket, lena = world.ticket(), world.acting(world.lena)
    actions.assign(ticket, to=world.ada, by=lena, at=NOON)
    actions.move(ticket, to="in_progress", by=lena, at=NOON)
    assert actions.assign(ticket, to=world.otto, by=lena, at=NOON).status == "in_progress"
    assert actions.assign(ticket, to=None, by=lena, at=NOON).status == "open"


@pytest.mark.parametrize("status", ["waiting_customer", "on_hold", "auto_close"])
@pytest.mark.parametrize("assigned", [True, False])
def test_the_requesters_answer_sets_a_waiting_ticket_going(world: World, status: str, assigned: bool) -> None:
    ticket, lena = world.ticket(), world.acting(world.lena)
    if assigned:
        actions.assign(ticket, to=world.ada, by=lena, at=NOON)
    actions.move(ticket, to=status, by=lena, at=NOON)
    actions.receive(ticket, actions.Written(text="Here it is"), by=world.asking(world.carl), at=NOON, source="email")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.reopen_count) == ("in_progress" if assigned else "open", 0)
    assert ticket.resolved_at is None


def test_automatic_mail_and_strangers_wake_nothing(world: World) -> None:
    ticket = actions.move(world.ticket(), to="resolved", by=world.acting(world.ada), at=NOON)
    written, mia = actions.Written(text="I am away"), world.asking(world.mia)
    actions.receive(ticket, written, by=mia, at=NOON, source="email", wakes=False)
    stranger = actions.receive(ticket, written, by=mia, at=NOON, source="email", trusted=False, flag="unknown sender")
    ticket.refresh_from_db()
    assert (ticket.status, stranger.is_public, stranger.flag) == ("resolved", False, "unknown sender")


def test_following_happens_once(world: World) -> None:
    ticket, ada = world.ticket(), world.acting(world.ada)
    actions.follow(ticket, member=world.ada, by=ada, at=NOON)
    count = Event.objects.count()
    actions.follow(ticket, member=world.ada, by=ada, at=NOON)
    assert Event.objects.count() == count
    actions.unfollow(ticket, member=world.ada, by=ada, at=NOON)
    assert not ticket.followers.exists()
