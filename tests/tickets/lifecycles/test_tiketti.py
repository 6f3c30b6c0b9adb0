"""Tiketti: open → pending → resolved → closed, and back to open from resolved."""

import pytest

from tests.tickets.lifecycles.walking import Walk
from tests.world import World
from usher.tickets import actions


def test_a_ticket_of_tiketti_from_open_to_closed(world: World) -> None:
    ticket = Walk(world, "tiketti")
    assert ticket.now == "Open"
    assert ticket.choices == ["Pending", "Resolved", "Closed"]
    assert ticket.is_given_to(world.ada) == "Open"  # it has no status “assigned”
    assert ticket.is_started() == "Open"
    assert ticket.is_answered() == "Pending"
    assert ticket.is_started() == "Open"
    assert ticket.is_moved("pending") == "Pending"
    assert ticket.hears_from_carl() == "Open"
    assert ticket.is_moved("resolved") == "Resolved"
    assert ticket.choices == ["Open", "Closed"]
    assert ticket.hears_from_carl() == "Open"
    assert ticket.ticket.reopen_count == 1
    assert ticket.is_moved("Closed") == "Closed"
    assert ticket.choices == []


def test_what_tiketti_does_not_have_is_refused_with_what_it_has(world: World) -> None:
    ticket = Walk(world, "tiketti")
    with pytest.raises(actions.MoveRefused) as refusal:
        ticket.is_moved("in_progress")
    assert str(refusal.value) == (
        "PINE-1 cannot go from Open to In progress: choose from Pending (waiting_customer), Resolved (resolved), "
        "Closed (closed)."
    )
    ticket.is_moved("resolved")
    with pytest.raises(actions.MoveRefused, match="from Resolved to Pending: choose from Open"):
        ticket.is_moved("pending")
