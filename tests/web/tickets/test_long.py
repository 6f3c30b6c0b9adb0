"""A ticket with very many messages is read in pages, and costs what a short one does."""

from datetime import timedelta
from gzip import compress
from typing import Any

import pytest

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.models import Message, Ticket
from usher.tickets.timeline import PAGE, stretch_of


def _write(world: World, ticket: Ticket, count: int) -> None:
    Message.objects.bulk_create(
        Message(
            ticket=ticket, kind="reply", is_public=True, author_kind="contact", author_contact=world.carl,
            author_name="Carl", text=f"Message number {n} about the oven", created_at=NOON + timedelta(minutes=n),
        )
        for n in range(count)
    )  # fmt: skip


def test_P05_five_thousand_messages_are_read_fifty_at_a_time(ada: Browser, world: World, ticket: Ticket) -> None:
    _write(world, ticket, 5000)
    newest = stretch_of(ticket)
    assert (len(newest.messages), newest.earlier, newest.later) == (PAGE, 4951, False)
    page = ada.get().content.decode()
    assert "number 4999 " in page and "number 4949 " not in page and "Show earlier messages (4951)" in page
    older = ada.get("/earlier", htmx=True, before=newest.first_id).content.decode()
    assert "number 4949 " in older and "number 4900 " in older and "number 4950 " not in older
    assert "number 4949 " in ada.get("/earlier", before=newest.first_id).content.decode()
    assert ada.get("/earlier", before="x").status_code == 422


def test_a_page_that_grows_keeps_its_first_message(ada: Browser, world: World, ticket: Ticket) -> None:
    _write(world, ticket, 60)
    first = stretch_of(ticket).first_id
    actions.receive(ticket, actions.Written(text="One more"), by=world.asking(world.carl), at=NOON, source="email")
    assert f'id="message-{first}"' in ada.get("/pieces", htmx=True, since=first).content.decode()
    assert f'id="message-{first}"' not in ada.get().content.decode()


def test_the_number_of_queries_does_not_grow_with_the_messages(
    ada: Browser, world: World, ticket: Ticket, django_assert_max_num_queries: Any
) -> None:
    ada.get()  # what is remembered for seconds is asked once
    counts = []
    for more in (3, 60):
        _write(world, ticket, more)
        with django_assert_max_num_queries(48) as asked:
            ada.get()
        counts.append(len(asked))
        with django_assert_max_num_queries(44):
            ada.get("/pieces", htmx=True)
    assert counts[1] == counts[0] + 1  # how many messages lie before the page


def test_a_usual_ticket_is_light(ada: Browser, world: World, ticket: Ticket) -> None:
    _write(world, ticket, 8)
    page = ada.get().content
    assert len(compress(page)) < 20_000, len(compress(page))


@pytest.mark.parametrize("since", ["x", "-1", "9" * 40, "²"])
def test_a_strange_anchor_is_no_anchor(ada: Browser, since: str) -> None:
    assert ada.get("/pieces", htmx=True, since=since).status_code == 200
