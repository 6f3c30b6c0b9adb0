import pytest

from tests.world import NOON, World
from usher.events.models import Event
from usher.people.actors import SYSTEM
from usher.tickets import actions
from usher.tickets.models import Ticket


def test_being_assigned_moves_open_to_assigned_and_back(world: World) -> None:
    ticket = world.ticket()
    assert (ticket.code, ticket.status) == ("PINE-1", "open")
    assert actions.assign(ticket, to=world.ada, by=world.acting(world.lena), at=NOON).status == "assigned"
    assert actions.assign(ticket, to=None, by=world.acting(world.lena), at=NOON).status == "open"


def test_a_reply_stamps_the_first_response_and_waits(world: World) -> None:
    ticket = world.ticket()
    actions.reply(ticket, actions.Written(text="Looking at it"), by=world.acting(world.ada), at=NOON)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.first_response_at, ticket.response_count) == ("waiting_customer", NOON, 1)


def test_a_reply_by_api_does_not_wait(world: World) -> None:
    ticket = world.ticket()
    actions.reply(ticket, actions.Written(text="Looking"), by=world.acting(world.ada), at=NOON, source="api")
    assert Ticket.objects.get(pk=ticket.pk).status == "open"


def test_the_requester_reopens_a_resolved_ticket(world: World) -> None:
    ticket = world.ticket()
    actions.move(ticket, to="resolved", by=world.acting(world.ada), at=NOON)
    actions.receive(ticket, actions.Written(text="Still cold"), by=world.asking(world.carl), at=NOON, source="email")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.reopen_count, ticket.resolved_at) == ("open", 1, None)


def test_closed_refuses_messages_and_moves(world: World) -> None:
    ticket = world.ticket()
    actions.move(ticket, to="closed", by=world.acting(world.ada), at=NOON)
    with pytest.raises(actions.Closed):
        actions.receive(ticket, actions.Written(text="Hm"), by=world.asking(world.carl), at=NOON, source="email")
    with pytest.raises(actions.MoveRefused):
        actions.move(ticket, to="open", by=world.acting(world.root), at=NOON)
    follow_up = actions.open_follow_up(ticket, None, by=SYSTEM, at=NOON, source="web")
    assert follow_up.links.get().target_id == ticket.pk


def test_taking_back_a_move_is_no_reopening_and_taking_back_a_reopening_uncounts_it(world: World) -> None:
    ticket, by = world.ticket(), world.acting(world.root)
    actions.move(ticket, to="resolved", by=by, at=NOON)
    actions.undo(Event.objects.latest("pk"), by=by, at=NOON)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.reopen_count, ticket.resolved_at) == ("open", 0, None)
    actions.move(ticket, to="resolved", by=by, at=NOON)
    actions.move(ticket, to="open", by=by, at=NOON)
    actions.undo(Event.objects.latest("pk"), by=by, at=NOON)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.reopen_count) == ("resolved", 0)
