"""Signed-in members looking at a ticket of Carl's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.world import World
from usher.people.models import Member
from usher.tickets.models import Ticket

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


class Browser:
    """One member's browser, at home on one ticket's page. `htmx` sends what htmx would send."""

    def __init__(self, member: Member, slug: str, number: int) -> None:
        self.client = Client()
        self.client.force_login(member.user)
        self.page = f"/{slug}/tickets/{number}"

    def get(self, rest: str = "", *, htmx: bool = False, **values: Any) -> Any:
        return self.client.get(self.page + rest, values, headers=HTMX if htmx else None)

    def post(self, rest: str, *, htmx: bool = False, **values: Any) -> Any:
        return self.client.post(self.page + rest, values, headers=HTMX if htmx else None)


@pytest.fixture
def ticket(world: World) -> Ticket:
    return world.ticket()


@pytest.fixture
def as_member(world: World, ticket: Ticket) -> Callable[[Member], Browser]:
    return lambda member: Browser(member, world.pine.slug, ticket.number)


@pytest.fixture
def ada(world: World, as_member: Callable[[Member], Browser]) -> Browser:
    return as_member(world.ada)
