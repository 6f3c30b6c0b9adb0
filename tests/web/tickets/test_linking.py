from collections.abc import Callable

import pytest

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.models import Ticket, TicketLink


@pytest.fixture
def lena(world: World, as_member: Callable[..., Browser]) -> Browser:
    return as_member(world.lena)


def test_both_pages_tell_the_link(world: World, ticket: Ticket, lena: Browser) -> None:
    world.ticket("Gas bottle")
    assert "is blocked by" in lena.get("/links").text
    answer = lena.post("/links", kind="blocked_by", other="2")
    assert answer.status_code == 303
    assert "is blocked by" in lena.get().text and "Gas bottle" in lena.get().text
    assert "blocks" in lena.client.get("/pine-support/tickets/2").text


@pytest.mark.parametrize("deed", ["links", "company", "visibility"])
def test_a_deed_on_a_page_of_its_own_leads_back_to_the_ticket(ticket: Ticket, lena: Browser, deed: str) -> None:
    post = f'hx-post="/pine-support/tickets/{ticket.number}/{deed}"'
    assert post not in lena.get(f"/{deed}").text
    assert post in lena.get(f"/{deed}", htmx=True).text


def test_it_is_taken_away_from_either_side(world: World, ticket: Ticket, lena: Browser) -> None:
    other = world.ticket()
    row = actions.link(other, to=ticket, kind="blocks", by=world.acting(world.lena), at=NOON)
    assert lena.post(f"/links/{row.pk}/remove", htmx=True).status_code == 200
    assert not TicketLink.objects.exists()
    assert lena.post(f"/links/{row.pk}/remove").status_code == 404


def test_circles_are_told_in_the_dialog(world: World, ticket: Ticket, lena: Browser) -> None:
    other = world.ticket()
    actions.link(other, to=ticket, kind="blocks", by=world.acting(world.lena), at=NOON)
    answer = lena.post("/links", htmx=True, kind="blocks", chosen=other.code)
    assert answer.status_code == 422 and "circle" in answer.text


def test_viewers_see_links_and_change_none(world: World, ticket: Ticket, as_member: Callable[..., Browser]) -> None:
    row = actions.link(ticket, to=world.ticket("Seen"), kind="relates", by=world.acting(world.lena), at=NOON)
    vic = as_member(world.vic)
    assert "Seen" in vic.get().text and "/remove" not in vic.get().text
    assert vic.post(f"/links/{row.pk}/remove").status_code == 403
    assert vic.post("/links", kind="relates", other="PINE-2").status_code == 403
