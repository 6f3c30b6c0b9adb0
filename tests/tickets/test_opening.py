import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.events.models import Event
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.tickets import actions
from usher.tickets.models import Priority, Ticket


def test_codes_count_per_organization_and_take_the_companys_prefix(world: World) -> None:
    assert [world.ticket().code for _ in range(3)] == ["PINE-1", "PINE-2", "PINE-3"]
    people.change_company(world.bakery, by=SYSTEM, at=NOON, changes={"prefix": "bake"})
    world.carl.refresh_from_db()
    assert world.ticket().code == "BAKE-4"
    assert world.sams_ticket.code == "ELSE-1"


def test_the_description_is_the_first_message(world: World) -> None:
    ticket = world.ticket()
    message = ticket.messages.get()
    assert (message.author_name, message.is_public, message.kind) == ("Carl Crumb", True, "reply")
    assert (ticket.preview, ticket.response_count) == ("The big oven stays cold since this morning.", 0)
    assert ticket.company == world.bakery


@pytest.mark.parametrize("subject", ["", " \n\t ", "x" * 501, "\x00\x01"])
def test_a_subject_is_needed_and_has_an_end(world: World, subject: str) -> None:
    with pytest.raises(Invalid) as refused:
        world.ticket(subject)
    assert list(refused.value.errors) == ["subject"]
    assert not Ticket.objects.exists()


def test_a_refused_ticket_leaves_no_gap_in_the_codes(world: World) -> None:
    world.ada.is_active = False
    with pytest.raises(Invalid):
        world.ticket(assignee=world.ada)
    assert world.ticket().code == "PINE-1"


def test_opening_says_what_happened(world: World) -> None:
    ticket = world.ticket(assignee=world.ada, priority=Priority.URGENT)
    names = list(
        Event.objects.filter(subject_type="ticket", subject_id=ticket.pk).order_by("id").values_list("name", flat=True)
    )
    assert names == ["ticket.opened", "ticket.assigned", "ticket.status_changed"]
    assert (ticket.status, ticket.priority_code) == ("assigned", "urgent")


def test_on_an_internal_ticket_public_messages_are_stored_internal(world: World) -> None:
    ticket = world.ticket(visibility="internal")
    message = actions.reply(ticket, actions.Written(text="We fix it"), by=world.acting(world.ada), at=NOON)
    assert message.is_public is False
    ticket.refresh_from_db()
    assert (ticket.first_response_at, ticket.status, ticket.preview) == (None, "open", "")


def test_null_characters_and_any_script_are_kept_readable(world: World) -> None:
    ticket = world.ticket("Uuni ei lämpene 🔥 ‮rtl", written=actions.Written(text="a\x00b — ÄÖ"))
    assert ticket.messages.get().text == "ab — ÄÖ"


def test_participants_are_tied_to_their_contacts(world: World) -> None:
    ticket = world.ticket(participants={"MIA@bakery.example": "Mia", "x@other.example": "X"})
    found = dict(ticket.participants.values_list("email", "contact_id"))
    assert found == {"mia@bakery.example": world.mia.pk, "x@other.example": None}
