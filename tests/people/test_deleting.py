import pytest

from tests.world import NOON, World
from usher.base.refusals import Refused
from usher.events.models import Event
from usher.people import actions
from usher.people.actors import SYSTEM
from usher.people.models import Company, Contact, Team
from usher.tickets import actions as tickets
from usher.tickets.keeping import StillNeeded


def test_a_contact_without_tickets_goes_and_an_event_keeps_what_it_was(world: World) -> None:
    actions.delete_contact(world.mia, by=world.acting(world.ada), at=NOON)
    assert not Contact.objects.filter(pk=world.mia.pk).exists()
    event = Event.objects.get(name="contact.deleted", subject_id=world.mia.pk)
    assert event.data["was"] == {"name": "Mia Malt", "phone": "", "addresses": ["mia@bakery.example"]}
    assert actions.contact_for(email="mia@bakery.example", name="Mia", by=SYSTEM, at=NOON).pk != world.mia.pk


def test_a_contact_with_tickets_stays_even_when_they_lie_in_the_bin(world: World) -> None:
    ticket = world.ticket()
    for _ in range(2):
        with pytest.raises(StillNeeded, match="one ticket. Merge it"):
            actions.delete_contact(world.carl, by=SYSTEM, at=NOON)
        assert Contact.objects.filter(pk=world.carl.pk).exists()
        assert not Event.objects.filter(name="contact.deleted").exists()
        tickets.delete(ticket, by=world.acting(world.root), at=NOON)


def test_what_a_deleted_contact_wrote_elsewhere_keeps_the_name(world: World) -> None:
    ticket = world.ticket()
    tickets.receive(ticket, tickets.Written(text="Me too"), by=world.asking(world.mia), at=NOON, source="email")
    actions.delete_contact(world.mia, by=SYSTEM, at=NOON)
    assert ticket.messages.filter(author_contact=None, author_name="Mia Malt").count() == 1


def test_a_company_and_a_team_with_tickets_stay(world: World) -> None:
    world.ticket(team=world.support)
    with pytest.raises(StillNeeded, match="Merge"):
        actions.delete_company(world.bakery, by=SYSTEM, at=NOON)
    with pytest.raises(StillNeeded, match="Deactivate"):
        actions.delete_team(world.support, by=SYSTEM, at=NOON)


def test_a_company_and_a_team_without_tickets_go(world: World) -> None:
    actions.change_contact(world.carl, by=SYSTEM, at=NOON, changes={"is_primary": True})
    actions.delete_company(world.bakery, by=SYSTEM, at=NOON)
    actions.delete_team(world.support, by=SYSTEM, at=NOON)
    world.carl.refresh_from_db()
    assert (world.carl.company, world.carl.is_primary) == (None, False)
    assert not Company.objects.exists() and not Team.objects.exists()


def test_a_member_with_unfinished_tickets_is_not_removed(world: World) -> None:
    ticket = world.ticket(assignee=world.otto)
    with pytest.raises(Refused, match="Deactivate them first"):
        actions.remove_member(world.otto, by=world.acting(world.root), at=NOON)
    actions.change_member(world.otto, by=world.acting(world.root), at=NOON, changes={"is_active": False})
    with pytest.raises(StillNeeded, match="Hand them over"):
        actions.remove_member(world.otto, by=world.acting(world.root), at=NOON)
    tickets.assign(ticket, to=world.ada, by=world.acting(world.root), at=NOON)
    actions.remove_member(world.otto, by=world.acting(world.root), at=NOON)
    assert Event.objects.get(name="member.removed").data["name"] == "Otto"
