"""Several members on one ticket."""

import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.events.models import Event
from usher.people.models import Member
from usher.tickets import actions, queries
from usher.tickets.access import may
from usher.tickets.models import Ticket


def join(world: World, ticket: Ticket, *members: Member) -> Ticket:
    for member in members:
        ticket = actions.add_assignee(ticket, member=member, by=world.acting(world.lena), at=NOON)
    return ticket


def leave(world: World, ticket: Ticket, member: Member) -> Ticket:
    return actions.remove_assignee(ticket, member=member, by=world.acting(world.lena), at=NOON)


def on(ticket: Ticket) -> tuple[str | None, list[str]]:
    ticket = Ticket.objects.select_related("assignee").get(pk=ticket.pk)
    joined = ticket.assignments.order_by("id").values_list("member__name", flat=True)
    return ticket.assignee.name if ticket.assignee else None, list(joined)


def last_event(ticket: Ticket) -> Event:
    return Event.objects.filter(subject_type="ticket", subject_id=ticket.pk).latest("id")


def test_the_first_becomes_the_assignee_and_the_others_join(world: World) -> None:
    ticket = join(world, world.ticket(), world.ada, world.otto, world.otto)
    assert on(ticket) == ("Ada", ["Otto"])
    assert ticket.status == "assigned"
    assert last_event(ticket).data == {"member": world.otto.pk, "name": "Otto"}
    assert may(world.acting(world.otto), "reply", ticket).allowed


def test_losing_the_last_one_opens_the_ticket_again_and_losing_one_of_two_does_not(world: World) -> None:
    ticket = actions.move(
        join(world, world.ticket(), world.ada, world.otto), to="in_progress", by=world.acting(world.lena), at=NOON
    )
    ticket = leave(world, ticket, world.ada)
    assert (on(ticket), ticket.status) == (("Otto", []), "in_progress")
    ticket = leave(world, ticket, world.otto)
    assert (on(ticket), ticket.status) == ((None, []), "open")


@pytest.mark.parametrize("status", ["waiting_customer", "on_hold", "resolved"])
def test_a_ticket_that_waits_or_is_resolved_stays_so_when_nobody_has_it(world: World, status: str) -> None:
    lena = world.acting(world.lena)
    ticket = actions.move(join(world, world.ticket(), world.ada), to=status, by=lena, at=NOON)
    assert leave(world, ticket, world.ada).status == status


def test_who_joined_first_moves_up_and_a_hand_over_keeps_the_others(world: World) -> None:
    ticket = join(world, world.ticket(), world.ada, world.otto, world.root)
    assert on(actions.assign(ticket, to=None, by=world.acting(world.lena), at=NOON)) == ("Otto", ["Root"])
    assert on(actions.assign(ticket, to=world.root, by=world.acting(world.lena), at=NOON)) == ("Root", [])
    join(world, ticket, world.ada)
    assert on(actions.assign(ticket, to=world.lena, by=world.acting(world.lena), at=NOON)) == ("Lena", ["Ada"])


def test_deactivated_members_neither_join_nor_move_up(world: World) -> None:
    ticket = join(world, world.ticket(), world.ada, world.otto)
    Member.objects.filter(pk=world.otto.pk).update(is_active=False)
    world.root.is_active = False
    with pytest.raises(Invalid, match="deactivated"):
        join(world, ticket, world.root)
    assert on(leave(world, ticket, world.ada)) == (None, ["Otto"])


def test_closed_tickets_keep_whom_they_have(world: World) -> None:
    ticket = join(world, world.ticket(), world.ada, world.otto)
    actions.move(ticket, to="closed", by=world.acting(world.lena), at=NOON)
    for member in (world.ada, world.otto):
        with pytest.raises(actions.Closed):
            leave(world, ticket, member)
    with pytest.raises(actions.Closed):
        join(world, ticket, world.root)


def test_all_of_them_are_set_at_once(world: World) -> None:
    ticket, lena = join(world, world.ticket(), world.ada, world.otto), world.acting(world.lena)
    actions.set_assignees(ticket, members=[world.otto, world.root], by=lena, at=NOON)
    assert on(ticket) == ("Otto", ["Root"])
    before = Event.objects.count()
    actions.set_assignees(ticket, members=[world.otto, world.root], by=lena, at=NOON)
    assert Event.objects.count() == before
    actions.set_assignees(ticket, members=[], by=lena, at=NOON)
    assert on(ticket) == (None, [])


def test_joining_leaving_and_moving_up_can_be_taken_back(world: World) -> None:
    lena = world.acting(world.lena)
    ticket = join(world, world.ticket(), world.ada, world.otto)
    actions.undo(last_event(ticket), by=lena, at=NOON)
    assert on(ticket) == ("Ada", [])
    join(world, ticket, world.otto)
    leave(world, ticket, world.otto)
    actions.undo(last_event(ticket), by=lena, at=NOON)
    assert on(ticket) == ("Ada", ["Otto"])
    leave(world, ticket, world.ada)
    actions.undo(last_event(ticket), by=lena, at=NOON)
    assert on(ticket) == ("Ada", ["Otto"])


def test_joined_tickets_are_ones_own_in_views_and_filters(world: World) -> None:
    ticket = join(world, world.ticket(), world.ada, world.otto)
    otto = world.acting(world.otto)
    for tickets in (
        queries.tickets_in("mine", otto, NOON),
        queries.narrowed(queries.tickets_in("all", otto, NOON), queries.Filters(assignee="me"), otto),
        queries.narrowed(queries.tickets_in("all", otto, NOON), queries.Filters(assignee=str(world.otto.pk)), otto),
    ):
        assert queries.page_of(tickets, queries.Order()).ids == [ticket.pk]
    assert queries.count_views(["mine"], otto, NOON) == {"mine": 1}
    (row,) = queries.rows_of([ticket.pk], otto)
    assert row.assignee and (row.assignee.name, row.joined_count) == ("Ada", 1)
