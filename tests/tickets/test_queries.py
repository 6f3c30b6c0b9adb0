"""Views, pages and rows of tickets."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import NOON
from usher.base.refusals import Invalid, NotFound
from usher.people.actors import Actor
from usher.tickets import actions, queries
from usher.tickets.models import Priority, Ticket

HOUR = timedelta(hours=1)


def codes(world: Any, view: str, member: Any = None) -> list[str]:
    actor = world.acting(member or world.ada)
    page = queries.page_of(queries.tickets_in(view, actor, NOON + HOUR), queries.Order())
    return [row.subject for row in queries.rows_of(page.ids, actor)]


def test_views_hold_what_their_names_say(world: Any) -> None:
    ada = world.acting(world.ada)
    mine, waiting, resolved, queued, followed = (
        world.ticket(name) for name in ("mine", "waiting", "resolved", "queued", "followed")
    )
    actions.assign(mine, to=world.ada, by=ada, at=NOON)
    actions.move(waiting, to="waiting_customer", by=ada, at=NOON)
    actions.move(resolved, to="resolved", by=ada, at=NOON)
    actions.assign_team(queued, to=world.support, by=ada, at=NOON)
    actions.follow(followed, member=world.ada, by=ada, at=NOON)
    assert codes(world, "mine") == ["mine"]
    assert codes(world, "unassigned") == ["queued", "waiting", "followed"] or sorted(codes(world, "unassigned")) == [
        "followed", "queued", "waiting",
    ]  # fmt: skip
    assert sorted(codes(world, "open")) == ["followed", "mine", "queued", "waiting"]
    assert codes(world, "waiting") == ["waiting"]
    assert codes(world, "resolved") == ["resolved"]
    assert codes(world, "teams") == ["queued"]
    assert codes(world, f"team-{world.support.pk}") == ["queued"]
    assert codes(world, "following") == ["followed"]
    assert sorted(codes(world, "all")) == ["followed", "mine", "queued", "resolved", "waiting"]


def test_a_view_nobody_made_is_not_found(world: Any) -> None:
    with pytest.raises(NotFound):
        queries.tickets_in("team-x", world.acting(world.ada), NOON)


def test_what_was_resolved_long_ago_is_not_recent(world: Any) -> None:
    actions.move(world.ticket(), to="resolved", by=world.acting(world.ada), at=NOON - timedelta(days=8))
    assert codes(world, "resolved") == []


def test_counts_are_those_of_the_lists_in_one_query(world: Any) -> None:
    for n in range(3):
        world.ticket(f"{n}")
    actor = world.acting(world.ada)
    with CaptureQueriesContext(connection) as asked:
        counts = queries.count_views([*queries.VIEWS, f"team-{world.support.pk}"], actor, NOON)
    assert len(asked) == 1
    assert (counts["open"], counts["all"], counts["mine"], counts["following"]) == (3, 3, 0, 0)


def test_counting_stops_at_the_cap(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.counting, "CAP", 2)
    for n in range(3):
        world.ticket(f"{n}")
    assert queries.count_views(["open"], world.acting(world.ada), NOON) == {"open": 2}
    assert queries.shown(2) == "1+"
    assert queries.shown(1) == 1


def test_lists_and_counts_hold_only_what_the_actor_may_view(world: Any) -> None:
    own, joined, foreign = world.ticket("own"), world.ticket("joined"), world.ticket("foreign")
    actions.assign(own, to=world.ada, by=world.acting(world.root), at=NOON)
    joined.assignments.create(member=world.ada, created_at=NOON)
    narrow = Actor("member", world.ada.pk, "Ada", frozenset({"view_own"}))
    seen = queries.page_of(queries.tickets_in("all", narrow, NOON), queries.Order()).ids
    assert sorted(seen) == [own.pk, joined.pk]
    assert foreign.pk not in seen
    assert queries.count_views(["all"], narrow, NOON) == {"all": 2}


def many(world: Any) -> None:
    ada = world.acting(world.ada)
    for n in range(12):
        ticket = world.ticket(f"ticket {n}", at=NOON - n * HOUR, priority=Priority(n % 4 + 1))
        if n % 3 == 0:
            actions.move(ticket, to="waiting_customer", by=ada, at=NOON - n * HOUR)
        if n % 5 == 0:
            actions.move(ticket, to="resolved", by=ada, at=NOON)  # several changed in the same moment


@pytest.mark.parametrize("states", [(), queries.states_in("all")])
@pytest.mark.parametrize("ascending", [False, True])
@pytest.mark.parametrize("sort", queries.SORTS)
def test_pages_join_without_gap_or_overlap(world: Any, sort: str, ascending: bool, states: tuple[str, ...]) -> None:
    many(world)
    tickets = queries.tickets_in("all", world.acting(world.ada), NOON)
    order = queries.Order(sort, ascending)
    whole = queries.page_of(tickets, order).ids
    reverse = queries.page_of(tickets, queries.Order(sort, not ascending), states=states).ids
    ids: list[int] = []
    after, has_more = None, True
    while has_more:
        page = queries.page_of(tickets, order, after=after, size=5, states=states)
        refreshed = queries.page_of(tickets, order, after=after, until=page.last, states=states)
        assert refreshed.ids == page.ids
        ids, after, has_more = ids + page.ids, page.last, page.has_more
    assert len(ids) == 12
    assert ids == whole == reverse[::-1]


def test_sorting_by_priority_and_status_means_what_people_expect(world: Any) -> None:
    many(world)
    tickets = queries.tickets_in("all", world.acting(world.ada), NOON)
    rows = {ticket.pk: ticket for ticket in Ticket.objects.all()}
    priorities = [rows[id].priority for id in queries.page_of(tickets, queries.Order("priority")).ids]
    assert priorities == sorted(priorities, reverse=True)
    statuses = [rows[id].status for id in queries.page_of(tickets, queries.Order("status")).ids]
    assert list(dict.fromkeys(statuses)) == ["open", "waiting_customer", "resolved"]
    newest = [rows[id].updated_at for id in queries.page_of(tickets, queries.Order("updated", ascending=True)).ids]
    assert newest == sorted(newest)


@pytest.mark.parametrize("text", ["1", "a-b-c", "1-2-99999999999999999999", "1-2-3-4", "-1-2-3"])
def test_a_cursor_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        queries.cursor_of(text)
    assert "after" in refusal.value.errors


def test_filters_narrow_a_list(world: Any) -> None:
    ada = world.acting(world.ada)
    plain, urgent = world.ticket("plain"), world.ticket("urgent", priority=Priority.URGENT, requester=world.mia)
    red = actions.create_label(name="Red", hue=1, by=ada, at=NOON)
    actions.set_labels(urgent, labels=[red], by=ada, at=NOON)
    actions.assign(urgent, to=world.ada, by=ada, at=NOON)
    actions.assign_team(urgent, to=world.support, by=ada, at=NOON)

    def found(**asked: Any) -> list[int]:
        tickets = queries.narrowed(queries.tickets_in("all", ada, NOON), queries.Filters(**asked), ada)
        return queries.page_of(tickets, queries.Order()).ids

    both = sorted([plain.pk, urgent.pk])
    assert found(priorities=(Priority.URGENT,)) == [urgent.pk]
    assert found(statuses=("open",)) == [plain.pk]
    assert found(label=red.pk) == [urgent.pk]
    assert found(assignee="me") == found(assignee=str(world.ada.pk)) == [urgent.pk]
    assert found(assignee="none") == [plain.pk]
    assert found(team="mine") == found(team=str(world.support.pk)) == [urgent.pk]
    assert found(team="none") == [plain.pk]
    assert found(requester="mia@") == found(requester="Malt") == found(requester=str(world.mia.pk)) == [urgent.pk]
    assert sorted(found(company="bakery")) == both
    assert found(type=99) == []


def test_rows_carry_everything_in_one_query(world: Any) -> None:
    ada = world.acting(world.ada)
    ticket = world.ticket()
    label = actions.create_label(name="Oven", hue=3, by=ada, at=NOON)
    actions.set_labels(ticket, labels=[label], by=ada, at=NOON)
    actions.assign(ticket, to=world.ada, by=ada, at=NOON)
    ids = [ticket.pk, *(world.ticket(f"{n}").pk for n in range(5))]
    with CaptureQueriesContext(connection) as asked:
        rows = queries.rows_of(ids, ada)
    assert len(asked) == 1
    row = rows[0]
    assert [r.id for r in rows] == ids
    assert (row.code, row.status, row.status_name, row.priority, row.source) == (
        ticket.code,
        "assigned",
        "Assigned",
        "medium",
        "email",
    )
    assert row.requester and row.assignee
    assert (row.requester.name, row.company, row.assignee.name, row.assignee.initials) == (
        "Carl Crumb",
        "Pine Bakery",
        "Ada",
        "AD",
    )
    assert list(row.labels) == [["Oven", 3]]
    assert row.message_count == 1
    assert row.updated_at == NOON


def test_unread_until_looked_at_and_again_when_the_requester_writes(world: Any) -> None:
    ada, ticket = world.acting(world.ada), world.ticket()

    def unread() -> bool:
        return queries.rows_of([ticket.pk], ada)[0].unread

    assert unread()
    actions.see(ticket, member=world.ada, at=NOON + HOUR)
    assert not unread()
    actions.note(ticket, actions.Written(text="Hm."), by=world.acting(world.otto), at=NOON + 2 * HOUR)
    assert not unread()
    actions.receive(
        ticket, actions.Written(text="Still cold."), by=world.asking(world.carl), at=NOON + 3 * HOUR, source="email"
    )
    assert unread()
    actions.move(ticket, to="resolved", by=ada, at=NOON + 4 * HOUR)
    assert not unread()


@pytest.mark.parametrize("view", [view for view in queries.VIEWS if view != "following"])
def test_lists_are_read_from_an_index_under_the_applications_role(world: Any, view: str) -> None:
    tickets = queries.tickets_in(view, world.acting(world.ada), NOON).order_by("-updated_at", "-id")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('is_superuser')")
        assert cursor.fetchone() == ("usher_app", "off")
        cursor.execute("SET LOCAL enable_seqscan = off")  # twenty rows would not be worth an index
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = tickets.values("pk")[:51].explain()
    assert "using ticket" in plan, plan  # which of several is a matter of statistics; all begin with the organization
    assert (
        f"Index Cond: ((organization_id = {world.pine.pk})" in plan
        or f"Index Cond: (organization_id = {world.pine.pk})" in plan
    )
