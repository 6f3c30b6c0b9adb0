"""Entries of the service record."""

import pytest

from tests.world import NOON, World
from usher.base.refusals import Invalid
from usher.events.models import Event
from usher.mail.models import OutgoingMail
from usher.search.queries import search_tickets
from usher.tickets import actions
from usher.tickets.models import Message, Ticket


def update(world: World, ticket: Ticket, text: str = "The fuse was replaced", **more: bool) -> Message:
    return actions.update(ticket, actions.Written(text=text), by=world.acting(world.otto), at=NOON, **more)


def test_a_public_update_is_seen_by_the_requester_and_asks_nobody(world: World) -> None:
    ticket = world.ticket()
    message = update(world, ticket)
    ticket.refresh_from_db()
    assert (message.kind, message.is_public, message.notifies) == ("update", True, False)
    assert (ticket.response_count, ticket.note_count, ticket.preview) == (1, 0, "The fuse was replaced")
    assert (ticket.status, ticket.first_response_at, ticket.last_response_at) == ("open", None, None)
    assert not OutgoingMail.objects.filter(purpose="reply").exists()
    event = Event.objects.filter(subject_id=ticket.pk).latest("id")
    assert (event.name, event.data) == ("ticket.update_added", {"message": message.pk, "is_public": True})


def test_an_internal_update_counts_as_internal(world: World) -> None:
    ticket = world.ticket()
    before = ticket.preview
    message = update(world, ticket, is_public=False)
    ticket.refresh_from_db()
    assert (message.is_public, ticket.response_count, ticket.note_count, ticket.preview) == (False, 0, 1, before)


def test_on_an_internal_ticket_it_is_internal_for_good(world: World) -> None:
    ticket = world.ticket(visibility="internal")
    message = update(world, ticket)
    ticket.refresh_from_db()
    assert (message.is_public, ticket.response_count, ticket.note_count) == (False, 0, 1)
    Ticket.objects.filter(pk=ticket.pk).update(visibility="public")
    message.refresh_from_db()
    assert not message.is_public


def test_closed_tickets_and_empty_updates_are_refused(world: World) -> None:
    ticket = world.ticket()
    with pytest.raises(Invalid, match="empty"):
        update(world, ticket, "  ")
    actions.move(ticket, to="closed", by=world.acting(world.ada), at=NOON)
    with pytest.raises(actions.Closed, match="closed"):
        update(world, ticket)


def test_its_words_are_found(world: World) -> None:
    ticket = world.ticket()
    update(world, ticket, "Zirconium gasket", is_public=False)
    assert search_tickets(world.acting(world.ada), "zirconium") == [ticket.pk]
