from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from tests.tickets.test_merging import file
from tests.world import NOON, World
from usher.base.tenancy import entered
from usher.events.models import Event
from usher.files.jobs import erase
from usher.files.models import StoredFile
from usher.people.actors import SYSTEM
from usher.search.models import Document
from usher.search.queries import search_tickets
from usher.tickets import actions
from usher.tickets.jobs import purge_due
from usher.tickets.models import Message, Ticket

MONTH = timedelta(days=30)


def in_bin(world: World, subject: str = "Oven", at: object = NOON, **more: object) -> Ticket:
    return actions.delete(world.ticket(subject, **more), by=world.acting(world.lena), at=at)  # type: ignore[arg-type]


def keys() -> list[str]:
    return list(StoredFile.objects.values_list("key", flat=True))


def test_nothing_is_left_but_what_happened(world: World) -> None:
    ticket = in_bin(world, written=actions.Written(text="thermostat", files=[file()]))
    places = keys()
    pk = ticket.pk
    actions.purge(ticket, by=world.acting(world.root), at=NOON)
    assert not Ticket.objects.exists() and not Message.objects.exists() and not StoredFile.objects.exists()
    assert not Document.objects.filter(kind="ticket", subject_id=pk).exists()
    told = Event.objects.filter(subject_type="ticket", subject_id=pk)
    assert list(told.order_by("pk").values_list("name", flat=True)) == ["ticket.opened", "ticket.deleted", "ticket.purged"]
    assert told.get(name="ticket.purged").data == {"code": "PINE-1"}
    erase(world.pine.pk, places)
    erase(world.pine.pk, places)
    assert not default_storage.exists(places[0])


def test_bytes_that_another_ticket_shows_stay(world: World) -> None:
    world.ticket(written=actions.Written(text="One", files=[file()]))
    actions.purge(in_bin(world, written=actions.Written(text="Two", files=[file()])), by=SYSTEM, at=NOON)
    (place,) = keys()
    erase(world.pine.pk, [place])
    assert default_storage.exists(place)


def test_a_file_that_was_copied_elsewhere_stays(world: World) -> None:
    ticket = world.ticket(written=actions.Written(text="One", files=[file()]))
    new = actions.split(
        ticket, messages=[ticket.messages.get().pk], subject="Copy", keeps=True, by=world.acting(world.lena), at=NOON
    )
    actions.delete(ticket, by=SYSTEM, at=NOON)
    actions.purge(ticket, by=SYSTEM, at=NOON)
    assert [part.file.name for part in new.messages.get().files.all()] == ["oven.pdf"]


def test_what_is_not_in_the_bin_stays(world: World) -> None:
    with pytest.raises(actions.NotInBin, match="delete it first"):
        actions.purge(world.ticket(), by=SYSTEM, at=NOON)


def test_codes_are_never_given_again(world: World) -> None:
    actions.purge(in_bin(world), by=SYSTEM, at=NOON)
    assert world.ticket().code == "PINE-2"


def test_every_night_what_lay_there_for_thirty_days_goes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    old, young, kept = in_bin(world, "Old"), in_bin(world, "Young", at=NOON + timedelta(days=1)), world.ticket("Kept")
    with entered(world.elsewhere.pk):
        actions.delete(world.sams_ticket, by=SYSTEM, at=NOON)
    monkeypatch.setattr("usher.tickets.jobs.timezone.now", lambda: NOON + MONTH)
    for _ in range(2):  # safe to run twice
        purge_due(timestamp=0)
    assert set(Ticket.objects.all()) == {young, kept}
    assert Event.objects.get(name="ticket.purged").subject_id == old.pk
    with entered(world.elsewhere.pk):
        assert not Ticket.objects.exists()


def test_what_went_into_a_purged_ticket_stands_alone_again(world: World) -> None:
    target, source, lena = world.ticket(), world.ticket(), world.acting(world.lena)
    actions.merge(target, sources=[source.pk], by=lena, at=NOON)
    actions.delete(target, by=lena, at=NOON)
    actions.purge(target, by=SYSTEM, at=NOON)
    left = Ticket.objects.get()
    assert (left, left.merged_into_id, left.status) == (source, None, "closed")
    assert search_tickets(lena, "Oven") == [source.pk]
