"""Contacts and companies, as browsers use them."""

import re
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
    ada.get(BASE)  # what is remembered for some seconds is asked for here
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
    answer = ada.post(BASE + "new", {**posted, "email": "carl@bakery.example"})
    assert (answer.status_code, "belongs to another contact" in answer.content.decode()) == (422, True)
    changed = {
        "name": "Kim B.", "company": f"Pine Bakery (company {world.bakery.pk})", "is_primary": "on", "language": "de",
        "manager": "Mia Malt <mia@bakery.example>", "time_zone": "Europe/Berlin",
    }  # fmt: skip
    assert ada.post(f"{BASE}contacts/{kim.pk}/edit", changed).status_code == 303
    kim.refresh_from_db()
    assert (kim.name, kim.is_primary, kim.manager, kim.time_zone) == ("Kim B.", True, world.mia, "Europe/Berlin")
    html = ada.get(f"{BASE}contacts/{kim.pk}").content.decode()
    assert "Reports to" in html and "Primary contact" in html and "<b>Ada</b> changed" in html
    for wrong in ({"company": "Nowhere"}, {"manager": "nobody@x.example"}, {"manager": f"x (contact {kim.pk})"}):
        answer = ada.post(f"{BASE}contacts/{kim.pk}/edit", {**changed, **wrong})
        assert (answer.status_code, 'class="err"' in answer.content.decode()) == (422, True), wrong


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
    answer = ada.post(f"{BASE}companies/{company.pk}/edit", {**posted, "domains": "gmail.com"})
    assert (answer.status_code, "Anybody can have an address" in answer.content.decode()) == (422, True)
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


def test_names_are_suggested_while_typing(world: Any, ada: Client) -> None:
    html = ada.get(BASE + "suggest", {"company": "pine"}).content.decode()
    assert f"Pine Bakery (company {world.bakery.pk})" in html
    assert f"Mia Malt (contact {world.mia.pk})" in ada.get(BASE + "suggest", {"manager": "mal"}).content.decode()


def test_addresses_are_changed_where_they_stand(world: Any, ada: Client) -> None:
    path = f"{BASE}contacts/{world.carl.pk}"
    piece = ada.post(
        f"{path}/addresses", {"email": "Carl@Home.example"}, HTTP_HX_REQUEST="true", HTTP_HX_REQUEST_TYPE="partial"
    )
    assert 'hx-target="#addresses"' in piece.content.decode() and "carl@home.example was added." in piece["HX-Trigger"]
    assert ada.post(f"{path}/addresses/primary", {"email": "carl@home.example"}).status_code == 303
    world.carl.refresh_from_db()
    assert world.carl.email == "carl@home.example"
    refused = ada.post(f"{path}/addresses", {"email": "mia@bakery.example"})
    assert (refused.status_code, "merge the two" in refused.content.decode()) == (422, True)
    assert ada.post(f"{path}/addresses/remove", {"email": "carl@home.example"}).status_code == 303
    assert "carl@home.example</a>" not in ada.get(path).content.decode()


def test_duplicates_are_suggested_seen_and_merged_without_script(world: Any, ada: Client) -> None:
    double = actions.contact_for(email="carl.crumb@bakery.example", name="carl crumb", by=SYSTEM, at=NOON)
    ticket = world.ticket("Mixer is loud", requester=double, by=world.asking(double))
    page = f"{BASE}contacts/{world.carl.pk}"
    assert "seems to be the same person" in ada.get(page).content.decode()
    offered = ada.get(f"{page}/merge").content.decode()
    assert "Probably the same person" in offered and f'value="{double.pk}"' in offered
    assert "Mia Malt" in ada.get(f"{page}/merge", {"q": "mia"}).content.decode()
    seen = ada.get(f"{page}/merge", {"with": str(double.pk), "see": "1"}).content.decode()
    assert "1 ticket moves" in seen and "carl.crumb@bakery.example" in seen
    assert Contact.objects.filter(pk=double.pk).exists(), "seeing changes nothing"
    assert ada.post(f"{page}/merge", {"with": [double.pk]})["Location"] == page
    ticket.refresh_from_db()
    assert ticket.requester == world.carl
    html = ada.get(page).content.decode()
    assert "merged in: carl crumb, carl.crumb@bakery.example" in html and "Mixer is loud" in html
    for wrong in ({}, {"with": [world.carl.pk]}, {"with": ["x", "9" * 30]}):
        assert ada.post(f"{page}/merge", wrong).status_code == 422


def test_a_contact_goes_or_says_why_not(world: Any, ada: Client) -> None:
    world.ticket()
    refused = ada.post(f"{BASE}contacts/{world.carl.pk}/delete")
    assert (refused.status_code, "Merge it into another contact" in refused.content.decode()) == (409, True)
    assert ada.post(f"{BASE}contacts/{world.mia.pk}/delete").status_code == 303
    assert not Contact.objects.filter(pk=world.mia.pk).exists()


def test_a_company_is_made_from_a_contact(world: Any, ada: Client) -> None:
    kim = actions.contact_for(email="kim@mill.example", name="Kim", by=SYSTEM, at=NOON)
    path = f"{BASE}contacts/{kim.pk}/company"
    assert 'value="Mill"' in ada.get(path).content.decode()
    assert ada.post(path, {"name": "Mill & Co"}).status_code == 303
    kim.refresh_from_db()
    assert [each.domain for each in kim.company.domains.all()] == ["mill.example"]
    assert ada.post(path, {"name": "Again"}).status_code == 422


def test_companies_are_merged_and_deleted(world: Any, ada: Client) -> None:
    mill = actions.create_company(fields={"name": "Mill"}, domains=["mill.example"], by=SYSTEM, at=NOON)
    path = f"{BASE}companies/{world.bakery.pk}"
    assert "Mill" in ada.get(f"{path}/merge", {"q": "mill"}).content.decode()
    assert "mill.example" in ada.get(f"{path}/merge", {"with": str(mill.pk), "see": "1"}).content.decode()
    assert ada.post(f"{path}/merge", {}).status_code == 422
    assert ada.post(f"{path}/merge", {"with": mill.pk})["Location"] == path
    assert not Company.objects.filter(pk=mill.pk).exists()
    world.ticket()
    assert ada.post(f"{path}/delete").status_code == 409


def test_tickets_stand_under_open_and_all(world: Any, ada: Client) -> None:
    from usher.tickets import actions as tickets

    world.ticket("Mixer is loud")
    tickets.move(world.ticket("Lamp is dark"), to="resolved", by=world.acting(world.root), at=NOON)
    path = f"{BASE}contacts/{world.carl.pk}"
    html = ada.get(path).content.decode()
    assert "Mixer is loud" in html and "Lamp is dark" not in html and "Open 1" in html and "All 2" in html
    assert "Lamp is dark" in ada.get(path, {"tickets": "all"}).content.decode()


def test_a_company_of_many_contacts_is_paged_at_the_same_cost(world: Any, ada: Client) -> None:
    path = f"{BASE}companies/{world.bakery.pk}"
    ada.get(path)
    with CaptureQueriesContext(connection) as few:
        ada.get(path)
    Contact.objects.bulk_create(
        Contact(name=f"C {number:03}", company=world.bakery, created_at=NOON) for number in range(120)
    )
    with CaptureQueriesContext(connection) as many:
        html = ada.get(path).content.decode()
    assert len(many) == len(few)
    found = re.search(r"\?q=&amp;contacts_after=\d+", html)
    assert found
    second = ada.get(path + found[0].replace("&amp;", "&")).content.decode()
    assert "C 048" not in second and "C 052" in second
    assert "C 007" in ada.get(path, {"q": "007"}).content.decode()
