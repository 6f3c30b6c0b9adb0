import pytest

from tests.tickets.test_merging import again
from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.models import Ticket


def closed(world: World, **more: object) -> Ticket:
    ticket = world.ticket(**more)  # type: ignore[arg-type]
    return actions.move(ticket, to="closed", by=world.acting(world.lena), at=NOON)


def follow(world: World, ticket: Ticket) -> Ticket:
    return actions.open_follow_up(ticket, None, by=world.acting(world.ada), at=NOON, source="web")


def test_two_clicks_open_one(world: World) -> None:
    ticket = closed(world)
    assert follow(world, ticket).pk == follow(world, ticket).pk


def test_a_closed_follow_up_has_a_successor_of_its_own(world: World) -> None:
    ticket = closed(world)
    first = follow(world, ticket)
    actions.move(first, to="closed", by=world.acting(world.lena), at=NOON)
    assert follow(world, ticket).pk != first.pk


def test_an_internal_ticket_has_an_internal_follow_up(world: World) -> None:
    assert follow(world, closed(world, visibility="internal")).is_internal


def test_a_merged_ticket_goes_on_where_it_went(world: World) -> None:
    target, source = world.ticket(), world.ticket()
    actions.merge(target, sources=[source.pk], by=world.acting(world.lena), at=NOON)
    with pytest.raises(actions.NoFollowUp, match="PINE-2 was merged into PINE-1"):
        follow(world, again(source))
