"""Fields of Pine's, made by Root."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.models import CustomField, TicketType

Make = Callable[..., CustomField]


@pytest.fixture
def make(world: World) -> Make:
    """A field for all types, of the kind text unless said otherwise."""

    def made(name: str = "Brand", kind: str = "text", **more: Any) -> CustomField:
        more = {"is_for_all_types": True, **more}
        return actions.create_field(name=name, kind=kind, by=world.acting(world.root), at=NOON, **more)

    return made


@pytest.fixture
def crm(world: World) -> TicketType:
    return actions.create_type(name="CRM Support", by=world.acting(world.root), at=NOON)
