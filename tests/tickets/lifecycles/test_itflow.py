"""ITFlow: open, working, hold, auto-close, closed for good."""

import pytest

from tests.tickets.lifecycles.walking import Walk
from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.lifecycles import flow_of


def test_a_ticket_of_itflow_from_open_to_closed_for_good(world: World) -> None:
    ticket = Walk(world, "itflow")
    assert ticket.now == "Open"
    assert ticket.choices == ["Working", "Hold", "Auto-close", "Closed"]
    assert ticket.is_given_to(world.ada) == "Open"
    assert ticket.is_started() == "Working"
    assert ticket.is_answered() == "Hold"
    assert ticket.hears_from_carl() == "Working"
    assert ticket.is_moved("auto-close") == "Auto-close"
    assert ticket.ticket.resolved_at == NOON
    assert ticket.choices == ["Open", "Working", "Closed"]
    assert ticket.hears_from_carl() == "Working"  # any answer of the client takes it out
    assert (ticket.ticket.resolved_at, ticket.ticket.reopen_count) == (None, 0)
    assert ticket.is_moved("closed") == "Closed"
    with pytest.raises(actions.MoveRefused, match="closed for good"):
        ticket.is_moved("open", by=world.acting(world.root))


def test_resolving_means_auto_close_and_mail_to_a_closed_one_is_kept_and_answered(world: World) -> None:
    ticket = Walk(world, "itflow")
    flow = flow_of(ticket.ticket)
    assert flow.resolving is not None
    assert (flow.resolving.name, flow.closed_mail) == ("Auto-close", "refuse")


def test_an_unassigned_one_goes_back_to_open(world: World) -> None:
    ticket = Walk(world, "itflow")
    assert ticket.is_moved("hold") == "Hold"
    assert ticket.hears_from_carl() == "Open"
