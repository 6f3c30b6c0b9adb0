"""A file is deleted from its message."""

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.events.models import Event
from usher.files.actions import store
from usher.tickets import actions
from usher.tickets.actions.writing import Attached
from usher.tickets.models import MessageFile, Ticket


def with_file(world: World, ticket: Ticket) -> MessageFile:
    file = store(name="passport.png", content=b"png", content_type="image/png", at=NOON)
    written = actions.Written(text="See", files=[Attached(file)])
    actions.note(ticket, written, by=world.acting(world.ada), at=NOON)
    return MessageFile.objects.select_related("message").get()


def test_who_may_delete_removes_a_file_and_the_timeline_says_so(world: World, ticket: Ticket, as_member: object) -> None:
    part = with_file(world, ticket)
    lena: Browser = as_member(world.lena)  # type: ignore[operator]
    page = lena.get(f"/messages/{part.message_id}").content.decode()
    assert f"/files/{part.pk}/remove" in page and "Delete the file passport.png" in page
    assert lena.post(f"/files/{part.pk}/remove").status_code == 303
    assert not MessageFile.objects.exists()
    shown = lena.get().content.decode()
    assert "deleted the file <b>passport.png</b>" in shown


def test_who_may_not_delete_is_not_offered_it_and_refused(world: World, ticket: Ticket, ada: Browser) -> None:
    part = with_file(world, ticket)
    assert "/remove" not in ada.get(f"/messages/{part.message_id}").content.decode()
    assert ada.post(f"/files/{part.pk}/remove").status_code == 403
    assert MessageFile.objects.count() == 1


def test_files_of_other_tickets_are_not_found(world: World, ticket: Ticket, as_member: object) -> None:
    part = with_file(world, world.ticket("Another"))
    assert as_member(world.lena).post(f"/files/{part.pk}/remove").status_code == 404  # type: ignore[operator]


def test_two_who_delete_a_file_at_one_moment_delete_it_once(world: World, ticket: Ticket) -> None:
    part = with_file(world, ticket)
    seen_by_the_other = MessageFile.objects.select_related("message", "file").get()
    other = Attached(store(name="kept.png", content=b"kept", content_type="image/png", at=NOON))
    actions.note(ticket, actions.Written(text="Too", files=[other]), by=world.acting(world.ada), at=NOON)
    for each in (part, seen_by_the_other):
        actions.remove_file(each, by=world.acting(world.lena), at=NOON)
    assert Ticket.objects.get(pk=ticket.pk).attachment_count == 1
    assert Event.objects.filter(name="ticket.file_removed").count() == 1
