import pytest

from tests.world import NOON, World
from usher.base.tenancy import entered
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.search.actions import rebuild
from usher.search.models import Document
from usher.search.queries import search_tickets
from usher.tickets import actions
from usher.tickets.actions import Written
from usher.tickets.models import Ticket


def found(world: World, words: str, **more: int) -> list[str]:
    ids = search_tickets(world.acting(world.ada), words, **more)
    subjects = dict(Ticket.objects.values_list("pk", "subject"))
    return [subjects[pk] for pk in ids]


@pytest.mark.parametrize(
    "words",
    ["oven", "OVEN heat", "hea", "PINE-1", "pine-1", "1", "carl", "carl@bakery.example", "bakery.example", "crumb",
     "cold morning", "cold morn", "Pine Bakery"],
)  # fmt: skip
def test_a_ticket_is_found_by(world: World, words: str) -> None:
    world.ticket()
    assert found(world, words) == ["Oven does not heat"]


@pytest.mark.parametrize("words", ["", "  ", "?!", "fridge", "oven fridge", "eat", "\x00", "' | oven:* zzz", "\\"])
def test_it_is_not_found_by(world: World, words: str) -> None:
    world.ticket()
    assert found(world, words) == []


@pytest.mark.parametrize("words", ["muller", "Müller", "MUELLER", "müll", "strasse", "STRASSE", "straße"])
def test_accents_and_umlauts_fold(world: World, words: str) -> None:
    world.ticket("Müller, Straße 5")
    assert found(world, words) == ["Müller, Straße 5"]


def test_a_later_message_and_a_note_are_found(world: World) -> None:
    ticket = world.ticket()
    actions.reply(ticket, Written(text="Is the thermostat blinking?"), by=world.acting(world.ada), at=NOON)
    actions.note(ticket, Written(text="Warranty until May"), by=world.acting(world.ada), at=NOON)
    assert found(world, "thermostat warranty oven") == ["Oven does not heat"]


def test_a_new_subject_replaces_the_old_one(world: World) -> None:
    ticket = world.ticket()
    actions.edit(ticket, by=world.acting(world.ada), at=NOON, changes={"subject": "Mixer squeaks"})
    assert found(world, "mixer") == ["Mixer squeaks"]
    assert found(world, "oven does") == []


def test_a_hit_in_the_subject_comes_before_one_in_a_message(world: World) -> None:
    world.ticket("Cold store door")
    world.ticket("Oven does not heat")
    assert found(world, "cold") == ["Cold store door", "Oven does not heat"]


def test_what_the_actor_may_not_view_is_not_found(world: World) -> None:
    world.ticket()
    assert search_tickets(world.asking(world.carl), "oven") == []
    nobody = people.add_member(email="n@usher.example", name="N", role="viewer", by=SYSTEM, at=NOON)
    nobody.role.permissions = ["view_own"]
    assert search_tickets(world.acting(nobody), "oven") == []


def test_tickets_in_the_bin_are_not_found(world: World) -> None:
    ticket = actions.delete(world.ticket(), by=world.acting(world.root), at=NOON)
    assert found(world, "oven") == []
    actions.restore(ticket, by=world.acting(world.root), at=NOON)
    assert found(world, "oven") == ["Oven does not heat"]


def test_another_organizations_words_are_not_found(world: World) -> None:
    assert found(world, "secret") == found(world, "elsewhere") == []
    with entered(world.elsewhere.pk):
        assert search_tickets(world.acting(world.sam), "secret") == [world.sams_ticket.pk]


def test_before_and_limit_lead_on(world: World) -> None:
    tickets = [world.ticket(f"Oven {n}") for n in range(3)]
    assert found(world, "oven", limit=1) == ["Oven 2"]
    assert found(world, "oven", before=tickets[2].pk) == ["Oven 1", "Oven 0"]


def test_rebuilding_restores_lost_words(world: World) -> None:
    world.ticket()
    Document.objects.all().delete()
    assert found(world, "oven") == []
    assert rebuild("ticket") == 1
    assert found(world, "oven thermostat") == [] and found(world, "oven cold") == ["Oven does not heat"]


def test_a_ticket_full_of_long_words_still_takes_messages(world: World) -> None:
    ticket = world.ticket()
    for number in range(8):
        text = " ".join(f"{number:02}{place:06}{'x' * 70}" for place in range(2500))
        actions.note(ticket, Written(text=text), by=world.acting(world.ada), at=NOON)
    assert ticket.messages.count() == 9
    assert found(world, "heat") == [ticket.subject]


def test_one_text_of_long_words_in_letters_of_three_bytes_is_taken(world: World) -> None:
    text = " ".join(f"{'語' * 60}{place}-{'語' * 15}" for place in range(2500))
    ticket = world.ticket(written=Written(text=text))
    assert found(world, "heat") == [ticket.subject]
