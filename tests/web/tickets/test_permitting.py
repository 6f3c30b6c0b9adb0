"""The reasons for what one may and may not do, on the ticket itself."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import NOON, World
from usher.people.actors import SYSTEM
from usher.tickets import actions
from usher.tickets.access import DEEDS, may


def page(world: World, client: Client, who: Any, ticket: Any, path: str = "") -> str:
    client.force_login(who.user)
    return client.get(f"/pine-support/tickets/{ticket.number}{path}").content.decode()


def test_a_viewer_reads_why_they_cannot_write(world: World, client: Client) -> None:
    html = page(world, client, world.vic, world.ticket())
    assert "not write on it, because Vic lacks the permission “Reply to customers”." in html
    assert "Why can I not change this?" in html


def test_an_agent_reads_whose_ticket_it_is(world: World, client: Client) -> None:
    ticket = actions.assign(world.ticket(), to=world.ada, by=SYSTEM, at=NOON)
    html = page(world, client, world.otto, ticket)
    assert "because it is assigned to somebody else" in html
    assert "Why can I not change this?" not in page(world, client, world.ada, ticket)


def test_every_deed_is_answered_with_its_reason(world: World, client: Client) -> None:
    ticket = world.ticket()
    html = page(world, client, world.ada, ticket, "/permissions")
    assert html.count("because ") == len(DEEDS)
    assert "You may reply to the requester" in html and "because the ticket is nobody&#39;s yet" in html
    assert "You may not delete it" in html and "Ada lacks the permission “Delete tickets”" in html
    assert "You may not restore it from the bin" in html and "it is not merged into another one" in html


def test_what_a_closed_ticket_refuses_is_told_as_such(world: World, client: Client) -> None:
    ticket = actions.move(world.ticket(), to="closed", by=SYSTEM, at=NOON)
    html = page(world, client, world.root, ticket, "/permissions")
    assert "You may not reply to the requester" in html and "it is closed; open a follow-up ticket instead" in html
    assert "You may open a follow-up ticket" in html


def test_asking_for_every_deed_reads_the_assigned_members_once(world: World) -> None:
    ticket = actions.assign(world.ticket(), to=world.ada, by=SYSTEM, at=NOON)
    otto = world.acting(world.otto)
    with CaptureQueriesContext(connection) as asked:
        for deed in DEEDS:
            may(otto, deed, ticket)
    assert len(asked) == 1
