"""Undo and send later, on the ticket's page."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.mail.models import Mailbox
from usher.people.models import Member
from usher.tickets import actions
from usher.tickets.actions.sending_pending import send_due
from usher.tickets.models import Draft, PendingReply, Ticket
from usher.web.tickets.waiting import waiting_on


@pytest.fixture
def mailbox(world: World) -> Mailbox:
    row: Mailbox = Mailbox.objects.create(address="help@pine.example", smtp_host="sink", undo_seconds=10, created_at=NOON)
    return row


def test_S04_a_reply_waits_for_its_author_to_think_again(ada: Browser, ticket: Ticket, mailbox: Mailbox) -> None:
    answer = ada.post("/messages", htmx=True, kind="reply", text="Oh no", files=[SimpleUploadedFile("a.txt", b"a")])
    row = PendingReply.objects.get()
    assert answer.status_code == 200 and f'"undo": "{ada.page}/pending/{row.pk}/call-back"' in answer["HX-Trigger"]
    assert 1 <= json.loads(answer["HX-Trigger"])["usher:toast"]["seconds"] <= 10
    page = ada.get().content.decode()
    assert f'id="pending-{row.pk}"' in page and "Oh no" in page and 'data-left="' in page and "a.txt" in page
    assert ticket.messages.count() == 1 and row.is_undo
    back = ada.post(f"/pending/{row.pk}/call-back", htmx=True)
    assert back["HX-Redirect"] == ada.page
    page = ada.get().content.decode()
    assert ">Oh no</textarea>" in page and 'name="kept"' in page and f'id="pending-{row.pk}"' not in page
    part = Draft.objects.get().files.get()
    mailbox.undo_seconds = 0
    mailbox.save()
    ada.post("/messages", kind="reply", text="Better", kept=part.pk, draft_version=Draft.objects.get().version)
    last = ticket.messages.latest("id")
    assert (last.text, last.files.get().file.name) == ("Better", "a.txt") and not Draft.objects.exists()


def test_S04_nobody_else_sees_or_undoes_it(
    ada: Browser, world: World, as_member: object, ticket: Ticket, mailbox: Mailbox
) -> None:
    ada.post("/messages", kind="reply", text="Oh no")
    row, root = PendingReply.objects.get(), as_member(world.root)  # type: ignore[operator]
    assert "Oh no" not in root.get().content.decode()
    assert root.post(f"/pending/{row.pk}/call-back").status_code == 403
    assert PendingReply.objects.exists()


@pytest.mark.parametrize("htmx", [False, True])
def test_S04_too_late_is_told(ada: Browser, ticket: Ticket, mailbox: Mailbox, htmx: bool) -> None:
    ada.post("/messages", kind="reply", text="Oh no")
    row = PendingReply.objects.get()
    send_due(row.pk, timezone.now() + timedelta(seconds=11))
    answer = ada.post(f"/pending/{row.pk}/call-back", htmx=htmx)
    assert answer.status_code == 409
    told = answer["HX-Trigger"] if htmx else answer.content.decode()
    assert "has been sent" in told and ticket.messages.latest("id").text == "Oh no"


def test_a_note_never_waits_and_nothing_waits_without_a_window(ada: Browser, ticket: Ticket, mailbox: Mailbox) -> None:
    ada.post("/messages", kind="note", text="A note")
    mailbox.undo_seconds = 0
    mailbox.save()
    ada.post("/messages", kind="reply", text="At once")
    assert not PendingReply.objects.exists() and ticket.messages.count() == 3


@pytest.mark.parametrize("when", ["tomorrow", "own"])
def test_a_reply_is_planned_seen_by_all_and_sent_now(
    ada: Browser, world: World, as_member: object, ticket: Ticket, when: str
) -> None:
    local = timezone.localtime() + timedelta(days=2)
    ada.post("/messages", kind="reply", text="Good morning", send_at=when, send_at_own=f"{local:%Y-%m-%dT%H:%M}")
    row = PendingReply.objects.get()
    assert not row.is_undo and row.send_at > timezone.now() + timedelta(minutes=1)
    page = as_member(world.lena).get().content.decode()  # type: ignore[operator]
    assert "Good morning" in page and "Leaves" in page and f"/pending/{row.pk}/call-back" in page
    assert f'/pending/{row.pk}/send"' not in page  # its author's alone
    assert ada.post(f"/pending/{row.pk}/time", send_at="tomorrow").status_code == 303
    assert ada.post(f"/pending/{row.pk}/send").status_code == 303
    assert ticket.messages.latest("id").text == "Good morning" and not PendingReply.objects.exists()


def test_whether_an_answer_holds_it_is_asked_kept_shown_and_changed(ada: Browser, ticket: Ticket) -> None:
    page = ada.get().content.decode()
    assert 'name="holds_on_answer" checked' in page
    ada.post("/messages", kind="reply", text="Good morning", send_at="tomorrow", asks_holding="1")
    row = PendingReply.objects.get()
    assert not row.holds_on_answer and "Sent even if the requester writes first" in ada.get().content.decode()
    ada.post(f"/pending/{row.pk}/time", send_at="tomorrow")
    row.refresh_from_db()
    assert not row.holds_on_answer
    ada.post(f"/pending/{row.pk}/time", send_at="tomorrow", asks_holding="1", holds_on_answer="on")
    row.refresh_from_db()
    assert row.holds_on_answer and "Held if the requester writes first" in ada.get().content.decode()


def test_what_was_held_on_a_closed_ticket_can_be_taken_back(ada: Browser, world: World, ticket: Ticket) -> None:
    ada.post("/messages", kind="reply", text="Good morning", send_at="tomorrow")
    row = PendingReply.objects.get()
    actions.move(ticket, to="closed", by=world.acting(world.root), at=timezone.now())
    send_due(row.pk, row.send_at)
    page = ada.get().content.decode()
    assert "is closed: nothing can be added" in page and "Take it back" in page and f"/pending/{row.pk}/send" not in page
    assert ada.post(f"/pending/{row.pk}/call-back").status_code == 303
    assert "You had begun a reply" in ada.get().content.decode() and not PendingReply.objects.exists()


def test_a_reply_of_who_is_gone_is_taken_over(ada: Browser, world: World, as_member: object, ticket: Ticket) -> None:
    ada.post("/messages", kind="reply", text="Good morning", send_at="tomorrow")
    row, lena = PendingReply.objects.get(), as_member(world.lena)  # type: ignore[operator]
    assert "Take it over" not in lena.get().content.decode()
    world.ada.is_active = False
    world.ada.save()
    assert "Take it over" in lena.get().content.decode()
    lena.post(f"/pending/{row.pk}/call-back")
    assert ">Good morning</textarea>" in lena.get().content.decode()


def test_what_is_held_is_loud(ada: Browser, world: World, ticket: Ticket) -> None:
    ada.post("/messages", kind="reply", text="Good morning", send_at="tomorrow")
    row = PendingReply.objects.get()
    text = actions.Written(text="It works")
    actions.receive(ticket, text, by=world.asking(world.carl), at=timezone.now() + timedelta(minutes=1), source="email")
    assert "It will be held" in ada.get().content.decode()
    send_due(row.pk, row.send_at)
    page = ada.get().content.decode()
    assert "Held:" in page and "requester wrote" in page and "A planned reply was held" in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "note", "text": "x", "send_at": "tomorrow"}, "Only a reply"),
        ({"kind": "reply", "text": "x", "send_at": "own"}, "Choose a day"),
        ({"kind": "reply", "text": "x", "send_at": "own", "send_at_own": "2020-01-01T10:00"}, "between now and a year"),
        ({"kind": "reply", "text": "x", "send_at": "tomorrow", "cc": "nobody"}, "is not an e-mail address"),
    ],
)
def test_what_cannot_be_planned_is_told_in_the_composer(
    ada: Browser, ticket: Ticket, values: dict[str, str], words: str
) -> None:
    answer = ada.post("/messages", **values)
    assert answer.status_code == 422 and words in answer.content.decode() and not PendingReply.objects.exists()


def test_a_picture_comes_back_where_it_stood(ada: Browser, ticket: Ticket, mailbox: Mailbox) -> None:
    png = SimpleUploadedFile("p.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40, content_type="image/png")
    src = ada.post("/pictures", picture=png).json()["src"]
    ada.post("/messages", kind="reply", text="x", body_html=f'<p>See <img src="{src}"></p>')
    row = PendingReply.objects.get()
    assert "cid:" in row.html and row.files.get().is_inline
    ada.post(f"/pending/{row.pk}/call-back")
    assert f"{ada.page}/pictures/" in ada.get().content.decode()


def test_more_replies_that_wait_ask_no_more(
    world: World, ticket: Ticket, django_assert_max_num_queries: Callable[..., AbstractContextManager[Any]]
) -> None:
    for author in (world.ada, world.ada, world.lena, world.lena, world.lena):
        plan = actions.Plan(timezone.now() + timedelta(days=1))
        by = world.acting(author)
        actions.send_later(ticket, actions.Written(text="x"), plan, by=by, at=timezone.now())
    Member.objects.filter(pk=world.lena.pk).update(is_active=False)
    reader, row = world.acting(world.root), Ticket.objects.get(pk=ticket.pk)
    with django_assert_max_num_queries(7):  # replies, files, authors; of each author member, teams, places
        shown = waiting_on(row, reader)
    assert [each.is_adopted for each in shown] == [False, False, True, True, True]
