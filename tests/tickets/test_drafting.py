"""Requests that are begun, kept, and finished later."""

from datetime import timedelta
from typing import Any

import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid, NotFound
from usher.events.models import Event
from usher.files.actions import store
from usher.people.models import Member
from usher.search.queries import search_tickets
from usher.tickets import actions, queries
from usher.tickets.access import Deed, get_ticket, may, visible_to
from usher.tickets.actions.writing import Attached
from usher.tickets.models import Priority, Ticket

LATER = NOON + timedelta(days=40)


def begin(world: World, **wanted: Any) -> Ticket:
    given = {"subject": "Oven is cold", "written": actions.Written(text="Zirconium is missing"), **wanted}
    return actions.save_draft(None, wanted=given, by=world.acting(world.ada), at=NOON)


def events_of(ticket: Ticket) -> list[str]:
    return list(
        Event.objects.filter(subject_type="ticket", subject_id=ticket.pk).order_by("id").values_list("name", flat=True)
    )


def test_a_draft_has_its_code_and_announces_nothing(world: World) -> None:
    draft = begin(world, assignee=world.otto, requester=world.carl, priority=Priority.HIGH)
    assert (draft.status, draft.code, draft.company) == ("draft", f"PINE-{draft.number}", world.bakery)
    assert events_of(draft) == ["ticket.drafted"]
    assert world.ticket().number == draft.number + 1


def test_A02_it_exists_for_its_author_alone(world: World) -> None:
    draft = begin(world, assignee=world.otto, requester=world.carl, team=world.support)
    ada = world.acting(world.ada)
    assert get_ticket(ada, to="finish", pk=draft.pk) == draft
    others = [world.acting(member) for member in (world.root, world.lena, world.otto, world.vic)]
    for actor in (*others, world.asking(world.carl), world.asking(world.mia)):
        assert not may(actor, "view", draft).allowed
        with pytest.raises(NotFound):
            get_ticket(actor, pk=draft.pk)
        assert draft not in visible_to(actor)
        assert search_tickets(actor, "zirconium") == []
        assert not queries.found_by_words(actor, draft.code)
        if actor.kind == "member":
            assert not [
                view for view in queries.VIEWS if queries.page_of(queries.tickets_in(view, actor, NOON), queries.Order()).ids
            ]
    in_views = [view for view in queries.VIEWS if queries.page_of(queries.tickets_in(view, ada, NOON), queries.Order()).ids]
    assert in_views == ["drafts"]


@pytest.mark.parametrize("deed", ["reply", "note", "assign", "edit", "merge", "snooze", "follow"])
def test_nothing_but_finishing_is_done_to_it(world: World, deed: Deed) -> None:
    assert not may(world.acting(world.ada), deed, begin(world)).allowed


def test_it_is_changed_as_often_as_one_likes(world: World) -> None:
    label = actions.create_label(name="Oven", hue=1, by=world.acting(world.ada), at=NOON)
    file = store(name="oven.png", content=b"png", content_type="image/png", at=NOON)
    draft = begin(world, written=actions.Written(text="First", files=[Attached(file)]), labels=[label])
    ada = world.acting(world.ada)
    actions.save_draft(draft, wanted={"subject": "", "written": actions.Written(text="Second")}, by=ada, at=LATER)
    changed = actions.save_draft(draft, wanted={"priority": Priority.LOW}, by=ada, at=LATER)
    message = draft.messages.get()
    assert (message.text, message.files.count()) == ("Second", 1)
    assert (changed.subject, changed.priority, list(changed.labels.all())) == ("", Priority.LOW, [label])
    assert events_of(draft) == ["ticket.drafted"]
    with pytest.raises(Invalid, match="is no field of a draft"):
        actions.save_draft(draft, wanted={"status": "open"}, by=ada, at=LATER)


def test_finishing_opens_it_at_that_moment(world: World) -> None:
    file = store(name="oven.png", content=b"png", content_type="image/png", at=NOON)
    draft = begin(
        world, written=actions.Written(text="Zirconium is missing", files=[Attached(file)]), assignee=world.otto,
        requester=world.carl,
    )  # fmt: skip
    ticket = actions.finish_draft(draft, by=world.acting(world.ada), at=LATER)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.assignee, ticket.created_at, ticket.code) == ("assigned", world.otto, LATER, draft.code)
    assert (ticket.attachment_count, ticket.preview) == (1, "Zirconium is missing")
    message = ticket.messages.get()
    assert (message.created_at, message.is_public, message.notifies) == (LATER, True, True)
    assert events_of(ticket) == ["ticket.drafted", "ticket.opened", "ticket.assigned", "ticket.status_changed"]
    opened = Event.objects.get(name="ticket.opened", subject_id=ticket.pk)
    assert (opened.data["message"], opened.data["notifies"]) == (message.pk, True)
    assert search_tickets(world.acting(world.root), "zirconium") == [ticket.pk]
    assert may(world.acting(world.root), "reply", ticket).allowed
    with pytest.raises(actions.NotADraft):
        actions.finish_draft(draft, by=world.acting(world.ada), at=LATER)
    with pytest.raises(actions.NotADraft):
        actions.save_draft(draft, wanted={"subject": "x"}, by=world.acting(world.ada), at=LATER)


def test_an_internal_draft_is_internal_for_good(world: World) -> None:
    draft = begin(world, visibility="internal", requester=world.carl)
    ticket = actions.finish_draft(draft, by=world.acting(world.ada), at=LATER)
    assert not ticket.messages.get().is_public and ticket.preview == ""


def test_what_is_missing_is_asked_for_at_the_end_only(world: World) -> None:
    draft = begin(world, subject="")
    with pytest.raises(Invalid, match="subject is empty"):
        actions.finish_draft(draft, by=world.acting(world.ada), at=LATER)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_it_can_be_thrown_away_and_taken_back_by_its_author(world: World) -> None:
    draft, ada = begin(world), world.acting(world.ada)
    actions.delete(get_ticket(ada, to="delete", pk=draft.pk), by=ada, at=NOON)
    assert not queries.count_views(["drafts"], ada, NOON)["drafts"]
    with pytest.raises(NotFound):
        get_ticket(world.acting(world.root), to="restore", deleted=True, pk=draft.pk)
    actions.restore(get_ticket(ada, to="restore", deleted=True, pk=draft.pk), by=ada, at=NOON)
    assert queries.count_views(["drafts"], ada, NOON)["drafts"] == 1


def test_the_list_of_drafts_is_sorted_by_anything(world: World) -> None:
    first, second = begin(world), begin(world, priority=Priority.LOW)
    ada = world.acting(world.ada)
    for sort in queries.SORTS:
        page = queries.page_of(queries.tickets_in("drafts", ada, NOON), queries.Order(sort), size=1)
        rest = queries.page_of(queries.tickets_in("drafts", ada, NOON), queries.Order(sort), after=page.last)
        assert sorted(page.ids + rest.ids) == [first.pk, second.pk], sort


def test_another_member_may_not_finish_it(world: World) -> None:
    draft = begin(world)
    member: Member
    for member in (world.root, world.otto):
        assert not may(world.acting(member), "finish", draft).allowed
