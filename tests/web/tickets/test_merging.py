from collections.abc import Callable
from typing import Any

import pytest

from tests.tickets.test_merging import again, dora
from tests.web.tickets.conftest import Browser
from tests.world import World
from usher.tickets import actions
from usher.tickets.models import Ticket


@pytest.fixture
def lena(world: World, as_member: Callable[..., Browser]) -> Browser:
    return as_member(world.lena)


ALL = {"comments": "on", "attachments": "on", "close": "on", "note": "on"}


def test_the_menu_asks_in_a_dialog_or_on_a_page(world: World, ticket: Ticket, lena: Browser) -> None:
    assert f'hx-get="{lena.page}/merge"' in lena.get().text
    world.ticket("Another of Carl's")
    page, dialog = lena.get("/merge").text, lena.get("/merge", htmx=True).text
    assert "<html" in page and "<html" not in dialog
    for text in (page, dialog):
        assert f'action="{lena.page}/merge"' in text and "Another of Carl" in text


def test_into_a_ticket_by_code_with_a_comment(world: World, ticket: Ticket, lena: Browser) -> None:
    target = world.ticket("Target")
    answer = lena.post("/merge", direction="into", other="pine-2", comment="Same oven", **ALL)
    assert (answer.status_code, answer["Location"]) == (303, "/pine-support/tickets/2")
    assert again(ticket).merged_into == target
    page = lena.client.get(answer["Location"]).text
    assert "Same oven" in page and "merged into this one" in page and "1 ticket merged into PINE-2." in page
    assert "the conversation goes on there" in lena.get().text


def test_by_number_and_by_choosing_a_found_one(world: World, ticket: Ticket, lena: Browser) -> None:
    target = world.ticket("Broken toaster")
    assert "Broken toaster" in lena.get("/find", other="toaster").text
    assert ticket.subject not in lena.get("/find", other="oven").text
    lena.post("/merge", direction="into", chosen="PINE-2", other="toaster", **ALL)
    assert again(ticket).merged_into == target


def test_several_into_this_one(world: World, ticket: Ticket, lena: Browser) -> None:
    others = [world.ticket(name) for name in ("One", "Two")]
    answer = lena.post("/merge", htmx=True, direction="here", other="PINE-2, #3", **ALL)
    assert answer["HX-Redirect"] == lena.page
    assert {again(other).merged_into_id for other in others} == {ticket.pk}


@pytest.mark.parametrize(
    ("sent", "said"),
    [({}, "Name a ticket by its code"), ({"other": "PINE-99"}, "There is no ticket “PINE-99”"),
     ({"other": "toaster"}, "There is no ticket “toaster”"), ({"other": "PINE-1"}, "merged into itself"),
     ({"other": "1 2"}, "A ticket goes into one other"), ({"other": "ELSE-1"}, "There is no ticket")],
)  # fmt: skip
def test_what_cannot_be_is_told_and_what_was_typed_stays(
    world: World, ticket: Ticket, lena: Browser, sent: dict[str, str], said: str
) -> None:
    world.ticket("Two")
    answer: Any = lena.post("/merge", comment="Kept words", **sent)
    assert answer.status_code == 422
    assert said in answer.text and "Kept words" in answer.text
    swap = lena.post("/merge", htmx=True, comment="Kept words", **sent)
    assert swap.status_code == 422 and 'hx-target="#deed"' in swap.text
    assert not Ticket.objects.exclude(merged_into=None).exists()


def test_taking_it_back_from_either_page(world: World, ticket: Ticket, lena: Browser) -> None:
    target = world.ticket()
    actions.merge(target, sources=[ticket.pk], by=world.acting(world.lena), at=ticket.created_at)
    assert f'action="{lena.page}/unmerge"' in lena.get().text
    assert f'action="{lena.page}/unmerge"' in lena.client.get("/pine-support/tickets/2").text
    assert lena.post("/unmerge").status_code == 303
    assert again(ticket).merged_into is None
    refused = lena.post("/unmerge", htmx=True)
    assert refused.status_code == 409 and "is not merged" in refused.text


def test_the_toast_takes_it_back(world: World, ticket: Ticket, lena: Browser) -> None:
    world.ticket()
    lena.post("/merge", direction="into", other="PINE-2", **ALL)
    assert 'action="/pine-support/tickets/1/unmerge"' in lena.client.get("/pine-support/tickets/2").text


def test_who_may_not_merge_is_offered_nothing_and_refused(world: World, ticket: Ticket, as_member: Any) -> None:
    vic = as_member(world.vic)
    assert "/merge" not in vic.get().text
    assert vic.get("/merge").status_code == 403
    assert vic.post("/merge", other="PINE-1").status_code == 403


def test_messages_tell_where_they_came_from_and_whether_they_are_internal(
    world: World, ticket: Ticket, lena: Browser
) -> None:
    stranger = dora()
    other = world.ticket("Milk", requester=stranger, by=world.asking(stranger))
    assert "What moves turns internal" in lena.get("/find", other="Milk", merging=1).text
    assert "What moves turns internal" not in lena.get("/find", other="Milk").text
    lena.post("/merge", direction="here", other=other.code, **ALL)
    page = lena.get().text
    assert "from PINE-2" in page and "Internal</span>" in page and "Not confirmed" not in page
