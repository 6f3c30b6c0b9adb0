"""A message that landed on the wrong ticket."""

from datetime import timedelta

import pytest

from tests.tickets.test_merging import again, dora, file
from tests.world import NOON, World
from usher.base.refusals import Forbidden, Invalid
from usher.events.models import Event
from usher.people.actors import SYSTEM
from usher.people.models import Contact
from usher.tickets import actions, events
from usher.tickets.models import Message, Ticket

LATER = NOON + timedelta(hours=1)


def wrote(world: World, ticket: Ticket, who: Contact, **more: object) -> Message:
    written = actions.Written(text="About the invoice", files=[file("invoice.pdf")])
    return actions.receive(  # type: ignore[arg-type]
        ticket, written, by=world.asking(who), at=LATER, source="email", email=who.email, **more
    )


def move(world: World, message: Message, to: Ticket) -> Ticket:
    return actions.move_message(message, to=to, by=world.acting(world.ada), at=LATER)


def test_a_message_goes_with_its_files_and_both_tickets_count_anew(world: World) -> None:
    wrong, right = world.ticket(), world.ticket("Invoice")
    message = wrote(world, wrong, world.carl)
    move(world, message, right)
    message.refresh_from_db()
    assert (message.ticket_id, message.came_from_id, message.is_public) == (right.pk, wrong.pk, True)
    assert (again(wrong).attachment_count, again(right).attachment_count) == (0, 1)
    assert (again(wrong).response_count, again(right).response_count) == (0, 1)
    assert again(right).last_requester_at == LATER
    names = list(Event.objects.filter(name__startswith="ticket.message_").values_list("name", "subject_id"))
    assert sorted(names) == [(events.MESSAGE_BROUGHT, right.pk), (events.MESSAGE_MOVED, wrong.pk)]


def test_on_a_ticket_of_somebody_else_only_members_see_it(world: World) -> None:
    wrong, right = world.ticket(), world.ticket("Lamp", requester=dora(), by=SYSTEM)
    message = wrote(world, wrong, world.carl)
    move(world, message, right)
    message.refresh_from_db()
    assert not message.is_public and again(right).note_count == 1


def test_on_the_own_ticket_of_its_author_it_is_shown_to_them(world: World) -> None:
    someone = dora()
    wrong, right = world.ticket(), world.ticket("Lamp", requester=someone, by=world.asking(someone))
    message = wrote(world, wrong, someone, trusted=False, flag="Unknown sender")
    move(world, message, right)
    message.refresh_from_db()
    assert (message.is_public, message.flag) == (True, "")


def test_a_move_is_taken_back_with_what_it_changed(world: World) -> None:
    someone = dora()
    wrong, right = world.ticket(), world.ticket("Lamp", requester=someone, by=world.asking(someone))
    message = wrote(world, wrong, someone, trusted=False, flag="Unknown sender")
    move(world, message, right)
    event = Event.objects.get(name=events.MESSAGE_MOVED)
    with pytest.raises(Forbidden):
        actions.undo(event, by=world.acting(world.otto), at=LATER)
    actions.undo(event, by=world.acting(world.ada), at=LATER)
    message.refresh_from_db()
    assert (message.ticket_id, message.came_from_id, message.is_public) == (wrong.pk, None, False)
    assert message.flag == "Unknown sender"
    with pytest.raises(Invalid):
        actions.undo(event, by=world.acting(world.ada), at=LATER)


def test_the_only_message_takes_its_ticket_along_and_a_description_stays_otherwise(world: World) -> None:
    wrong, right = world.ticket(), world.ticket("Invoice")
    assert move(world, wrong.messages.get(), right).pk == right.pk
    assert (again(wrong).merged_into_id, again(wrong).status) == (right.pk, "closed")
    longer = world.ticket("Third")
    first = longer.messages.get()
    wrote(world, longer, world.carl)
    with pytest.raises(Invalid, match="description"):
        move(world, first, right)


def test_closed_tickets_take_nothing_and_a_message_is_moved_once(world: World) -> None:
    wrong, right = world.ticket(), world.ticket("Invoice")
    message = wrote(world, wrong, world.carl)
    actions.move(right, to="closed", by=SYSTEM, at=LATER)
    with pytest.raises(actions.Closed):
        move(world, message, right)
    with pytest.raises(Invalid):
        move(world, message, wrong)


def test_an_accepted_sender_takes_part_and_the_requester_stays(world: World) -> None:
    ticket, someone = world.ticket(), dora()
    message = wrote(world, ticket, someone, trusted=False, flag="Unknown sender")
    other = wrote(world, ticket, someone, trusted=False, flag="Unknown sender")
    actions.accept_sender(message, by=world.acting(world.ada), at=LATER)
    for row in (message, other):
        row.refresh_from_db()
        assert (row.is_public, row.flag) == (True, "")
    ticket = again(ticket)
    assert list(ticket.participants.values_list("email", flat=True)) == [someone.email]
    assert (ticket.requester, ticket.response_count, ticket.note_count) == (world.carl, 2, 0)
    assert Event.objects.filter(name=events.SENDER_ACCEPTED, subject_id=ticket.pk).count() == 1
    for row in (message, ticket.messages.earliest("pk")):
        with pytest.raises(actions.NothingToAccept):
            actions.accept_sender(row, by=world.acting(world.ada), at=LATER)


def test_a_sender_accepted_on_an_internal_ticket_stays_inside(world: World) -> None:
    ticket, someone = world.ticket(visibility="internal"), dora()
    message = wrote(world, ticket, someone, trusted=False, flag="Unknown sender")
    actions.accept_sender(message, by=world.acting(world.ada), at=LATER)
    message.refresh_from_db()
    assert not message.is_public
