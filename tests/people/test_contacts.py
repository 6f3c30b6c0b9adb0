from collections.abc import Callable
from typing import Any

import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.base.tenancy import entered
from usher.events.models import Event
from usher.people import actions
from usher.people.actors import SYSTEM
from usher.people.models import Contact


def change(contact: Contact, **changes: Any) -> None:
    actions.change_contact(contact, by=SYSTEM, at=NOON, changes=changes)
    contact.refresh_from_db()


def test_a_contact_joins_the_company_of_its_domain(world: World) -> None:
    contact = actions.contact_for(email="New@Bakery.Example", name="New Hand", by=SYSTEM, at=NOON)
    assert (contact.email, contact.company) == ("new@bakery.example", world.bakery)
    assert actions.contact_for(email="new@bakery.example", name="Other", by=SYSTEM, at=NOON) == contact


def test_a_contact_takes_a_name_from_a_later_mail_when_it_has_none(world: World) -> None:
    for first in ("", "kim@mill.example"):
        contact = actions.contact_for(email="kim@mill.example", name=first, by=SYSTEM, at=NOON)
    assert contact.name in {"", "kim@mill.example"}
    assert "@" not in actions.contact_for(email="kim@mill.example", name="Kim@Work.example", by=SYSTEM, at=NOON).name
    actions.contact_for(email="kim@mill.example", name="Kim  Miller\r\n", by=SYSTEM, at=NOON)
    actions.contact_for(email="kim@mill.example", name="Somebody Else", by=SYSTEM, at=NOON)
    contact.refresh_from_db()
    assert contact.name == "Kim Miller"
    assert Event.objects.get(name="contact.changed").data == {"name": ["", "Kim Miller"]}


def test_an_address_belongs_to_one_contact(world: World) -> None:
    with pytest.raises(Invalid, match="another contact, Carl Crumb. .* merge"):
        change(world.mia, email="carl@bakery.example")
    change(world.carl, email="carl@home.example")
    assert actions.contact_for(email="carl@bakery.example", name="", by=SYSTEM, at=NOON) == world.carl


def test_the_same_address_in_two_organizations_is_two_contacts(world: World) -> None:
    with entered(world.elsewhere.pk):
        other = actions.contact_for(email="carl@bakery.example", name="Carl", by=SYSTEM, at=NOON)
        assert other.company is None
    assert not Contact.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "x" * 201), ("email", "x"), ("email", "a@" + "b" * 250 + ".example"), ("phone", "1" * 61),
     ("language", "Klingon"), ("time_zone", "Mars/Base"), ("notes", "n" * 20_001), ("hue", 3), ("is_primary", True)],
)  # fmt: skip
def test_wrong_fields_are_named_and_change_nothing(world: World, field: str, value: object) -> None:
    lone = actions.contact_for(email="kim@mill.example", name="Kim", by=SYSTEM, at=NOON)
    with pytest.raises(Invalid) as refused:
        change(lone, **{field: value})
    assert list(refused.value.errors) == [field]
    with pytest.raises(Invalid):
        actions.create_contact(by=SYSTEM, at=NOON, fields={"name": "Tom", field: value})
    assert not Event.objects.filter(name="contact.changed").exists()


def test_managers_form_no_circle(world: World) -> None:
    kim = actions.contact_for(email="kim@bakery.example", name="Kim", by=SYSTEM, at=NOON)
    change(world.carl, manager=world.mia)
    change(world.mia, manager=kim)
    for manager in (world.carl, world.mia, kim):
        with pytest.raises(Invalid) as refused:
            change(kim, manager=manager)
        assert list(refused.value.errors) == ["manager"]
    change(world.mia, manager=None)
    change(kim, manager=world.carl)
    assert list(world.mia.reports.values_list("name", flat=True)) == ["Carl Crumb"]


def test_a_company_has_one_primary_contact(world: World) -> None:
    change(world.carl, is_primary=True)
    change(world.mia, is_primary=True)
    world.carl.refresh_from_db()
    assert (world.carl.is_primary, world.mia.is_primary) == (False, True)
    change(world.mia, company=None)
    assert world.mia.is_primary is False


def test_who_joins_a_company_takes_their_tickets_along(world: World, run_reactions: Callable[[], None]) -> None:
    kim = actions.contact_for(email="kim@mill.example", name="Kim", by=SYSTEM, at=NOON)
    ticket = world.ticket(requester=kim)
    change(kim, company=world.bakery)
    run_reactions()
    before = ticket.version
    ticket.refresh_from_db()
    assert (ticket.company, ticket.version) == (world.bakery, before + 1)
    other = actions.create_company(fields={"name": "Mill"}, domains=[], by=SYSTEM, at=NOON)
    change(kim, company=other)
    run_reactions()
    ticket.refresh_from_db()
    assert ticket.company == world.bakery
