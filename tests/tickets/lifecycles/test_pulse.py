"""Pulse: open → in_progress → (waiting_customer | resolved) → closed; an answer always wakes to in_progress."""

from tests.tickets.lifecycles.walking import Walk
from tests.world import World


def test_a_ticket_of_pulse_from_open_to_closed(world: World) -> None:
    ticket = Walk(world, "pulse")
    assert ticket.now == "Open"
    assert ticket.is_given_to(world.ada) == "Open"
    assert ticket.is_started() == "In progress"
    assert ticket.is_answered() == "Waiting on customer"
    assert ticket.hears_from_carl() == "In progress"
    assert ticket.is_moved("resolved") == "Resolved"
    assert ticket.choices == ["Open", "In progress", "Closed"]
    assert ticket.hears_from_carl() == "Open"
    assert ticket.ticket.reopen_count == 1
    assert ticket.is_moved("resolved") == "Resolved"
    assert ticket.is_moved("closed") == "Closed"


def test_an_answer_wakes_to_in_progress_even_when_nobody_is_assigned(world: World) -> None:
    ticket = Walk(world, "pulse")
    assert ticket.is_answered() == "Waiting on customer"
    assert ticket.ticket.assignee_id is None
    assert ticket.hears_from_carl() == "In progress"
