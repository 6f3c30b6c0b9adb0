"""Search and the palette."""

from typing import Any

from django.test import Client

from tests.world import NOON
from usher.tickets import actions


def test_words_codes_and_people_are_found(world: Any, ada: Client) -> None:
    ticket = world.ticket("Oven does not heat")
    actions.note(ticket, actions.Written(text="The thermostat is broken."), by=world.acting(world.otto), at=NOON)
    for question in ("thermostat", ticket.code.lower(), str(ticket.number), "oven heat"):
        assert "Oven does not heat" in ada.get("/pine-support/search", {"q": question}).content.decode(), question
    people = ada.get("/pine-support/search", {"q": "crumb"}).content.decode()
    assert "carl@bakery.example" in people
    assert "No tickets match" in ada.get("/pine-support/search", {"q": "zeppelin"}).content.decode()
    assert ada.get("/pine-support/search").status_code == 200


def test_the_palette_answers_with_options(world: Any, ada: Client) -> None:
    ticket = world.ticket("Oven <b>")
    page = ada.get("/pine-support/palette", {"q": "oven"}).content.decode()
    assert f'data-href="/pine-support/tickets/{ticket.number}' in page
    assert "Oven &lt;b&gt;" in page
    assert 'role="option"' in page
    assert "<html" not in page
    assert ada.get("/pine-support/palette", {"q": "oven\x00'\"(&|!"}).status_code == 200


def test_nothing_of_elsewhere_is_found(world: Any, ada: Client) -> None:
    page = ada.get("/pine-support/search", {"q": "secret"}).content.decode()
    assert "Secret of Elsewhere" not in page


def test_the_sidebar_refreshes_itself(world: Any, ada: Client) -> None:
    world.ticket()
    piece = ada.get("/pine-support/nav?current=open").content.decode()
    assert '<span class="n">1</span>' in piece
    assert f'data-live="tickets member:{world.ada.pk}"' in piece
    assert "current=open" in piece
