"""Our own lifecycle: all ten, and every move that happens by itself."""

from datetime import timedelta

import pytest

from tests.tickets.lifecycles.walking import Walk
from tests.world import NOON, World
from usher.organizations.actions import change
from usher.tickets import actions
from usher.tickets.models import Assignment, Ticket

LATER = NOON + timedelta(hours=1)


def test_a_ticket_of_ours_from_open_to_closed(world: World) -> None:
    ticket = Walk(world, "usher")
    assert ticket.now == "Open"
    assert ticket.is_given_to(world.ada) == "Assigned"
    assert ticket.is_started() == "In progress"
    assert ticket.is_answered() == "Waiting on customer"
    assert ticket.hears_from_carl() == "In progress"
    assert ticket.is_moved("on hold") == "On hold"
    assert ticket.hears_from_carl() == "In progress"
    assert ticket.is_moved("resolved") == "Resolved"
    assert ticket.hears_from_carl() == "Open"
    assert ticket.ticket.reopen_count == 1
    assert ticket.is_moved("closed") == "Closed"


def test_a_team_alone_leaves_it_open(world: World) -> None:
    ticket = world.ticket()
    assert actions.assign_team(ticket, to=world.support, by=world.acting(world.root), at=NOON).status == "open"


@pytest.mark.parametrize("status", ["waiting_customer", "on_hold", "resolved"])
def test_losing_the_assignee_changes_only_assigned_and_in_progress(world: World, status: str) -> None:
    ticket, root = world.ticket(), world.acting(world.root)
    actions.assign(ticket, to=world.ada, by=root, at=NOON)
    actions.move(ticket, to=status, by=root, at=NOON)
    assert actions.assign(ticket, to=None, by=root, at=NOON).status == status


def test_losing_the_assignee_while_others_are_assigned_changes_nothing(world: World) -> None:
    ticket, root = world.ticket(), world.acting(world.root)
    actions.assign(ticket, to=world.ada, by=root, at=NOON)
    Assignment.objects.create(ticket=ticket, member=world.otto, created_at=NOON)
    assert actions.assign(ticket, to=None, by=root, at=NOON).status == "assigned"


def test_opening_with_an_assignee_is_assigned_at_once(world: World) -> None:
    assert world.ticket(assignee=world.ada).status == "assigned"


def test_starting_wakes_what_waits_reopens_what_is_resolved_and_refuses_what_is_closed(world: World) -> None:
    ada, ticket = world.acting(world.ada), world.ticket()
    actions.move(ticket, to="waiting_customer", by=ada, at=NOON)
    assert actions.start_work(ticket, by=ada, at=NOON).status == "in_progress"
    version = Ticket.objects.get().version
    assert actions.start_work(ticket, by=ada, at=NOON).version == version
    actions.move(ticket, to="resolved", by=ada, at=NOON)
    assert actions.start_work(ticket, by=ada, at=NOON).reopen_count == 1
    actions.move(ticket, to="closed", by=ada, at=NOON)
    with pytest.raises(actions.Closed):
        actions.start_work(ticket, by=ada, at=NOON)


def test_auto_close_counts_as_resolved_until_the_requester_answers(world: World) -> None:
    ticket, ada = world.ticket(), world.acting(world.ada)
    ticket = actions.move(ticket, to="auto_close", by=ada, at=NOON)
    assert (ticket.state, ticket.resolved_at) == ("resolved", NOON)
    ticket = actions.move(ticket, to="resolved", by=ada, at=LATER)
    assert ticket.resolved_at == NOON
    ticket = actions.move(world.ticket(), to="auto_close", by=ada, at=NOON)
    actions.receive(ticket, actions.Written(text="Wait"), by=world.asking(world.carl), at=LATER, source="email")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.resolved_at, ticket.reopen_count, ticket.reopened_at) == ("open", None, 0, None)


def test_strangers_and_automatic_mail_wake_nothing(world: World) -> None:
    ticket, carl = world.ticket(), world.asking(world.carl)
    actions.move(ticket, to="waiting_customer", by=world.acting(world.ada), at=NOON)
    written = actions.Written(text="I am away")
    actions.receive(ticket, written, by=carl, at=NOON, source="email", wakes=False)
    actions.receive(ticket, written, by=carl, at=NOON, source="email", trusted=False)
    assert Ticket.objects.get().status == "waiting_customer"


def test_a_reply_waits_as_the_organization_says(world: World) -> None:
    ticket = Walk(world, "usher")
    change(world.pine, by=ticket.root, at=NOON, changes={"reply_waits_on_screens": False, "reply_waits_by_api": True})
    assert ticket.is_answered() == "Open"
    actions.reply(ticket.ticket, actions.Written(text="Hm"), by=ticket.ada, at=NOON, source="api")
    assert ticket.now == "Waiting on customer"


def test_a_reply_can_end_in_a_status_that_the_lifecycle_allows(world: World) -> None:
    ticket = Walk(world, "itflow")
    written = actions.Written(text="Done.")
    actions.reply(ticket.ticket, written, by=ticket.ada, at=NOON, then="auto_close")
    assert ticket.now == "Auto-close"
    with pytest.raises(actions.MoveRefused):
        actions.reply(ticket.ticket, written, by=ticket.ada, at=NOON, then="on_hold")


def test_only_an_admin_leaves_closed_and_only_where_the_organization_allows_it(world: World) -> None:
    ticket = Walk(world, "usher")
    ticket.is_moved("cancelled")
    with pytest.raises(actions.MoveRefused, match="follow-up"):
        ticket.is_moved("open", by=ticket.root)
    change(world.pine, by=ticket.root, at=NOON, changes={"reopens_closed": True})
    with pytest.raises(actions.MoveRefused):
        ticket.is_moved("open", by=ticket.ada)
    assert ticket.is_moved("open", by=ticket.root) == "Open"
