from datetime import timedelta

import pytest

from tests.tickets.test_merging import again, dora, file, texts
from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.files.models import StoredFile
from usher.mail.models import OutgoingMail
from usher.people.models import Contact
from usher.tickets import actions
from usher.tickets.models import Message, Ticket, TicketLink
from usher.tickets.representation import shape

LATER, NEXT_DAY = NOON + timedelta(hours=1), NOON + timedelta(days=1)


def wrote(world: World, ticket: Ticket, who: Contact, text: str = "Also the invoice is wrong", **more: object) -> Message:
    written = actions.Written(text=text, files=[file("invoice.pdf")])
    return actions.receive(ticket, written, by=world.asking(who), at=LATER, source="email", **more)  # type: ignore[arg-type]


def split(world: World, ticket: Ticket, *messages: Message, **more: object) -> Ticket:
    return actions.split(
        ticket, messages=[message.pk for message in messages], subject="Invoice", by=world.acting(world.lena), at=NEXT_DAY,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_message_becomes_a_ticket_of_its_author_with_its_files(world: World) -> None:
    ticket = world.ticket()
    actions.assign_team(ticket, to=world.support, by=world.acting(world.lena), at=NOON)
    message = wrote(world, ticket, world.mia)
    new = split(world, again(ticket), message)
    assert (new.requester, new.subject, new.team, new.source, new.status) == (
        world.mia, "Invoice", world.support, "email", "open",
    )  # fmt: skip
    moved = new.messages.get()
    assert (moved.pk, moved.came_from_id, moved.is_public) == (message.pk, ticket.pk, True)
    assert (again(ticket).attachment_count, again(new).attachment_count) == (0, 1)
    assert (again(ticket).response_count, again(new).response_count) == (0, 0)
    assert again(ticket).preview == "The big oven stays cold since this morning."
    assert again(new).preview == shape(new).description == "Also the invoice is wrong"
    assert TicketLink.objects.get(ticket=new, target=ticket).kind == "relates"
    assert not OutgoingMail.objects.exists()


def test_the_first_answer_counts_where_it_is(world: World) -> None:
    ticket, ada = world.ticket(), world.acting(world.ada)
    question = wrote(world, ticket, world.carl)
    answer = actions.reply(ticket, actions.Written(text="Credit note sent"), by=ada, at=LATER)
    assert again(ticket).first_response_at == LATER
    new = split(world, ticket, question, answer)
    assert again(ticket).first_response_at is None
    assert (again(new).last_response_at, again(new).response_count) == (LATER, 1)


def test_a_copy_leaves_the_old_ticket_as_it_was(world: World) -> None:
    ticket = world.ticket(written=actions.Written(text="Cold, and the invoice is wrong", files=[file()]))
    description = ticket.messages.get()
    with pytest.raises(Invalid, match="copy it instead"):
        split(world, ticket, description)
    new = split(world, ticket, description, keeps=True)
    assert texts(ticket) == texts(new) == ["Cold, and the invoice is wrong"]
    assert (again(ticket).attachment_count, again(new).attachment_count) == (1, 1)
    assert StoredFile.objects.count() == 1


def test_another_requester_sees_their_own_words_only(world: World) -> None:
    ticket, stranger = world.ticket(), dora()
    theirs = wrote(world, ticket, stranger, trusted=False, flag="Unknown sender")
    carls = wrote(world, ticket, world.carl, "And this is Carl's")
    new = split(world, ticket, theirs, carls)
    assert new.requester == stranger
    assert [(message.is_public, message.flag) for message in new.messages.order_by("pk")] == [(True, ""), (False, "")]


def test_what_is_split_off_an_internal_ticket_is_internal(world: World) -> None:
    ticket = world.ticket(visibility="internal")
    new = split(world, ticket, wrote(world, ticket, world.carl))
    assert new.is_internal and not new.messages.get().is_public


def test_a_note_alone_goes_to_the_requester_of_the_old_one_and_stays_a_note(world: World) -> None:
    ticket = world.ticket()
    note = actions.note(ticket, actions.Written(text="Order a part"), by=world.acting(world.ada), at=LATER)
    new = split(world, ticket, note)
    assert (new.requester, new.messages.get().is_public, again(ticket).note_count) == (world.carl, False, 0)


@pytest.mark.parametrize("chosen", [[], [10**9]])
def test_messages_of_elsewhere_are_refused(world: World, chosen: list[int]) -> None:
    before = Ticket.objects.count()
    with pytest.raises(Invalid):
        actions.split(world.ticket(), messages=chosen, subject="x", by=world.acting(world.lena), at=LATER)
    assert Ticket.objects.count() == before + 1


def test_a_split_message_finds_its_way_back_by_a_merge(world: World) -> None:
    ticket = world.ticket()
    message = wrote(world, ticket, world.carl)
    new = split(world, ticket, message)
    actions.merge(again(ticket), sources=[new.pk], by=world.acting(world.lena), at=NEXT_DAY)
    home = Message.objects.get(pk=message.pk)
    assert (home.ticket_id, home.came_from_id) == (ticket.pk, None)
