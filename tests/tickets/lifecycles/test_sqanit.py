"""SQANIT: draft, open, assigned, in progress, done, closed, cancelled."""

import pytest

from tests.tickets.lifecycles.walking import Walk
from tests.world import World
from usher.tickets import actions
from usher.tickets.lifecycles import flow_of


def test_a_ticket_of_sqanit_from_open_to_closed(world: World) -> None:
    ticket = Walk(world, "sqanit")
    assert ticket.now == "Open"
    assert ticket.is_given_to(world.ada) == "Assigned"
    assert ticket.is_given_to(world.otto) == "Assigned"
    assert ticket.is_given_to(None) == "Open"
    assert ticket.is_given_to(world.otto) == "Assigned"
    assert ticket.is_started() == "In progress"
    assert ticket.is_answered() == "In progress"  # nothing waits here
    assert ticket.is_moved("Done") == "Done"
    assert ticket.ticket.status == "resolved"
    assert ticket.hears_from_carl() == "Open"
    assert ticket.is_moved("done") == "Done"
    assert ticket.is_moved("closed") == "Closed"
    with pytest.raises(actions.Closed):
        ticket.is_answered()
    with pytest.raises(actions.Closed):
        ticket.hears_from_carl()


def test_losing_the_last_member_while_in_progress_opens_it_again(world: World) -> None:
    ticket = Walk(world, "sqanit")
    ticket.is_given_to(world.ada)
    ticket.is_started()
    assert ticket.is_given_to(None) == "Open"


def test_nothing_moves_into_draft_and_cancelled_is_for_good(world: World) -> None:
    ticket = Walk(world, "sqanit")
    assert ticket.choices == ["Assigned", "In progress", "Done", "Closed", "Cancelled"]
    with pytest.raises(actions.MoveRefused, match="Nothing moves into draft"):
        ticket.is_moved("draft")
    assert ticket.is_moved("cancelled") == "Cancelled"
    assert ticket.choices == []
    assert flow_of(ticket.ticket).closed_mail == "refuse"
