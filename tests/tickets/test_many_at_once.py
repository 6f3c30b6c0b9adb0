"""Many at the same moment: no change of a ticket is lost, and codes follow each other without gaps."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from tests.world import NOON, World
from usher.base.tenancy import entered
from usher.events.models import Event
from usher.tickets import actions
from usher.tickets.models import Message, Ticket

HANDS = 10  # threads, each with a connection of its own


def many(world: World, times: int, deed: Callable[[int], object]) -> None:
    """Run the deed so many times, HANDS of them at once, each in a transaction of its own."""

    def run(number: int) -> None:
        with entered(world.pine.pk):
            deed(number)

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(run, range(times)))
        list(pool.map(lambda _: connection.close(), range(HANDS * 2)))


def test_a_hundred_changes_of_one_ticket_at_once_lose_none(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        ticket = world.ticket()
        lena = world.acting(world.lena)

    def deed(number: int) -> None:
        row = Ticket.objects.get(pk=ticket.pk)
        match number % 4:
            case 0:
                actions.note(row, actions.Written(text=f"note {number}"), by=lena, at=NOON)
            case 1:
                actions.edit(row, by=lena, at=NOON, changes={"subject": f"subject {number}"})
            case 2:
                actions.reply(row, actions.Written(text=f"reply {number}"), by=lena, at=NOON)
            case 3:
                actions.set_fields(row, values={f"key{number}": number}, by=lena, at=NOON)

    many(world, 100, deed)
    with entered(world.pine.pk):
        after = Ticket.objects.get(pk=ticket.pk)
        assert Message.objects.filter(ticket=ticket).count() == 1 + 50
        assert (after.note_count, after.response_count) == (25, 25)
        assert len(after.custom_fields) == 25
        edits = Event.objects.filter(subject_id=ticket.pk, name="ticket.edited").order_by("pk")
        subjects = [event.data["subject"] for event in edits]
        assert len(subjects) == 25 and after.subject == subjects[-1][1]
        assert [old for old, _ in subjects[1:]] == [new for _, new in subjects[:-1]], "each edit saw the one before"
        assert after.version - ticket.version >= 100


def test_fifty_tickets_opened_at_once_have_fifty_successive_codes(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        first = world.ticket().number
        ada = world.acting(world.ada)

    def deed(number: int) -> None:
        actions.open_ticket(
            subject=f"At once {number}", by=ada, at=NOON, source="api", written=actions.Written(text="Text.")
        )

    many(world, 50, deed)
    with entered(world.pine.pk):
        rows = Ticket.objects.order_by("number").values_list("number", "code")
        assert list(rows) == [(number, f"PINE-{number}") for number in range(first, first + 51)]
