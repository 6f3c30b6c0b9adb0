from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.models import Message, Ticket


@pytest.fixture
def lena(world: World, as_member: Callable[..., Browser]) -> Browser:
    return as_member(world.lena)


@pytest.fixture
def second(world: World, ticket: Ticket) -> Message:
    written = actions.Written(text="Also the invoice is wrong")
    return actions.receive(ticket, written, by=world.asking(world.mia), at=NOON + timedelta(hours=1), source="email")


def test_the_form_knows_the_subject_and_the_message_it_was_asked_for(ticket: Ticket, lena: Browser, second: Message) -> None:
    page = lena.get("/split", message=second.pk).text
    assert f'value="{ticket.subject}"' in page and f'value="{second.pk}" checked' in page
    assert "<html" not in lena.get("/split", htmx=True).text
    assert f'href="{lena.page}/split?message={second.pk}"' in lena.get(f"/messages/{second.pk}").text


def test_the_chosen_messages_become_a_ticket(world: World, ticket: Ticket, lena: Browser, second: Message) -> None:
    answer = lena.post("/split", subject="Invoice", messages=second.pk)
    new = Ticket.objects.get(subject="Invoice")
    assert answer["Location"] == f"/pine-support/tickets/{new.number}"
    assert new.requester == world.mia
    told = lena.get().text
    assert "split" in told and new.code in told


def test_copies_stay_on_both(world: World, ticket: Ticket, lena: Browser, second: Message) -> None:
    lena.post("/split", subject="Invoice", messages=second.pk, keeps="on")
    assert Message.objects.filter(text=second.text).count() == 2


def test_nothing_chosen_and_no_subject_are_told(ticket: Ticket, lena: Browser, second: Message) -> None:
    for sent, said in (
        ({"subject": "x"}, "Choose one message"),
        ({"messages": second.pk, "subject": " "}, "subject is empty"),
    ):
        answer = lena.post("/split", **sent)
        assert answer.status_code == 422 and said in answer.text
    assert f'value="{second.pk}" checked' in answer.text


def test_long_conversations_are_paged(world: World, ticket: Ticket, lena: Browser) -> None:
    for n in range(60):
        actions.note(ticket, actions.Written(text=f"Note {n}."), by=world.acting(world.ada), at=NOON)
    page = lena.get("/split").text
    assert "Note 59." in page and "Note 9." not in page and "?before=" in page
    oldest = ticket.messages.get(text="Note 10.").pk
    assert "Note 9." in lena.get("/split", before=oldest).text
