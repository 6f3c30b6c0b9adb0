"""A06: a contact who is made, or gets a login, later sees exactly their own history."""

from tests.world import NOON, World
from usher.people import actions as people
from usher.people.actors import SYSTEM, contact_actor
from usher.people.models import Contact
from usher.tickets import actions
from usher.tickets.access import drafts_of, may, visible_to
from usher.tickets.models import Ticket


def sees(contact: Contact) -> set[str]:
    actor = contact_actor(contact)
    listed = {ticket.subject for ticket in (*visible_to(actor), *drafts_of(actor))}
    opened = {ticket.subject for ticket in Ticket.objects.select_related("requester") if may(actor, "view", ticket).allowed}
    assert listed == opened
    return listed


def asked(world: World, who: Contact, subject: str, **more: object) -> Ticket:
    return world.ticket(subject, requester=who, by=contact_actor(who), **more)


def test_a06_a_contact_made_later_sees_nothing_of_what_was_there(world: World) -> None:
    ticket = asked(world, world.carl, "Of Carl")
    actions.set_participants(ticket, people={"nia@bakery.example": "Nia"}, by=SYSTEM, at=NOON)
    nia = people.contact_for(email="nia@bakery.example", name="Nia", by=SYSTEM, at=NOON)
    assert nia.company == world.bakery, "the same company, and still nothing of its tickets"
    assert sees(nia) == set()
    asked(world, nia, "Of Nia")
    assert sees(nia) == {"Of Nia"}
    assert sees(world.carl) == {"Of Carl"}


def test_a06_own_history_is_the_public_one(world: World) -> None:
    for subject, visibility in (("Seen", "public"), ("Kept inside", "internal")):
        asked(world, world.carl, subject, visibility=visibility)
    binned = asked(world, world.carl, "Binned")
    actions.delete(binned, by=SYSTEM, at=NOON)
    assert sees(world.carl) == {"Seen"}


def test_a06_a_new_requester_takes_the_ticket_over(world: World) -> None:
    ticket = asked(world, world.carl, "Of Carl")
    actions.edit(ticket, by=SYSTEM, at=NOON, changes={"requester": world.mia})
    assert (sees(world.carl), sees(world.mia)) == (set(), {"Of Carl"})


def test_a06_a_manager_sees_those_who_report_to_them_and_nobody_elses(world: World) -> None:
    asked(world, world.carl, "Of Carl")
    nia = people.contact_for(email="nia@bakery.example", name="Nia", by=SYSTEM, at=NOON)
    asked(world, nia, "Of Nia")
    Contact.objects.filter(pk=world.carl.pk).update(manager=world.mia)
    assert sees(world.mia) == {"Of Carl"}
    ticket = Ticket.objects.select_related("requester").get(subject="Of Carl")
    assert not may(contact_actor(world.mia), "reply", ticket).allowed, "managers read; they were not asked to write"


def test_a06_the_primary_contact_sees_the_companys_and_only_while_they_are(world: World) -> None:
    asked(world, world.carl, "Of Carl")
    rival = people.create_company(fields={"name": "Rival"}, domains=["rival.example"], by=SYSTEM, at=NOON)
    rita = people.contact_for(email="rita@rival.example", name="Rita", by=SYSTEM, at=NOON)
    asked(world, rita, "Of Rita")
    Contact.objects.filter(pk=world.mia.pk).update(is_primary=True)
    mia = Contact.objects.get(pk=world.mia.pk)
    assert sees(mia) == {"Of Carl"}
    Contact.objects.filter(pk=mia.pk).update(company=rival)
    assert sees(Contact.objects.get(pk=mia.pk)) == {"Of Rita"}
    Contact.objects.filter(pk=mia.pk).update(is_primary=False)
    assert sees(Contact.objects.get(pk=mia.pk)) == set()


def test_a06_drafts_are_their_writers_alone(world: World) -> None:
    draft = asked(world, world.carl, "Half-way")
    Ticket.objects.filter(pk=draft.pk).update(status="draft", state="draft")
    Contact.objects.filter(pk=world.mia.pk).update(is_primary=True)
    assert sees(world.carl) == {"Half-way"}
    assert sees(Contact.objects.get(pk=world.mia.pk)) == set()
