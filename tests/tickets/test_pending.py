"""Replies that wait to be sent, and what becomes of them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from tests.tickets.test_at_once import at_once
from tests.world import NOON, World
from usher.base.refusals import Forbidden, Invalid
from usher.base.tenancy import entered
from usher.events.models import Event
from usher.files.actions import store
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.people.models import Role
from usher.tickets import actions
from usher.tickets.actions.sending_pending import send_due
from usher.tickets.actions.writing import Attached
from usher.tickets.models import Draft, PendingReply, Ticket

SOON, LATER = NOON + timedelta(seconds=10), NOON + timedelta(days=1)


def wait(world: World, ticket: Ticket, text: str = "Look at the fuse", *, send_at: datetime = LATER, **more: Any) -> Any:
    written = actions.Written(text=text, files=more.pop("files", ()))
    return actions.send_later(ticket, written, actions.Plan(send_at, **more), by=world.acting(world.ada), at=NOON)


def texts(ticket: Ticket) -> list[str]:
    return list(ticket.messages.filter(author_kind="member").order_by("id").values_list("text", flat=True))


def test_S04_undoing_leaves_no_trace_and_gives_everything_back(world: World) -> None:
    ticket = world.ticket()
    before = (Ticket.objects.get(pk=ticket.pk).version, Event.objects.count())
    file = store(name="fuse.txt", content=b"fuse", content_type="text/plain", at=NOON)
    row = wait(world, ticket, send_at=SOON, is_undo=True, then="resolved", added=["mia@bakery.example"],
               files=[Attached(file)])  # fmt: skip
    actions.call_back(row, by=world.acting(world.ada), at=NOON + timedelta(seconds=5))
    send_due(row.pk, SOON + timedelta(hours=1))
    ticket.refresh_from_db()
    assert (ticket.version, Event.objects.count()) == before
    assert (ticket.status, ticket.first_response_at, ticket.response_count) == ("open", None, 0)
    assert texts(ticket) == [] and ticket.participants.count() == 0
    draft = Draft.objects.get(member=world.ada, kind="reply")
    assert (draft.text, draft.cc) == ("Look at the fuse", "mia@bakery.example")
    assert [part.file.name for part in draft.files.all()] == ["fuse.txt"]


def test_S04_only_the_author_undoes_and_only_while_it_waits(world: World) -> None:
    ticket = world.ticket()
    row = wait(world, ticket, send_at=SOON, is_undo=True)
    with pytest.raises(Forbidden):
        actions.call_back(row, by=world.acting(world.root), at=NOON)
    send_due(row.pk, SOON)
    assert texts(ticket) == ["Look at the fuse"]
    with pytest.raises(actions.Left):
        actions.call_back(row, by=world.acting(world.ada), at=SOON)
    assert not Draft.objects.exists()


def test_what_came_back_stands_before_what_was_begun_meanwhile(world: World) -> None:
    ticket = world.ticket()
    row = wait(world, ticket, send_at=SOON, is_undo=True)
    actions.keep_text(ticket, member=world.ada, kind="reply", text="One more thing", version="", at=NOON)
    actions.call_back(row, by=world.acting(world.ada), at=NOON)
    assert Draft.objects.get().text == "Look at the fuse\n\nOne more thing"


def test_at_its_time_it_becomes_a_reply_with_all_that_goes_with_it(world: World) -> None:
    ticket = world.ticket()
    file = store(name="fuse.txt", content=b"fuse", content_type="text/plain", at=NOON)
    row = wait(world, ticket, then="resolved", added=["mia@bakery.example"], files=[Attached(file)])
    send_due(row.pk, LATER - timedelta(seconds=1))
    assert texts(ticket) == []
    send_due(row.pk, LATER)
    send_due(row.pk, LATER)
    ticket.refresh_from_db()
    assert texts(ticket) == ["Look at the fuse"]
    assert (ticket.status, ticket.first_response_at, ticket.attachment_count) == ("resolved", LATER, 1)
    assert ticket.participants.get().email == "mia@bakery.example"
    assert ticket.messages.latest("id").author_member == world.ada and not PendingReply.objects.exists()


def _written_to(world: World, ticket: Ticket) -> None:
    text = actions.Written(text="It works again")
    actions.receive(ticket, text, by=world.asking(world.carl), at=NOON + timedelta(hours=1), source="email")


def _closed(world: World, ticket: Ticket) -> None:
    actions.move(ticket, to="closed", by=world.acting(world.root), at=NOON)


def _internal(world: World, ticket: Ticket) -> None:
    actions.set_visibility(ticket, to="internal", by=world.acting(world.root), at=NOON)


def _no_longer_allowed(world: World, ticket: Ticket) -> None:
    world.ada.role = Role.objects.get(key="viewer")
    world.ada.save()


def _gone(world: World, ticket: Ticket) -> None:
    world.ada.is_active = False
    world.ada.save()


def _somebody_elses(world: World, ticket: Ticket) -> None:
    actions.edit(ticket, by=world.acting(world.root), at=NOON, changes={"requester": world.mia})


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (_written_to, "requester wrote"), (_closed, "closed"), (_internal, "internal"), (_no_longer_allowed, "permission"),
        (_gone, "may do nothing here any more"), (_somebody_elses, "another requester"),
    ],
)  # fmt: skip
def test_what_may_not_be_sent_any_more_is_held_and_says_why(
    world: World, happens: Callable[[World, Ticket], None], why: str
) -> None:
    ticket = world.ticket()
    row = wait(world, ticket)
    happens(world, ticket)
    send_due(row.pk, LATER)
    row.refresh_from_db()
    assert row.held_at == LATER and why in row.held_because and texts(ticket) == []
    assert Event.objects.get(name="ticket.reply_held").data["why"] == row.held_because


def test_who_does_not_mind_an_answer_says_so(world: World) -> None:
    ticket = world.ticket()
    row = wait(world, ticket, holds_on_answer=False)
    _written_to(world, ticket)
    send_due(row.pk, LATER)
    assert texts(ticket) == ["Look at the fuse"]


def test_what_was_held_is_sent_by_its_author_or_planned_anew(world: World) -> None:
    ticket, ada = world.ticket(), world.acting(world.ada)
    row = wait(world, ticket)
    _written_to(world, ticket)
    send_due(row.pk, LATER)
    with pytest.raises(Forbidden):
        actions.send_now(row, by=world.acting(world.root), at=LATER)
    other = LATER + timedelta(days=1)
    actions.send_at_other_time(row, send_at=other, by=ada, at=LATER)
    send_due(row.pk, LATER + timedelta(hours=1))
    assert texts(ticket) == []
    send_due(row.pk, other)
    assert texts(ticket) == ["Look at the fuse"]


def test_a_colleague_may_cancel_what_was_planned_and_its_author_keeps_the_text(world: World) -> None:
    ticket = world.ticket()
    row = wait(world, ticket)
    actions.call_back(row, by=world.acting(world.lena), at=NOON)
    assert Draft.objects.get().member == world.ada
    names = list(Event.objects.filter(subject_id=ticket.pk, name__contains="reply").values_list("name", flat=True))
    assert names == ["ticket.reply_planned", "ticket.reply_called_back"]


def test_who_is_merged_is_still_the_one_it_was_written_for(world: World) -> None:
    double = people.contact_for(email="carl@home.example", name="C. Crumb", by=SYSTEM, at=NOON)
    ticket = world.ticket(requester=double)
    row = wait(world, ticket)
    people.merge_contacts(world.carl, [double], by=SYSTEM, at=NOON)
    send_due(row.pk, LATER)
    assert texts(ticket) == ["Look at the fuse"], PendingReply.objects.values_list("held_because", flat=True)


def test_the_text_of_who_may_not_reply_any_more_goes_to_whoever_takes_it_over(world: World) -> None:
    row = wait(world, world.ticket())
    _no_longer_allowed(world, row.ticket)
    actions.call_back(row, by=world.acting(world.lena), at=NOON)
    assert Draft.objects.get().member == world.lena


@pytest.mark.parametrize("send_at", [NOON, NOON - timedelta(1), NOON + timedelta(367)])
def test_times_that_cannot_be_are_refused(world: World, send_at: datetime) -> None:
    with pytest.raises(Invalid):
        wait(world, world.ticket(), send_at=send_at)


def test_nothing_is_planned_on_what_is_internal_or_closed(world: World) -> None:
    with pytest.raises(Invalid):
        wait(world, world.ticket(visibility="internal"))
    ticket = world.ticket()
    _closed(world, ticket)
    with pytest.raises(actions.Closed):
        wait(world, ticket)


def test_a_purged_ticket_takes_what_waits_along(world: World) -> None:
    ticket, root = world.ticket(), world.acting(world.root)
    file = store(name="fuse.txt", content=b"fuse", content_type="text/plain", at=NOON)
    wait(world, ticket, files=[Attached(file)])
    actions.delete(ticket, by=root, at=NOON)
    actions.purge(Ticket.objects.get(pk=ticket.pk), by=root, at=NOON)
    assert not PendingReply.objects.exists() and not type(file).objects.filter(pk=file.pk).exists()


def test_S04_of_undo_and_sending_at_the_same_moment_one_wins(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        ticket, ada = world.ticket(), world.acting(world.ada)
        rows = [wait(world, ticket, f"Reply {n}", send_at=SOON, is_undo=True) for n in range(6)]
    for row in rows:
        told = at_once(world, partial(actions.call_back, row, by=ada, at=SOON), partial(send_due, row.pk, SOON))
        with entered(world.pine.pk):
            came_back = Draft.objects.filter(text=row.text).delete()[0] > 0
            assert (row.text in texts(ticket)) != came_back, told
