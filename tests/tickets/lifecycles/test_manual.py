"""The usage manual: opened and resolved, and whoever asked can always reopen."""

import pytest

from tests.tickets.lifecycles.walking import Walk
from tests.world import World
from usher.tickets import actions


def test_a_ticket_of_the_manual_is_opened_resolved_and_opened_again(world: World) -> None:
    ticket = Walk(world, "manual")
    assert ticket.now == "Opened"
    assert ticket.choices == ["Resolved"]
    assert ticket.is_given_to(world.ada) == "Opened"
    assert ticket.is_started() == "Opened"
    assert ticket.is_answered() == "Opened"
    assert ticket.is_moved("resolved") == "Resolved"
    assert ticket.choices == ["Opened"]
    assert ticket.hears_from_carl() == "Opened"
    assert ticket.is_moved("resolved") == "Resolved"
    assert ticket.hears_from_carl() == "Opened"
    assert ticket.ticket.reopen_count == 2


def test_it_has_no_closed(world: World) -> None:
    ticket = Walk(world, "manual")
    with pytest.raises(actions.MoveRefused, match=r"choose from Resolved \(resolved\)"):
        ticket.is_moved("closed")
