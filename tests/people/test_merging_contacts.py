from collections.abc import Callable
from threading import Event as Signal
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import NOON, World
from usher.base.refusals import Invalid, NotFound
from usher.base.tenancy import entered
from usher.events.models import Event
from usher.people import actions
from usher.people.actions.merging_contacts import MOST, merged_view
from usher.people.actors import SYSTEM
from usher.people.models import Contact
from usher.search.queries import search_tickets
from usher.tickets import actions as tickets
from usher.tickets.models import Message, Ticket


def twin(name: str = "C. Crumb", email: str = "carl@home.example", **fields: Any) -> Contact:
    contact = actions.contact_for(email=email, name=name, by=SYSTEM, at=NOON)
    actions.change_contact(contact, by=SYSTEM, at=NOON, changes=fields)
    return Contact.objects.get(pk=contact.pk)


def merge(kept: Contact, *duplicates: Contact) -> Contact:
    actions.merge_contacts(kept, duplicates, by=SYSTEM, at=NOON)
    return Contact.objects.get(pk=kept.pk)


def test_everything_of_the_duplicate_is_the_kept_ones(world: World, run_reactions: Callable[[], None]) -> None:
    double = twin(phone="+49 30 123", notes="Rings twice.", language="de")
    actions.change_contact(world.carl, by=SYSTEM, at=NOON, changes={"notes": "Calls early.", "language": "en"})
    own = world.ticket(requester=double, by=world.asking(double), email=double.email)
    others = world.ticket(requester=world.mia, by=world.asking(world.mia), participants={"carl@home.example": "Carl"})
    tickets.receive(others, tickets.Written(text="Me too"), by=world.asking(double), at=NOON, source="email")
    actions.change_contact(world.mia, by=SYSTEM, at=NOON, changes={"manager": double})

    carl = merge(world.carl, double)

    assert (carl.name, carl.email, carl.phone, carl.language) == ("Carl Crumb", "carl@bakery.example", "+49 30 123", "en")
    assert carl.notes == "Calls early.\n\nRings twice."
    assert {a.email for a in carl.addresses.all()} == {"carl@bakery.example", "carl@home.example"}
    moved = Ticket.objects.get(pk=own.pk)
    assert (moved.requester, moved.created_by_id, moved.company) == (carl, carl.pk, world.bakery)
    assert moved.version == own.version + 1
    assert set(Message.objects.filter(author_contact=carl).values_list("ticket_id", flat=True)) == {own.pk, others.pk}
    assert others.participants.get().contact == carl
    world.mia.refresh_from_db()
    assert world.mia.manager == carl
    assert actions.contact_for(email="carl@home.example", name="", by=SYSTEM, at=NOON) == carl
    was = Event.objects.get(name="contact.merged", subject_id=carl.pk).data
    assert (was["contact"], was["was"]["name"], was["was"]["addresses"]) == (double.pk, "C. Crumb", ["carl@home.example"])
    run_reactions()
    assert own.pk in search_tickets(world.acting(world.ada), "Crumb", 10)


def test_merging_costs_the_same_for_one_ticket_and_for_fifty(world: World) -> None:
    counts = []
    for number, amount in ((1, 1), (2, 50)):
        double = twin(email=f"c{number}@home.example")
        for _ in range(amount):
            world.ticket(requester=double, by=world.asking(double))
        with CaptureQueriesContext(connection) as asked:
            merge(world.carl, double)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert Ticket.objects.filter(requester=world.carl).count() == 51


def test_the_preview_is_what_the_merge_makes(world: World) -> None:
    double = twin(phone="+49 30 123", time_zone="Europe/Berlin", company=None, notes="x")
    seen = merged_view(world.carl, [double])
    carl = merge(world.carl, double)
    assert seen.addresses == ["carl@bakery.example", "carl@home.example"]
    assert {name: getattr(carl, name) for name in seen.fields} == seen.fields


def test_nobody_becomes_their_own_manager(world: World) -> None:
    double = twin()
    actions.change_contact(world.mia, by=SYSTEM, at=NOON, changes={"manager": double})
    actions.change_contact(world.carl, by=SYSTEM, at=NOON, changes={"manager": world.mia})
    carl = merge(world.carl, double)
    world.mia.refresh_from_db()
    assert (carl.manager, world.mia.manager) == (None, carl)


def test_a_manager_who_is_merged_with_their_report_reports_to_nobody(world: World) -> None:
    double = twin(manager=world.carl)
    actions.change_contact(world.carl, by=SYSTEM, at=NOON, changes={"manager": world.mia})
    assert merge(world.carl, double).manager == world.mia
    other = twin(email="boss@home.example")
    actions.change_contact(world.carl, by=SYSTEM, at=NOON, changes={"manager": other})
    assert merge(Contact.objects.get(pk=world.carl.pk), other).manager is None


def test_the_primary_contact_of_the_company_stays_primary(world: World) -> None:
    actions.change_contact(world.mia, by=SYSTEM, at=NOON, changes={"is_primary": True})
    assert merge(world.carl, Contact.objects.get(pk=world.mia.pk)).is_primary


def test_one_needs_others_that_are_there(world: World) -> None:
    for wrong in ([], [world.carl], [world.mia] * (MOST + 1)):
        with pytest.raises(Invalid):
            actions.merge_contacts(world.carl, wrong, by=SYSTEM, at=NOON)
    double = twin()
    merge(world.carl, double)
    with pytest.raises(NotFound):
        actions.merge_contacts(world.carl, [double], by=SYSTEM, at=NOON)


def test_a_mail_from_the_duplicate_at_that_moment_lands_on_the_kept_one(committed: World) -> None:
    world, holding, opened = committed, Signal(), []
    with entered(world.pine.pk):
        double = actions.contact_for(email="carl@home.example", name="C.", by=SYSTEM, at=NOON)

    def mail() -> None:
        holding.wait(10)
        with entered(world.pine.pk):
            contact = actions.contact_for(email="carl@home.example", name="C.", by=SYSTEM, at=NOON)
            opened.append(world.ticket(requester=contact, by=world.asking(contact)).pk)
        connection.close()

    sender = Thread(target=mail)
    sender.start()
    with entered(world.pine.pk):
        actions.merge_contacts(world.carl, [double], by=SYSTEM, at=NOON)
        holding.set()
        sender.join(0.5)
        assert sender.is_alive(), "the mail waits for the merge"
    sender.join(10)
    with entered(world.pine.pk):
        assert Ticket.objects.get(pk=opened[0]).requester == world.carl


def test_a_merge_waits_for_a_mail_that_came_first(committed: World) -> None:
    world, merged = committed, []
    with entered(world.pine.pk):
        double = actions.contact_for(email="carl@home.example", name="C.", by=SYSTEM, at=NOON)

    def merge_both() -> None:
        with entered(world.pine.pk):
            merged.append(actions.merge_contacts(world.carl, [double], by=SYSTEM, at=NOON))
        connection.close()

    merger = Thread(target=merge_both)
    with entered(world.pine.pk):
        contact = actions.contact_for(email="carl@home.example", name="C.", by=SYSTEM, at=NOON)
        merger.start()
        merger.join(0.5)
        assert merger.is_alive(), "the merge waits for the mail"
        ticket = world.ticket(requester=contact, by=world.asking(contact))
    merger.join(10)
    with entered(world.pine.pk):
        assert merged and Ticket.objects.get(pk=ticket.pk).requester == world.carl
