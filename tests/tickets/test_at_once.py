"""Two at the same moment: merges that meet, circles, follow-ups, and a file that is sent while it is erased."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from time import sleep
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.tickets.test_merging import again, file
from tests.world import NOON, World
from usher.base.refusals import Refused
from usher.base.tenancy import entered
from usher.files.jobs import erase
from usher.files.models import StoredFile
from usher.people.actors import SYSTEM
from usher.tickets import actions
from usher.tickets.actions.locking import locked_together
from usher.tickets.models import Merge, Ticket, TicketLink


def at_once(world: World, *deeds: Callable[[], Any]) -> list[str]:
    """Run the deeds in threads of their own, each in a transaction; "done", or why one was refused."""
    together, told = Barrier(len(deeds)), []

    def run(deed: Callable[[], Any]) -> None:
        try:
            together.wait(10)
            with entered(world.pine.pk):
                deed()
            told.append("done")
        except Refused as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads), "they wait for each other for ever"
    return told


def test_locks_are_taken_in_the_order_of_ids(world: World) -> None:
    one, two = world.ticket(), world.ticket()
    with CaptureQueriesContext(connection) as queries:
        rows = locked_together([two.pk, one.pk, two.pk, 10**9])
    assert list(rows) == [one.pk, two.pk]
    (sql,) = (query["sql"] for query in queries if "FOR NO KEY UPDATE" in query["sql"])
    assert 'ORDER BY "tickets_ticket"."id" ASC FOR' in sql


def test_two_merges_of_one_ticket_move_it_once(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        one, two, source, lena = world.ticket(), world.ticket(), world.ticket(), world.acting(world.lena)
    results: list[actions.Merged] = []
    deeds = [
        lambda target=target: results.append(actions.merge(target, sources=[source.pk], by=lena, at=NOON))
        for target in (one, two)
    ]
    assert at_once(world, *deeds) == ["done", "done"]
    assert sorted(len(result.merges) for result in results) == [0, 1]
    with entered(world.pine.pk):
        assert Merge.objects.count() == 1
        assert again(source).merged_into_id in {one.pk, two.pk}


def test_two_tickets_do_not_vanish_into_each_other(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        lena = world.acting(world.lena)
    for _ in range(5):
        with entered(world.pine.pk):
            one, two = world.ticket(), world.ticket()
        told = at_once(
            world,
            lambda one=one, two=two: actions.merge(one, sources=[two.pk], by=lena, at=NOON),
            lambda one=one, two=two: actions.merge(two, sources=[one.pk], by=lena, at=NOON),
        )
        assert sum(text == "done" for text in told) == 1 and any("was merged into" in text for text in told)
        with entered(world.pine.pk):
            assert {again(one).merged_into_id, again(two).merged_into_id} in ({None, one.pk}, {None, two.pk})


def test_a_merge_is_taken_back_once(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        target, source, lena = world.ticket(), world.ticket(), world.acting(world.lena)
        actions.merge(target, sources=[source.pk], by=lena, at=NOON)

    def back() -> None:
        actions.unmerge(source, by=lena, at=NOON)

    told = at_once(world, back, back)
    assert told.count("done") == 1


def test_two_at_once_open_one_follow_up(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        lena = world.acting(world.lena)
        closed = actions.move(world.ticket(), to="closed", by=lena, at=NOON)

    def follow() -> None:
        actions.open_follow_up(closed, None, by=lena, at=NOON, source="web")

    assert at_once(world, follow, follow) == ["done", "done"]
    with entered(world.pine.pk):
        assert TicketLink.objects.filter(target=closed, kind="follow_up").count() == 1


def test_links_both_ways_at_once_make_no_circle(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        one, two, lena = world.ticket(), world.ticket(), world.acting(world.lena)
    told = at_once(
        world,
        lambda: actions.link(one, to=two, kind="blocks", by=lena, at=NOON),
        lambda: actions.link(two, to=one, kind="blocks", by=lena, at=NOON),
    )
    assert told.count("done") == 1
    with entered(world.pine.pk):
        assert TicketLink.objects.count() == 1


def test_a_file_that_comes_again_while_its_twin_is_erased_keeps_its_bytes(committed: World) -> None:
    world = committed
    for round in range(5):
        with entered(world.pine.pk):
            old = world.ticket(written=actions.Written(text="Old", files=[file(f"twin{round}.pdf")]))
            place = StoredFile.objects.get(name=f"twin{round}.pdf").key
            actions.delete(old, by=SYSTEM, at=NOON)
            actions.purge(old, by=SYSTEM, at=NOON + timedelta(days=1))

        def send(round: int = round) -> None:
            world.ticket(written=actions.Written(text="New", files=[file(f"twin{round}.pdf")]))

        at_once(world, send, lambda place=place: erase(world.pine.pk, [place]))
        with entered(world.pine.pk):
            kept = StoredFile.objects.get(name=f"twin{round}.pdf")
        assert default_storage.exists(kept.key)
    with entered(world.pine.pk):
        assert Ticket.objects.count() == 5


def test_a_circle_is_not_closed_by_two_links_of_other_tickets_at_once(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        one, two, three, four = (world.ticket() for _ in range(4))
        lena = world.acting(world.lena)
        actions.link(one, to=two, kind="blocks", by=lena, at=NOON)
        actions.link(three, to=four, kind="blocks", by=lena, at=NOON)

    def slowly(first: Ticket, to: Ticket) -> Callable[[], None]:
        def deed() -> None:
            actions.link(first, to=to, kind="blocks", by=lena, at=NOON)
            sleep(0.2)  # the other one looks while this is not committed

        return deed

    assert at_once(world, slowly(two, three), slowly(four, one)).count("done") == 1
