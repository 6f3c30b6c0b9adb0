"""A member opens a ticket."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.world import NOON
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.people.models import Contact
from usher.tickets.models import Message, Ticket
from usher.tickets.queries import rows_of

NEW = "/pine-support/tickets/new"
PIECE = {"HTTP_HX_REQUEST": "true", "HTTP_HX_REQUEST_TYPE": "partial"}


def form(**more: Any) -> dict[str, Any]:
    filled = {"requester": "Carl Crumb <carl@bakery.example>", "subject": "Oven", "text": "It is cold.", "priority": "3"}
    return {**filled, "visibility": "public", "notifies": "on", **more}


def test_the_form_offers_what_there_is(world: Any, ada: Client) -> None:
    page = ada.get(f"{NEW}?requester={world.carl.pk}").content.decode()
    for part in ("Carl Crumb &lt;carl@bakery.example&gt;", "Support", "Otto", 'enctype="multipart/form-data"'):
        assert part in page


def test_a_known_requester_gets_a_ticket_and_the_message(world: Any, ada: Client) -> None:
    answer = ada.post(NEW, form(team=world.support.pk, assignee=world.ada.pk))
    ticket = Ticket.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/pine-support/tickets/{ticket.number}")
    assert (ticket.requester, ticket.team, ticket.assignee) == (world.carl, world.support, world.ada)
    assert (ticket.priority_code, ticket.status, ticket.source, ticket.created_by_name) == ("high", "assigned", "web", "Ada")
    message = Message.objects.get()
    assert (message.text, message.is_public, message.notifies) == ("It is cold.", True, True)
    assert not rows_of([ticket.pk], world.acting(world.ada))[0].unread


def test_a_new_address_becomes_a_contact_of_its_company(world: Any, ada: Client) -> None:
    ada.post(NEW, form(requester="nina@bakery.example", name="Nina New", notifies=""))
    contact = Contact.objects.get(email="nina@bakery.example")
    assert (contact.name, contact.company) == ("Nina New", world.bakery)
    assert Message.objects.get().notifies is False


def test_an_internal_ticket_needs_no_requester_and_stays_inside(world: Any, ada: Client) -> None:
    ada.post(NEW, form(requester="", visibility="internal"))
    assert Ticket.objects.get().is_internal
    assert not Message.objects.get().is_public


def test_rich_text_is_cleaned_and_files_are_kept(world: Any, ada: Client) -> None:
    picture = SimpleUploadedFile("oven.txt", b"cold", "text/plain")
    ada.post(NEW, form(body_html="<p>It is <strong>cold</strong>.<script>alert(1)</script></p>", files=[picture]))
    message = Message.objects.get()
    assert "<strong>cold</strong>" in message.html
    assert "script" not in message.html
    assert message.files.get().file.name == "oven.txt"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"subject": " "}, "The subject is empty"),
        ({"text": ""}, "The message is empty"),
        ({"requester": "carl"}, "Choose a contact, or write an address"),
        ({"requester": ""}, "Write whom to send it to"),
        ({"requester": "Nobody (contact 999999)"}, "There is no such contact"),
        ({"priority": "9"}, "priority"),
        ({"assignee": "999999"}, "assignee"),
        ({"visibility": "secret"}, "visibility"),
    ],
)
def test_errors_stand_at_their_field_and_nothing_is_lost(
    world: Any, ada: Client, wrong: dict[str, str], sentence: str
) -> None:
    answer = ada.post(NEW, form(**{"name": "Kept name", **wrong}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'class="err"' in page
    assert "Kept name" in page
    assert not Ticket.objects.exists()
    assert not Contact.objects.filter(name="Kept name").exists()


def test_htmx_gets_the_fields_and_never_the_message(world: Any, ada: Client) -> None:
    answer = ada.post(NEW, form(subject=""), **PIECE)
    piece = answer.content.decode()
    assert answer.status_code == 422
    assert 'hx-target="#new-f-subject"' in piece
    assert "<textarea" not in piece


def test_suggestions_are_this_organizations_contacts(world: Any, ada: Client) -> None:
    found = ada.get(f"{NEW}/requesters?requester=car", **PIECE).content.decode()
    assert 'value="Carl Crumb &lt;carl@bakery.example&gt;"' in found
    assert "Pine Bakery" in found
    assert ada.get(f"{NEW}/requesters?requester=c", **PIECE).content.decode().strip() == ""


def test_a_viewer_opens_nothing(world: Any, vic: Client) -> None:
    assert vic.get(NEW).status_code == 403
    assert vic.post(NEW, form()).status_code == 403
    assert vic.get(f"{NEW}/requesters?requester=carl").status_code == 403
    assert NEW not in vic.get("/pine-support/inbox/open").content.decode()


def test_who_may_not_assign_gives_to_themselves_alone(world: Any, ada: Client) -> None:
    role = people.create_role(name="Opens", permissions=["view_all", "create", "reply"], by=SYSTEM, at=NOON)
    people.change_member(world.ada, by=SYSTEM, at=NOON, changes={"role": role})
    for more in ({"assignee": world.otto.pk}, {"team": world.support.pk}):
        assert ada.post(NEW, form(**more)).status_code in (403, 422)
    assert not Ticket.objects.exists()
    assert ada.post(NEW, form(assignee=world.ada.pk)).status_code == 303
