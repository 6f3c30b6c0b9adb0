"""GET /api/search: over subjects, descriptions and comments, never more than the token may see."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.people.actors import contact_actor
from usher.tickets import actions
from usher.tickets.queries.snippets import around, snippets


def test_words_are_found_where_they_stand(world: World, api: Caller) -> None:
    ticket = world.ticket("Oven sulks")
    actions.note(
        ticket, actions.Written(text="The thermostat is " + "very " * 60 + "broken."), by=world.acting(world.ada), at=NOON
    )
    places = {
        "sulks": ("ticket", None, "Oven sulks"),
        "thermost": ("comment", True, "The thermostat is"),
        "broken": ("comment", True, "broken."),
        "PINE-1": ("ticket", None, "Oven sulks"),
    }
    for question, (place, internal, text) in places.items():
        page = api("GET", f"/api/search?q={question}")[1]
        (hit,) = page["results"]
        assert (hit["ticket"]["id"], hit["foundIn"], hit["isInternal"] or None) == (ticket.pk, place, internal), question
        assert text in hit["snippet"] and len(hit["snippet"]) < 200
        assert page["pagination"]["total"] == 1
    assert api("GET", "/api/search?q=nothingofthekind")[1]["results"] == []


def test_the_description_is_told_as_such(world: World, api: Caller) -> None:
    world.ticket(written=actions.Written(text="Since this morning it hums."))
    (hit,) = api("GET", "/api/search?q=hums")[1]["results"]
    assert (hit["foundIn"], hit["snippet"]) == ("description", "Since this morning it hums.")


def test_another_organizations_tickets_are_not_found_p08(world: World, api: Caller) -> None:
    for question in ("secret", "ELSE-1", "Secret of Elsewhere"):
        assert api("GET", f"/api/search?q={question}")[1]["results"] == []


def test_tokens_that_read_nothing_find_nothing(world: World, api_with: Callable[..., Caller]) -> None:
    world.ticket()
    assert api_with("writeSupport")("GET", "/api/search?q=oven")[0] == 403


def test_internal_words_reach_no_contact_p08(world: World) -> None:
    ticket = world.ticket()
    actions.note(ticket, actions.Written(text="He never pays."), by=world.acting(world.ada), at=NOON)
    assert snippets(world.acting(world.ada), [ticket.pk], "pays")[ticket.pk].text == "He never pays."
    assert snippets(contact_actor(world.carl), [ticket.pk], "pays") == {}


def test_signs_are_words_like_others(world: World, api: Caller) -> None:
    world.ticket(written=actions.Written(text="100% done_by \\me"))
    for question in ("100%25", "done_by", "%5Cme", "%00", "'", "%25"):
        assert api("GET", f"/api/search?q={question}")[0] in {200, 422}
    assert api("GET", "/api/search?q=")[0] == api("GET", "/api/search")[0] == 422


def test_a_page_costs_the_same_queries_whatever_it_shows(world: World, api: Caller) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            api("GET", "/api/search?q=humming")
        return len(captured)

    world.ticket("humming one")
    cost()
    one = cost()
    for number in range(5):
        world.ticket(f"humming {number}")
    assert cost() == one


def test_the_piece_around_the_words_is_cut_on_both_sides() -> None:
    text = "a " * 100 + "needle " + "b " * 100
    piece = around(text, ["needle"])
    assert piece.startswith("…a") and piece.endswith("b…") and "needle" in piece
    assert around("short needle", ["needle"]) == "short needle"
    assert around("x" * 500, ["needle"]).endswith("…")
