from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.world import NOON, World
from usher.people.models import Member
from usher.tickets import actions
from usher.tickets.models import Ticket

BIN, PURGE = "/pine-support/bin", "/pine-support/tickets/1/purge"
AsMember = Callable[[Member], Client]


@pytest.fixture
def browser(world: World) -> AsMember:
    def make(member: Member) -> Client:
        client = Client()
        client.force_login(member.user)
        return client

    return make


def deleted(world: World, count: int) -> list[Ticket]:
    lena = world.acting(world.lena)
    return [actions.delete(world.ticket(f"Oven {n}."), by=lena, at=NOON + timedelta(minutes=n // 2)) for n in range(count)]


def test_the_bin_tells_what_who_and_when_it_goes(world: World, browser: AsMember) -> None:
    deleted(world, 1)
    page = browser(world.lena).get(BIN).text
    assert "Oven 0." in page and "Lena" in page and "2 Dec 2026" in page
    assert 'action="/pine-support/tickets/1/restore"' in page
    assert "/purge" not in page  # only admins


def test_it_is_read_page_by_page_without_gaps(world: World, browser: AsMember) -> None:
    deleted(world, 60)
    lena = browser(world.lena)
    first = lena.get(BIN)
    assert "Oven 59." in first.text and "Oven 10." in first.text and "Oven 9." not in first.text
    after = first.text.split('href="?')[1].split('"')[0].replace("&amp;", "&")
    second = lena.get(f"{BIN}?{after}").text
    assert "Oven 9." in second and "Oven 0." in second and "Oven 10." not in second


def test_a_page_costs_the_same_however_many_it_shows(
    world: World, browser: AsMember, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    deleted(world, 20)
    lena = browser(world.lena)
    lena.get(BIN)
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
        lena.get(BIN)


def test_admins_delete_for_good(world: World, browser: AsMember) -> None:
    deleted(world, 1)
    root = browser(world.root)
    assert f'action="{PURGE}"' in root.get(BIN).text
    assert browser(world.lena).post(PURGE).status_code == 403
    answer = root.post(PURGE)
    assert (answer.status_code, answer["Location"]) == (303, BIN)
    assert "The bin is empty" in root.get(BIN).text
    assert root.post(PURGE).status_code == 404


def test_what_is_not_in_the_bin_cannot_go(world: World, browser: AsMember) -> None:
    ticket = world.ticket()
    assert ticket.number == 1
    assert browser(world.root).post(PURGE).status_code == 404
    assert Ticket.objects.filter(pk=ticket.pk).exists()


def test_who_cannot_delete_sees_no_bin(world: World, browser: AsMember) -> None:
    assert browser(world.ada).get(BIN).status_code == 403
    assert 'href="/pine-support/bin"' not in browser(world.ada).get("/pine-support/inbox/open").text
    assert 'href="/pine-support/bin"' in browser(world.lena).get("/pine-support/inbox/open").text


@pytest.mark.parametrize("place", ["x", "2026-11-02~", "2026-11-02T12:00:00+00:00~x", "~1", "9" * 500])
def test_made_up_places_are_refused_by_name(world: World, browser: AsMember, place: str) -> None:
    assert browser(world.lena).get(BIN, {"after": place}).status_code == 422
