"""The list of a view, as a browser asks for it."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import NOON
from usher.tickets import actions
from usher.tickets.models import Ticket
from usher.tickets.queries import counting, paging

OPEN = "/pine-support/inbox/open"
PIECE = {"HTTP_HX_REQUEST": "true", "HTTP_HX_REQUEST_TYPE": "partial"}


def test_a_stranger_is_asked_to_sign_in(world: Any, client: Client) -> None:
    answer = client.get(OPEN)
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/accounts/login/?next={OPEN}")


def test_a_member_of_elsewhere_learns_nothing(world: Any, client: Client) -> None:
    client.force_login(world.sam.user)
    assert client.get(OPEN).status_code == 404


def test_the_list_shows_rows_counts_and_teams(world: Any, ada: Client) -> None:
    world.ticket("Oven & <stove>")
    page = ada.get(OPEN).content.decode()
    for part in (
        "Oven &amp; &lt;stove&gt;",
        "Carl Crumb",
        'aria-current="page"',
        "Support",
        'id="list-total" class="bar-n">1<',
    ):
        assert part in page
    assert "style=" not in page


@pytest.mark.parametrize("view", ["mine", "unassigned", "open", "waiting", "resolved", "teams", "following", "all"])
def test_every_view_says_something_when_empty(world: Any, ada: Client, view: str) -> None:
    page = ada.get(f"/pine-support/inbox/{view}").content.decode()
    assert '<div class="empty">' in page


@pytest.mark.parametrize("typed", ["/pine-support/tickets", "/pine-support/tickets/"])
def test_what_people_type_leads_to_all_open(world: Any, ada: Client, typed: str) -> None:
    answer = ada.get(typed)
    assert (answer.status_code, answer["Location"]) == (302, OPEN)


def test_an_unknown_view_or_team_is_not_found(world: Any, ada: Client) -> None:
    assert ada.get("/pine-support/inbox/nothing").status_code == 404
    assert ada.get("/pine-support/inbox/team-999999").status_code == 404
    assert ada.get(f"/pine-support/inbox/team-{'9' * 40}").status_code == 404


@pytest.mark.parametrize(
    "query", ["status=nope", "priority=9", "assignee=x", "team=1.5", "label=a", "sort=size", "order=up", "after=1"]
)
def test_what_cannot_be_asked_is_refused_by_name(world: Any, ada: Client, query: str) -> None:
    answer = ada.get(f"{OPEN}?{query}")
    assert answer.status_code == 422
    assert query.split("=")[0] in answer.content.decode()


@pytest.mark.parametrize("name", ["q", "requester", "company"])
def test_a_nul_in_the_address_finds_nothing_and_breaks_nothing(world: Any, ada: Client, name: str) -> None:
    assert ada.get(f"{OPEN}?{name}=a%00b").status_code == 200


def test_filters_stand_in_the_address_and_can_be_taken_out_one_by_one(world: Any, ada: Client) -> None:
    world.ticket("shown")
    actions.assign(world.ticket("taken"), to=world.ada, by=world.acting(world.ada), at=NOON)
    page = ada.get(f"{OPEN}?assignee=none&requester=carl&status=&sort=priority").content.decode()
    assert "shown" in page
    assert "taken" not in page
    assert f'href="{OPEN}?requester=carl&amp;sort=priority"' in page
    nothing = ada.get(f"{OPEN}?status=on_hold").content.decode()
    assert "No tickets match" in nothing


def test_more_rows_follow_by_place_and_shown_rows_refresh_within_their_bounds(
    world: Any, ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "PAGE", 2)
    for n in range(5):
        world.ticket(f"number {n}", at=NOON + timedelta(minutes=n))
    first = ada.get(OPEN).content.decode()
    assert re.findall(r"number \d(?=<)", first) == ["number 4", "number 3"]
    second = ada.get(attribute(first, "hx-get"), **PIECE)
    assert second.content.decode().count("<tr id=") == 2
    assert "number 2" in second.content.decode()
    newest = world.ticket("newest", at=NOON + timedelta(minutes=9))
    actions.move(
        Ticket.objects.get(subject="number 3"), to="closed", by=world.acting(world.root), at=NOON + timedelta(minutes=10)
    )
    refreshed = ada.get(attribute(first, "data-live-src", after="rows-first"), **PIECE).content.decode()
    assert newest.code in refreshed
    assert "number 4" in refreshed
    assert "number 3" not in refreshed
    assert "number 2" not in refreshed, "it stands in the stretch below"
    assert 'id="list-total"' in refreshed


def attribute(page: str, name: str, after: str = "<main") -> str:
    """The value of the first such attribute that follows a text."""
    found = re.search(rf'{name}="([^"]+)"', page[page.index(after) :])
    assert found
    return html.unescape(found[1])


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("url", [OPEN, "/pine-support/inbox/all?sort=priority", "/pine-support/search?q=oven"])
def test_fifty_rows_cost_as_many_queries_as_five(world: Any, ada: Client, url: str) -> None:
    label = actions.create_label(name="Oven", hue=3, by=world.acting(world.lena), at=NOON)
    for n in range(50):
        ticket = world.ticket(f"oven {n}", labels=[label], assignee=world.ada if n % 2 else None)
        actions.see(ticket, member=world.ada, at=NOON)
        if n == 4:
            ada.get(url)
            few = queries_of(ada, url)
    assert queries_of(ada, url) == few <= 26


def test_long_lists_are_counted_no_further_than_people_care(
    world: Any, ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "CAP", 2)
    for n in range(3):
        world.ticket(f"{n}")
    page = ada.get(OPEN).content.decode()
    assert 'class="bar-n">1+<' in page
    assert '<span class="n">1+</span>' in page


def test_a_refresh_is_cheap(world: Any, ada: Client) -> None:
    world.ticket()
    src = attribute(ada.get(OPEN).content.decode(), "data-live-src", after="rows-first")
    with CaptureQueriesContext(connection) as asked:
        ada.get(src, **PIECE)
    assert len(asked) <= 14
