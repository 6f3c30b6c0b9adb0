from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import NOON, World
from usher.base.refusals import Invalid, NotFound, Refused
from usher.events.models import Event
from usher.people import actions
from usher.people.actors import SYSTEM
from usher.people.models import Company, Contact
from usher.search.queries import search_tickets
from usher.tickets.models import Ticket


def company(name: str = "Mill", *domains: str, **fields: Any) -> Company:
    return actions.create_company(fields={"name": name, **fields}, domains=list(domains), by=SYSTEM, at=NOON)


def contact(email: str, name: str = "Kim") -> Contact:
    return actions.contact_for(email=email, name=name, by=SYSTEM, at=NOON)


def test_existing_contacts_join_when_the_company_gets_a_domain(world: World, run_reactions: Callable[[], None]) -> None:
    kim, free = contact("kim@mill.example"), contact("tom@mill.example.org")
    ticket = world.ticket(requester=kim)
    mill = company("Mill", "mill.example")
    run_reactions()
    for row in (kim, free, ticket):
        row.refresh_from_db()
    assert (kim.company, free.company, ticket.company) == (mill, None, mill)
    assert Event.objects.get(name="company.joined").data == {"domain": "mill.example", "contacts": 1}


def test_ten_thousand_contacts_join_in_as_many_statements_as_one(world: World) -> None:
    counts = []
    for name, amount in (("one", 1), ("many", 300)):
        for number in range(amount):
            contact(f"c{number}@{name}.example")
        with CaptureQueriesContext(connection) as asked:
            company(name, f"{name}.example")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert Contact.objects.filter(company__name="many").count() == 300


def test_a_further_address_of_a_contact_counts_too(world: World) -> None:
    kim = contact("kim@home.example")
    actions.add_address(kim, email="kim@mill.example", by=SYSTEM, at=NOON)
    mill = company("Mill", "mill.example")
    kim.refresh_from_db()
    assert kim.company == mill


@pytest.mark.parametrize("domain", ["bakery.example", "not a domain", "localhost", "-x.example", "gmail.com", "@GMX.de"])
def test_a_domain_is_one_companys_and_well_formed_and_not_anybodys(world: World, domain: str) -> None:
    with pytest.raises(Invalid) as refused:
        company("Rival", domain)
    assert list(refused.value.errors) == ["domains"]
    assert Company.objects.count() == 1 and not Event.objects.filter(name="company.joined").exists()


def test_a_domain_in_its_own_letters_is_the_one_on_the_wire(world: World) -> None:
    written, wired = contact("ab@bäckerei.example"), contact("cd@xn--bckerei-5wa.example")
    shop = company("Bäckerei", "Bäckerei.example")
    later = [contact("ef@BÄCKEREI.example"), contact("gh@xn--bckerei-5wa.example")]
    for row in (written, wired, *later):
        row.refresh_from_db()
        assert row.company == shop
    with pytest.raises(Invalid, match="bäckerei.example belongs to Bäckerei"):
        company("Rival", "xn--bckerei-5wa.example")


def test_who_joined_by_a_domain_stays_when_it_goes(world: World) -> None:
    actions.change_company(world.bakery, by=SYSTEM, at=NOON, changes={}, domains=[])
    world.carl.refresh_from_db()
    assert world.carl.company == world.bakery
    assert contact("new@bakery.example").company is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " \n"), ("name", "x" * 201), ("currency", "XXX"), ("currency", "EURO"), ("hourly_rate", "-1"),
     ("hourly_rate", "1.234"), ("hourly_rate", "NaN"), ("hourly_rate", "1e99"), ("prefix", "1A"), ("prefix", "BAKE"),
     ("tier", "t" * 41), ("notes", "n" * 20_001), ("hue", 1)],
)  # fmt: skip
def test_wrong_fields_are_named(world: World, field: str, value: object) -> None:
    actions.change_company(world.bakery, by=SYSTEM, at=NOON, changes={"prefix": "bake"})
    other = company()
    for attempt in (
        lambda: actions.change_company(other, by=SYSTEM, at=NOON, changes={field: value}),
        lambda: actions.create_company(fields={"name": "New", field: value}, domains=[], by=SYSTEM, at=NOON),
    ):
        with pytest.raises(Invalid) as refused:
            attempt()
        assert list(refused.value.errors) == [field]


def test_fields_are_kept_as_they_are_meant(world: World) -> None:
    mill = company("Mill", hourly_rate="95.5", currency="eur", prefix="mill", tier="gold", notes="Pays late.\x00")
    mill.refresh_from_db()
    assert (mill.hourly_rate, mill.currency, mill.prefix, mill.notes) == (Decimal("95.50"), "EUR", "MILL", "Pays late.")
    actions.change_company(mill, by=SYSTEM, at=NOON, changes={"hourly_rate": None, "prefix": ""})
    mill.refresh_from_db()
    assert (mill.hourly_rate, mill.prefix) == (None, "")


def test_a_company_is_made_from_a_contact(world: World) -> None:
    kim, tom = contact("kim@mill.example"), contact("tom@mill.example", "Tom")
    mill = actions.create_company_of(kim, fields={"name": "Mill"}, by=SYSTEM, at=NOON)
    assert list(mill.domains.values_list("domain", flat=True)) == ["mill.example"]
    assert set(mill.contacts.all()) == {kim, tom}
    with pytest.raises(Refused, match="belongs to Mill already"):
        actions.create_company_of(Contact.objects.get(pk=kim.pk), fields={"name": "Other"}, by=SYSTEM, at=NOON)


def test_a_company_made_from_somebody_at_a_public_provider_takes_only_them(world: World) -> None:
    kim, tom = contact("kim@gmail.com"), contact("tom@gmail.com", "Tom")
    mill = actions.create_company_of(kim, fields={"name": "Mill"}, by=SYSTEM, at=NOON)
    tom.refresh_from_db()
    assert (list(mill.contacts.all()), mill.domains.count(), tom.company) == ([kim], 0, None)


def test_merging_companies_brings_contacts_domains_and_tickets_along(
    world: World, run_reactions: Callable[[], None]
) -> None:
    mill = company("Mill & Co", "mill.example", hourly_rate="80", currency="CHF", tier="gold", notes="Far away.")
    kim = contact("kim@mill.example")
    ticket = world.ticket(requester=Contact.objects.get(pk=kim.pk))
    for one in (kim, world.carl):
        actions.change_contact(one, by=SYSTEM, at=NOON, changes={"is_primary": True})
    kept = actions.merge_companies(world.bakery, mill, by=SYSTEM, at=NOON)
    run_reactions()
    assert (kept.name, kept.tier, kept.hourly_rate, kept.currency) == ("Pine Bakery", "gold", Decimal("80.00"), "CHF")
    assert set(kept.domains.values_list("domain", flat=True)) == {"bakery.example", "mill.example"}
    assert Ticket.objects.get(pk=ticket.pk).company == kept
    assert list(kept.contacts.filter(is_primary=True)) == [world.carl]
    assert search_tickets(world.acting(world.ada), "Pine Bakery", 10) == [ticket.pk]
    was = Event.objects.get(name="company.merged").data["was"]
    assert (was["name"], was["domains"], was["hourly_rate"]) == ("Mill & Co", ["mill.example"], "80.00")
    with pytest.raises(NotFound):
        actions.merge_companies(world.bakery, mill, by=SYSTEM, at=NOON)
    with pytest.raises(Invalid):
        actions.merge_companies(world.bakery, world.bakery, by=SYSTEM, at=NOON)


def test_a_renamed_company_is_found_by_its_new_name(world: World, run_reactions: Callable[[], None]) -> None:
    ticket = world.ticket()
    actions.change_company(world.bakery, by=SYSTEM, at=NOON, changes={"name": "Spruce"})
    run_reactions()
    assert search_tickets(world.acting(world.ada), "spruce", 10) == [ticket.pk]
