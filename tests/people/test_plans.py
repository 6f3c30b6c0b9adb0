"""P04: a company of 10,000 contacts in an organization of 30,000, on committed, analysed rows, as the application's role."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import _urls
from tests.world import NOON, World
from usher.base.tenancy import entered
from usher.people import actions
from usher.people.actors import SYSTEM
from usher.people.lists import contacts_page, probable_duplicates
from usher.people.models import Contact, ContactAddress

FILL = """INSERT INTO people_contact (organization_id, company_id, name, email, phone, is_primary, language, time_zone,
        notes, hue, created_at)
    SELECT %(o)s, CASE WHEN n <= 10000 THEN %(c)s END, 'Person ' || n, 'p' || n || '@d' || n %% 997 || '.example',
        '+49 30 ' || 1000000 + n, false, '', '', '', 0, now() FROM generate_series(1, 30000) n"""
ADDRESSES = """INSERT INTO people_contactaddress (organization_id, contact_id, email)
    SELECT organization_id, id, email FROM people_contact WHERE organization_id = %(o)s AND name LIKE 'Person %%'"""


@pytest.fixture
def crowded(committed: World) -> Iterator[World]:
    name = settings.DATABASES["default"]["NAME"]
    with psycopg.connect(_urls.owner, dbname=name, autocommit=True) as owner:
        values = {"o": committed.pine.pk, "c": committed.bakery.pk}
        owner.execute(FILL, values)
        owner.execute(ADDRESSES, values)
        owner.execute("VACUUM ANALYZE people_contact, people_contactaddress")
    with entered(committed.pine.pk):
        yield committed


def plans(work: Callable[[], Any]) -> list[tuple[str, str]]:
    """The work's queries of contacts, each with its plan."""
    with CaptureQueriesContext(connection) as asked:
        work()
    queries = [row["sql"] for row in asked if "people_contact" in row["sql"] and row["sql"].startswith(("SELECT", "UPDATE"))]
    with connection.cursor() as cursor:
        found = []
        for query in queries:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {query}")
            found.append((query, json.dumps(cursor.fetchone()[0])))
    return found


def test_P04_pages_and_look_ups_use_their_indexes(crowded: World) -> None:
    company = crowded.bakery
    middle = Contact.objects.get(name="Person 5000")
    works: dict[str, tuple[str, Callable[[], Any]]] = {
        "the company's first page": ("contact_in_company", lambda: contacts_page(company=company)),
        "a page in its middle": ("contact_in_company", lambda: contacts_page(after=middle.pk, company=company)),
        "all contacts": ("contact_name", lambda: contacts_page()),
        "duplicates": ("contact_phone_key", lambda: probable_duplicates(middle)),
        "a mail's sender": ("contact_address", lambda: actions.contact_for(email=middle.email, name="", by=SYSTEM, at=NOON)),
        "a domain": ("contact_address_domain", lambda: list(ContactAddress.objects.filter(domain="d7.example"))),
    }
    for what, (index, work) in works.items():
        told = plans(work)
        assert told, what
        assert any(index in plan for _query, plan in told), (what, told)
        for query, plan in told:
            # Of the few companies all may be read; of the many contacts and addresses none by scanning.
            scanned = re.findall(r'"Node Type": "Seq Scan"[^{}]*?"Relation Name": "(\w+)"', plan)
            assert set(scanned) <= {"people_company"}, (what, query)


def test_P04_a_page_holds_fifty_in_order_without_a_gap(crowded: World) -> None:
    first = contacts_page(company=crowded.bakery)
    second = contacts_page(after=first.next_after, company=crowded.bakery)
    names = [row.name for row in (*first.rows, *second.rows)]
    assert len(names) == len(set(names)) == 100 and names == sorted(names)
