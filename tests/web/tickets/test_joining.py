"""Members beside the assignee, on the ticket's page."""

from collections.abc import Callable

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.people.models import Member
from usher.tickets import actions
from usher.tickets.models import Ticket


def joined(ticket: Ticket) -> list[str]:
    return list(ticket.assignments.order_by("id").values_list("member__name", flat=True))


def test_members_are_added_and_taken_off(ada: Browser, world: World, ticket: Ticket) -> None:
    actions.assign(ticket, to=world.ada, by=world.acting(world.ada), at=NOON)
    answer = ada.post("/assignees", htmx=True, add=world.otto.pk)
    assert "Take Otto off the ticket" in answer.content.decode()
    ada.post("/assignees", add=world.lena.pk)
    assert joined(ticket) == ["Otto", "Lena"]
    ada.post("/assignees", remove=world.otto.pk)
    assert joined(ticket) == ["Lena"]


def test_whoever_may_reply_joins_and_leaves(as_member: Callable[[Member], Browser], world: World, ticket: Ticket) -> None:
    world.lena.role.permissions = ["view_all", "reply", "act_on_all"]
    world.lena.role.save()
    actions.assign(ticket, to=world.ada, by=world.acting(world.ada), at=NOON)
    lena = as_member(world.lena)
    assert ">Join<" in lena.get().content.decode()
    assert lena.post("/assignees", add=world.lena.pk).status_code == 303
    assert joined(ticket) == ["Lena"] and ">Join<" not in lena.get().content.decode()
    assert lena.post("/assignees", add=world.otto.pk).status_code == 403
    lena.post("/assignees", remove=world.lena.pk)
    assert joined(ticket) == []


def test_nobody_and_strangers_are_refused_in_words(ada: Browser, world: World, ticket: Ticket) -> None:
    actions.assign(ticket, to=world.ada, by=world.acting(world.ada), at=NOON)
    for values in ({}, {"add": "x"}, {"add": str(world.sam.pk)}):
        answer = ada.post("/assignees", htmx=True, **values)
        assert answer.status_code == 422 and "hoose" in answer.content.decode()


def test_the_list_counts_them(ada: Browser, world: World, ticket: Ticket) -> None:
    by = world.acting(world.ada)
    for member in (world.ada, world.otto, world.lena):
        actions.add_assignee(ticket, member=member, by=by, at=NOON)
    page = ada.client.get("/pine-support/inbox/open").content.decode()
    assert "2 members more" in page and ">+2<" in page
