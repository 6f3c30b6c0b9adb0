from collections.abc import Callable

import pytest

from tests.tickets.test_merging import again
from tests.web.tickets.conftest import Browser
from tests.world import World
from usher.tickets.models import Ticket


@pytest.fixture
def lena(world: World, as_member: Callable[..., Browser]) -> Browser:
    return as_member(world.lena)


def test_internal_and_public_again_each_after_saying_what_it_means(ticket: Ticket, lena: Browser) -> None:
    assert "Nothing of it leaves any more" in lena.get("/visibility").text
    assert lena.post("/visibility", visibility="internal").status_code == 303
    assert again(ticket).is_internal
    asked = lena.get("/visibility", htmx=True).text
    assert "1 message was public before" in asked and "0 internal messages stay internal" in asked
    answer = lena.post("/visibility", htmx=True, visibility="public")
    assert answer.status_code == 200 and "The ticket is public" in answer["HX-Trigger"]
    assert not again(ticket).is_internal
    assert "made the ticket public" in lena.get().text


def test_what_is_neither_is_refused(ticket: Ticket, lena: Browser) -> None:
    assert lena.post("/visibility", visibility="secret").status_code == 422
    assert not again(ticket).is_internal


def test_viewers_change_nothing(world: World, ticket: Ticket, as_member: Callable[..., Browser]) -> None:
    assert as_member(world.vic).post("/visibility", visibility="internal").status_code == 403
