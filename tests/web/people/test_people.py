"""Contacts and companies, as browsers use them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import NOON
from usher.base.tenancy import entered
from usher.people import actions
from usher.people.actors import SYSTEM
from usher.people.lists import contacts_page
from usher.people.models import Company, Contact

BASE = "/pine-support/people/"


@pytest.fixture
def ada(world: Any, client: Client) -> Client:
    client.force_login(world.ada.user)
    return client


def test_contacts_are_listed_and_found_by_words(world: Any, ada: Client) -> None:
    world.ticket()
    html = ada.get(BASE).content.decode()
    assert "Carl Crumb" in html
    assert "Mia Malt" in html
    found = ada.get(BASE, {"q": "pine crumb"}).content.decode()
    assert "Carl Crumb" in found
    assert "Mia Malt" not in found
    assert "No contact matches" in ada.get(BASE, {"q": "\x00zzz"}).content.decode()
    assert ada.get(BASE, {"after": "x"}).status_code == 422


def test_every_contact_stands_on_one_page(world: Any) -> None:
    for number in range(120):
        actions.contact_for(email=f"c{number}@many.example", name=f"Same {number % 3}", by=SYSTEM, at=NOON)
    ids, after = [], None
    while True:
        part = contacts_page(after=after)
        ids += [contact.pk for contact in part.rows]
        after = part.next_after
        if after is None:
            break
    assert sorted(ids) == sorted(Contact.objects.values_list("pk", flat=True))


def test_the_list_costs_the_same_for_two_and_for_fifty(world: Any, ada: Client) -> None:
    with CaptureQueriesContext(connection) as few:
        ada.get(BASE)
    for number in range(60):
        actions.contact_for(email=f"c{number}@bakery.example", name=f"C {number}", by=SYSTEM, at=NOON)
    with CaptureQueriesContext(connection) as many:
        ada.get(BASE)
    assert len(many) == len(few)


def test_a_contact_is_made_shown_and_changed(world: Any, ada: Client) -> None:
    posted = {"name": "Kim", "email": "kim@bakery.example", "phone": "+358 9 1", "notes": "Calls <b>early</b>"}
    assert ada.post(BASE + "new", posted).status_code == 303
    kim = Contact.objects.get(email="kim@bakery.example")
    assert kim.company == world.bakery
    html = ada.get(f"{BASE}contacts/{kim.pk}").content.decode()
    assert "Calls &lt;b&gt;early&lt;/b&gt;" in html
    answer = ada.post(f"{BASE}contacts/{kim.pk}/edit", {**posted, "email": "carl@bakery.example"})
    assert (answer.status_code, "belongs to another contact" in answer.content.decode()) == (422, True)
    assert ada.post(f"{BASE}contacts/{kim.pk}/edit", {**posted, "name": "Kim B."}).status_code == 303
    kim.refresh_from_db()
    assert kim.name == "Kim B."


def test_a_contact_page_lists_its_tickets(world: Any, ada: Client) -> None:
    world.ticket("Mixer is loud")
    assert "Mixer is loud" in ada.get(f"{BASE}contacts/{world.carl.pk}").content.decode()
    assert "Mixer is loud" not in ada.get(f"{BASE}contacts/{world.mia.pk}").content.decode()
    assert "Mixer is loud" in ada.get(f"{BASE}companies/{world.bakery.pk}").content.decode()


def test_a_company_takes_its_contacts_along(world: Any, ada: Client) -> None:
    mill = actions.contact_for(email="tom@mill.example", name="Tom", by=SYSTEM, at=NOON)
    posted = {"name": "Mill", "domains": "mill.example\nmills.example", "prefix": "mill", "hourly_rate": "95.50"}
    assert ada.post(BASE + "companies/new", posted).status_code == 303
    company = Company.objects.get(name="Mill")
    mill.refresh_from_db()
    assert (mill.company, company.prefix, str(company.hourly_rate)) == (company, "MILL", "95.50")
    answer = ada.post(f"{BASE}companies/{company.pk}/edit", {**posted, "domains": "bakery.example", "prefix": "1"})
    assert answer.status_code == 422
    assert ada.post(f"{BASE}companies/{company.pk}/edit", {**posted, "domains": "mill.example"}).status_code == 303
    assert list(company.domains.values_list("domain", flat=True)) == ["mill.example"]


def test_viewers_read_and_do_not_change(world: Any, client: Client) -> None:
    client.force_login(world.vic.user)
    assert client.get(BASE).status_code == 200
    assert client.get(BASE + "new").status_code == 403
    assert client.post(f"{BASE}contacts/{world.carl.pk}/edit", {"name": "x"}).status_code == 403


def test_strangers_contacts_do_not_exist(world: Any, ada: Client) -> None:
    with entered(world.elsewhere.pk):
        other = actions.contact_for(email="x@else.example", name="X", by=SYSTEM, at=NOON)
    assert ada.get(f"{BASE}contacts/{other.pk}").status_code == 404
    assert ada.get(f"{BASE}companies/{10**15}").status_code == 404
