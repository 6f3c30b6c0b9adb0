"""Every deed asks the one rule; what one may not do is drawn as a value."""

from collections.abc import Callable

import pytest

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.people.models import Member
from usher.tickets import actions
from usher.tickets.models import Ticket

DEEDS = (
    "/status", "/priority", "/assignee", "/team", "/type", "/category", "/subject", "/requester", "/labels", "/participants",
    "/delete", "/restore", "/messages", "/follow-up",
)  # fmt: skip
OWN = ("/follow", "/unfollow", "/seen")


@pytest.mark.parametrize("deed", DEEDS)
def test_A01_a_viewer_reads_and_does_nothing_else(
    as_member: Callable[[Member], Browser], world: World, ticket: Ticket, deed: str
) -> None:
    if deed == "/restore":
        actions.delete(ticket, by=world.acting(world.root), at=NOON)
    vic = as_member(world.vic)
    unseen = deed == "/restore"  # whoever may not delete does not see the bin
    answer = vic.post(deed, status="closed", assignee=world.ada.pk, text="x", add="a@b.example")
    assert answer.status_code == (404 if unseen else 403)
    assert not ticket.messages.filter(author_kind="member").exists()
    assert Ticket.objects.get(pk=ticket.pk).status == "open"


def test_a_viewer_sees_values_instead_of_controls(
    as_member: Callable[[Member], Browser], world: World, ticket: Ticket
) -> None:
    page = as_member(world.vic).get().content.decode()
    for control in (
        'name="status"',
        'name="assignee"',
        'name="priority"',
        "<composer-box",
        "/delete",
        "/labels",
        "/subject",
    ):
        assert control not in page
    assert "Medium" in page and "You may read this ticket but not write on it" in page


@pytest.mark.parametrize("where", ["", "/pieces", "/cards", "/earlier?before=9", "/messages/1", "/messages/1/original"])
def test_A01_a_stranger_gets_404_for_every_read(world: World, ticket: Ticket, where: str) -> None:
    sam = Browser(world.sam, world.pine.slug, ticket.number)
    assert sam.client.get(sam.page + where).status_code == 404


@pytest.mark.parametrize("deed", [*DEEDS, *OWN])
def test_A01_a_stranger_gets_404_for_every_deed(world: World, ticket: Ticket, deed: str) -> None:
    sam = Browser(world.sam, world.pine.slug, ticket.number)
    assert sam.post(deed, status="closed").status_code == 404
    assert sam.get(deed).status_code == 405 or sam.get(deed).status_code == 404


def test_A03_another_tenants_rows_cannot_be_named(ada: Browser, world: World, ticket: Ticket) -> None:
    assert ada.post("/assignee", assignee=world.sam.pk).status_code == 422
    assert ada.client.get(f"/pine-support/tickets/{'9' * 18}").status_code == 404
    assert ada.client.get(f"/pine-support/tickets/{'9' * 40}").status_code == 404


def test_an_agent_takes_what_is_free_and_leaves_what_is_somebodys(
    as_member: Callable[[Member], Browser], world: World, ticket: Ticket
) -> None:
    otto = as_member(world.otto)
    assert 'data-hotkey="i"' in otto.get().content.decode()
    actions.assign(ticket, to=world.lena, by=world.acting(world.lena), at=NOON)
    assert 'data-hotkey="i"' not in otto.get().content.decode()
    assert otto.post("/status", status="resolved").status_code == 403
    assert otto.post("/messages", kind="note", text="x").status_code == 403


def test_A02_access_that_is_gone_ends_the_open_page(
    as_member: Callable[[Member], Browser], world: World, ticket: Ticket
) -> None:
    ada = as_member(world.ada)
    assert ada.get("/pieces").status_code == 200
    world.ada.is_active = False
    world.ada.save()
    assert ada.get("/pieces").status_code == 404
