import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.base.tenancy import entered
from usher.people import actions
from usher.people.actors import SYSTEM
from usher.people.models import Contact


def test_a_contact_joins_the_company_of_its_domain(world: World) -> None:
    contact = actions.contact_for(email="New@Bakery.Example", name="New Hand", by=SYSTEM, at=NOON)
    assert (contact.email, contact.company) == ("new@bakery.example", world.bakery)
    assert actions.contact_for(email="new@bakery.example", name="Other", by=SYSTEM, at=NOON) == contact


def test_existing_contacts_join_when_the_company_gets_a_domain(world: World) -> None:
    contact = actions.contact_for(email="kim@mill.example", name="Kim", by=SYSTEM, at=NOON)
    mill = actions.create_company(fields={"name": "Mill"}, domains=["mill.example"], by=SYSTEM, at=NOON)
    contact.refresh_from_db()
    assert contact.company == mill


@pytest.mark.parametrize("domain", ["bakery.example", "not a domain", "localhost", "-x.example"])
def test_a_domain_is_one_companys_and_well_formed(world: World, domain: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.create_company(fields={"name": "Rival"}, domains=[domain], by=SYSTEM, at=NOON)
    assert "domains" in refused.value.errors


def test_an_address_belongs_to_one_contact(world: World) -> None:
    with pytest.raises(Invalid, match="another contact"):
        actions.change_contact(world.mia, by=SYSTEM, at=NOON, changes={"email": "carl@bakery.example"})
    actions.change_contact(world.carl, by=SYSTEM, at=NOON, changes={"email": "carl@home.example"})
    assert actions.contact_for(email="carl@bakery.example", name="", by=SYSTEM, at=NOON) == world.carl


def test_the_same_address_in_two_organizations_is_two_contacts(world: World) -> None:
    with entered(world.elsewhere.pk):
        other = actions.contact_for(email="carl@bakery.example", name="Carl", by=SYSTEM, at=NOON)
        assert other.company is None
    assert not Contact.objects.filter(pk=other.pk).exists()
