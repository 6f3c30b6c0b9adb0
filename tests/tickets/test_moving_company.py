from datetime import timedelta

import pytest

from tests.tickets.test_merging import again, dora
from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.people.models import Company, Contact
from usher.tickets import actions
from usher.tickets.access import may
from usher.tickets.models import Ticket

LATER = NOON + timedelta(hours=1)


def move(world: World, ticket: Ticket, to: Company | None, requester: Contact | None = None) -> Ticket:
    return actions.move_to_company(ticket, to=to, requester=requester, by=world.acting(world.lena), at=LATER)


def alone(email: str) -> Contact:
    """A person without a company."""
    return people.contact_for(email=email, name=email.partition("@")[0].title(), by=SYSTEM, at=NOON)


def is_hidden(ticket: Ticket) -> bool:
    return not ticket.messages.filter(is_public=True).exists()


def test_the_new_company_sees_nothing_of_the_old(world: World) -> None:
    ticket, stranger = world.ticket(), dora()
    actions.reply(ticket, actions.Written(text="Dear Carl"), by=world.acting(world.ada), at=NOON)
    people_in_copy = {"mia@bakery.example": "Mia", "dora@dairy.example": "Dora", "x@nowhere.example": ""}
    actions.set_participants(ticket, people=people_in_copy, by=SYSTEM, at=NOON)
    moved = move(world, ticket, stranger.company, stranger)
    assert is_hidden(ticket)
    assert (moved.code, moved.company, moved.requester) == ("PINE-1", stranger.company, stranger)
    assert (again(ticket).response_count, again(ticket).note_count, again(ticket).preview) == (0, 1, "")
    assert [row.email for row in ticket.participants.all()] == ["dora@dairy.example"]
    assert not may(world.asking(world.carl), "view", again(ticket)).allowed


def test_a_requester_of_the_old_company_is_taken_off(world: World) -> None:
    assert move(world, world.ticket(), dora().company).requester is None
    assert move(world, world.ticket(), None).requester is None


def test_a_requester_must_belong_where_the_ticket_goes(world: World) -> None:
    with pytest.raises(Invalid, match="Carl Crumb does not belong to Elm Dairy"):
        move(world, world.ticket(), dora().company, world.carl)


def test_nothing_happens_where_it_is_already(world: World) -> None:
    ticket = world.ticket()
    assert move(world, ticket, world.bakery).version == ticket.version
    assert not is_hidden(ticket)


def test_a_requester_from_elsewhere_takes_the_ticket_with_them(world: World) -> None:
    ticket, stranger = world.ticket(), dora()
    actions.edit(ticket, by=world.acting(world.lena), at=LATER, changes={"requester": stranger, "subject": "Milk"})
    assert is_hidden(ticket)
    assert (again(ticket).company, again(ticket).requester, again(ticket).subject) == (stranger.company, stranger, "Milk")


def test_no_way_round_by_taking_the_requester_off_first(world: World) -> None:
    ticket, stranger, lena = world.ticket(), dora(), world.acting(world.lena)
    actions.edit(ticket, by=lena, at=LATER, changes={"requester": None})
    actions.edit(ticket, by=lena, at=LATER, changes={"requester": stranger})
    assert is_hidden(ticket)


@pytest.mark.parametrize("first", [True, False])
def test_two_people_without_a_company_are_not_one_circle(world: World, first: bool) -> None:
    eve, fred, lena = alone("eve@mail.example"), alone("fred@mail.example"), world.acting(world.lena)
    ticket = world.ticket(requester=eve, by=world.asking(eve))
    if not first:
        actions.edit(ticket, by=lena, at=LATER, changes={"requester": None})
    actions.edit(ticket, by=lena, at=LATER, changes={"requester": fred})
    assert is_hidden(ticket) and again(ticket).requester == fred


def test_a_colleague_may_take_over_and_sees_what_was_written(world: World) -> None:
    ticket = world.ticket()
    actions.edit(ticket, by=world.acting(world.lena), at=LATER, changes={"requester": world.mia})
    assert not is_hidden(ticket) and again(ticket).company == world.bakery


def test_a_ticket_of_nobody_gets_its_requester_openly(world: World) -> None:
    ticket = world.ticket(requester=None, by=world.acting(world.ada))
    actions.edit(ticket, by=world.acting(world.lena), at=LATER, changes={"requester": world.carl})
    assert not is_hidden(ticket) and again(ticket).company == world.bakery


def test_an_answer_that_turned_internal_was_an_answer_all_the_same(world: World) -> None:
    ticket, lena = world.ticket(), world.acting(world.lena)
    actions.reply(ticket, actions.Written(text="We come at two."), by=lena, at=NOON + timedelta(minutes=5))
    note = actions.note(ticket, actions.Written(text="The bill is another matter."), by=lena, at=NOON + timedelta(minutes=9))
    elm = people.create_company(fields={"name": "Elm Dairy"}, domains=[], by=SYSTEM, at=NOON)
    actions.move_to_company(ticket, to=elm, requester=None, by=lena, at=NOON + timedelta(hours=1))
    actions.split(ticket, messages=[note.pk], subject="Bill", by=lena, at=NOON + timedelta(hours=2))
    after = Ticket.objects.get(pk=ticket.pk)
    assert after.first_response_at == after.last_response_at == NOON + timedelta(minutes=5)
