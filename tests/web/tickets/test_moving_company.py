from collections.abc import Callable

import pytest

from tests.tickets.test_merging import again, dora
from tests.web.tickets.conftest import Browser
from tests.world import World
from usher.tickets.models import Ticket


@pytest.fixture
def lena(world: World, as_member: Callable[..., Browser]) -> Browser:
    return as_member(world.lena)


def test_it_says_first_what_turns_internal(world: World, ticket: Ticket, lena: Browser) -> None:
    page = lena.get("/company").text
    assert "1 public message turns internal for good" in page
    assert not lena.get("/company", htmx=True).text.startswith("<!")


def test_people_and_companies_are_found(world: World, ticket: Ticket, lena: Browser) -> None:
    dora()
    found = lena.get("/company/find", q="dai").text
    assert "Dora" in found and "Elm Dairy" in found


def test_it_moves_with_a_person_or_to_a_company(world: World, ticket: Ticket, lena: Browser) -> None:
    stranger = dora()
    assert lena.post("/company", chosen=f"contact-{stranger.pk}").status_code == 303
    assert (again(ticket).requester, again(ticket).company) == (stranger, stranger.company)
    assert lena.post("/company", chosen=f"company-{world.bakery.pk}", htmx=True).status_code == 200
    assert (again(ticket).requester, again(ticket).company) == (None, world.bakery)
    assert lena.post("/company", chosen="none").status_code == 303
    assert again(ticket).company is None


@pytest.mark.parametrize("chosen", ["", "contact-999999", "company-x", "planet-1"])
def test_what_is_nobody_is_refused(world: World, ticket: Ticket, lena: Browser, chosen: str) -> None:
    assert lena.post("/company", chosen=chosen).status_code == 422
    assert again(ticket).company == world.bakery


def test_a_requester_from_elsewhere_is_asked_about_first(world: World, ticket: Ticket, lena: Browser) -> None:
    stranger = dora()
    answer = lena.post("/requester", requester=stranger.pk)
    assert answer["Location"] == f"{lena.page}/company?chosen=contact-{stranger.pk}"
    assert again(ticket).requester == world.carl
    assert f'value="contact-{stranger.pk}" checked' in lena.client.get(answer["Location"]).text


def test_a_colleague_becomes_the_requester_at_once(world: World, ticket: Ticket, lena: Browser) -> None:
    lena.post("/requester", requester=world.mia.pk)
    assert again(ticket).requester == world.mia
