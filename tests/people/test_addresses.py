import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.events.models import Event
from usher.people import actions
from usher.people.actions.addressing import MOST, OnlyName
from usher.people.actors import SYSTEM
from usher.people.models import Contact


def emails(contact: Contact) -> list[str]:
    return list(contact.addresses.order_by("pk").values_list("email", flat=True))


def test_addresses_are_added_made_primary_and_removed(world: World) -> None:
    carl = world.carl
    actions.add_address(carl, email=" Carl@Home.example ", by=SYSTEM, at=NOON)
    actions.add_address(carl, email="carl@home.example", by=SYSTEM, at=NOON)
    carl.refresh_from_db()
    assert (carl.email, emails(carl)) == ("carl@bakery.example", ["carl@bakery.example", "carl@home.example"])
    actions.make_primary(carl, email="carl@home.example", by=SYSTEM, at=NOON)
    carl.refresh_from_db()
    assert carl.email == "carl@home.example"
    actions.remove_address(carl, email="carl@home.example", by=SYSTEM, at=NOON)
    carl.refresh_from_db()
    assert (carl.email, emails(carl)) == ("carl@bakery.example", ["carl@bakery.example"])
    names = Event.objects.filter(subject_type="contact", subject_id=carl.pk).order_by("id").values_list("name", flat=True)
    assert list(names) == [
        "contact.created", "contact.address_added", "contact.changed", "contact.address_removed", "contact.changed",
    ]  # fmt: skip


def test_an_address_of_another_contact_is_taken_over_by_merging_only(world: World) -> None:
    with pytest.raises(Invalid, match="merge the two"):
        actions.add_address(world.carl, email="mia@bakery.example", by=SYSTEM, at=NOON)
    with pytest.raises(Invalid, match="not one of"):
        actions.make_primary(world.carl, email="mia@bakery.example", by=SYSTEM, at=NOON)


def test_the_last_address_of_somebody_without_a_name_stays(world: World) -> None:
    nameless = actions.contact_for(email="kim@mill.example", name="", by=SYSTEM, at=NOON)
    with pytest.raises(OnlyName):
        actions.remove_address(nameless, email="kim@mill.example", by=SYSTEM, at=NOON)
    actions.remove_address(world.carl, email="carl@bakery.example", by=SYSTEM, at=NOON)
    world.carl.refresh_from_db()
    assert (world.carl.email, emails(world.carl)) == ("", [])
    actions.add_address(world.carl, email="new@bakery.example", by=SYSTEM, at=NOON)
    world.carl.refresh_from_db()
    assert world.carl.email == "new@bakery.example"


def test_a_contact_has_an_end_to_its_addresses(world: World) -> None:
    for number in range(MOST - 1):
        actions.add_address(world.carl, email=f"c{number}@home.example", by=SYSTEM, at=NOON)
    with pytest.raises(Invalid, match="at most"):
        actions.add_address(world.carl, email="one@more.example", by=SYSTEM, at=NOON)
