"""A new ticket that is begun, kept as a draft, and finished later."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.inbox.test_new_ticket import NEW, PIECE, form
from usher.events.models import Event
from usher.tickets import actions
from usher.tickets.models import Message, Ticket


def begun(ada: Client, **more: Any) -> tuple[Ticket, str]:
    answer = ada.post(NEW, form(keep="1", **more))
    draft = Ticket.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/pine-support/tickets/drafts/{draft.number}")
    return draft, answer["Location"]


def test_a_half_written_request_is_kept_whatever_is_missing(world: Any, ada: Client) -> None:
    draft, here = begun(ada, subject="", text="", requester="")
    assert (draft.status, draft.subject, Message.objects.count()) == ("draft", "", 0)
    assert ada.get(here).status_code == 200


def test_it_comes_back_as_it_was_kept(world: Any, ada: Client) -> None:
    file = SimpleUploadedFile("oven.txt", b"cold")
    draft, here = begun(ada, text="It is <cold>.", team=world.support.pk, files=[file])
    page = ada.get(here).content.decode()
    for part in (
        "Carl Crumb &lt;carl@bakery.example&gt;",
        "It is &lt;cold&gt;.",
        draft.code,
        "Discard draft",
        'value="Oven"',
    ):
        assert part in page
    assert f'<option value="{world.support.pk}" selected' in page
    assert ada.get(f"/pine-support/tickets/{draft.number}")["Location"] == here


def test_it_is_kept_again_and_opened(world: Any, ada: Client) -> None:
    draft, here = begun(ada, files=[SimpleUploadedFile("oven.txt", b"cold")])
    ada.post(here, form(keep="1", text="It is very cold."))
    answer = ada.post(here, form(text="It is ice cold.", assignee=world.ada.pk))
    ticket = Ticket.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/pine-support/tickets/{ticket.number}")
    message = Message.objects.get()
    assert (ticket.status, ticket.code, message.text, message.notifies) == ("assigned", draft.code, "It is ice cold.", True)
    assert message.files.count() == 1
    assert Event.objects.filter(name="ticket.opened").count() == 1
    assert ada.get(here)["Location"] == answer["Location"] and ada.post(here, form()).status_code == 409


def test_opening_asks_for_what_is_missing_and_keeps_the_draft(world: Any, ada: Client) -> None:
    draft, here = begun(ada, subject="", text="")
    for posted, words in ((form(subject=""), "The subject is empty"), (form(text=""), "The message is empty"),
                          (form(requester=""), "Write whom to send it to")):  # fmt: skip
        for more in ({}, PIECE):
            answer = ada.post(here, posted, **more)
            assert answer.status_code == 422 and words in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft" and not Event.objects.filter(name="ticket.opened").exists()


def test_a_wrong_requester_is_told_and_nothing_begun(world: Any, ada: Client) -> None:
    answer = ada.post(NEW, form(keep="1", requester="nobody at all"))
    assert answer.status_code == 422 and not Ticket.objects.exists()


def test_A02_others_find_no_draft(world: Any, ada: Client, vic: Client) -> None:
    draft, here = begun(ada)
    root = Client()
    root.force_login(world.root.user)
    for client in (vic, root):
        assert client.get(here).status_code == client.post(here, form()).status_code == 404
        assert client.get(f"/pine-support/tickets/{draft.number}").status_code == 404
        assert draft.code not in client.get("/pine-support/inbox/all").content.decode()


def test_it_stands_among_the_drafts_and_can_be_thrown_away(world: Any, ada: Client) -> None:
    draft, _here = begun(ada)
    assert draft.code in ada.get("/pine-support/inbox/drafts").content.decode()
    ada.post(f"/pine-support/tickets/{draft.number}/delete")
    ada.get("/pine-support/inbox/all")  # the toast says its code once
    assert draft.code not in ada.get("/pine-support/inbox/drafts").content.decode()
    ada.post(f"/pine-support/tickets/{draft.number}/restore")
    assert draft.code in ada.get("/pine-support/inbox/drafts").content.decode()


@pytest.mark.parametrize("field", ["team", "assignee"])
def test_who_may_not_assign_keeps_no_draft_for_others(world: Any, ada: Client, field: str) -> None:
    world.ada.role.permissions = ["view_all", "create", "reply"]
    world.ada.role.save()
    value = world.support.pk if field == "team" else world.otto.pk
    ada.post(NEW, form(keep="1", **{field: value}))
    assert not Ticket.objects.exclude(team=None, assignee=None).exists()


def test_an_open_ticket_is_no_draft(world: Any, ada: Client) -> None:
    ticket = world.ticket()
    here = f"/pine-support/tickets/drafts/{ticket.number}"
    assert (
        ada.get(here)["Location"] == f"/pine-support/tickets/{ticket.number}" and ada.post(here, form()).status_code == 409
    )
    actions.move(ticket, to="closed", by=world.acting(world.ada), at=ticket.created_at)
    assert ada.post(f"/pine-support/tickets/drafts/{ticket.number}", form(keep="1")).status_code == 409
