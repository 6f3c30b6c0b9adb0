"""Automatic mails that answer nothing carry their way out (RFC 8058)."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.world import NOON
from usher.mail.models import OutgoingMail, Suspension
from usher.mail.outgoing.suspending import quieten, why_quiet
from usher.organizations import actions as organizations
from usher.people.actors import SYSTEM
from usher.tickets import actions as tickets

CARL = "carl@bakery.example"


@pytest.fixture
def notice(post: Post) -> OutgoingMail:
    """Carl's ticket was resolved, and he is told."""
    organizations.change(post.world.pine, changes={"tells_closure": True}, by=SYSTEM, at=NOON)
    ticket = post.ticket_of(post.arrive(letter()))
    tickets.move(ticket, to="resolved", by=post.world.acting(post.world.ada), at=timezone.now())
    post.work()
    return post.outbox("resolved")[0]


def link(mail: OutgoingMail) -> str:
    found = re.fullmatch(r"<https?://[^/]+(/unsubscribe/[^>]+)>", read(mail.content)["List-Unsubscribe"])
    assert found
    return found[1]


def test_one_click_stops_automatic_mail_but_not_what_people_write(post: Post, notice: OutgoingMail) -> None:
    assert read(notice.content)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer = Client(enforce_csrf_checks=True).post(link(notice), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "asked for no automatic mail" in why_quiet(CARL, timezone.now())
    before = len(post.outbox())
    ticket = post.ticket_of(post.arrive(letter(subject="Another thing", text="The fridge is warm")))
    assert len(post.outbox()) == before
    tickets.reply(ticket, tickets.Written(text="Hi"), by=post.world.acting(post.world.ada), at=NOON)
    post.work()
    assert [mail.purpose for mail in post.outbox()[before:]] == ["reply"]


def test_looking_at_the_link_changes_nothing(notice: OutgoingMail) -> None:
    page = Client().get(link(notice))
    assert page.status_code == 200 and CARL in page.content.decode() and not Suspension.objects.exists()


def test_who_was_quiet_for_a_while_is_so_for_good_by_their_own_wish(notice: OutgoingMail) -> None:
    quieten(CARL, "too many", timezone.now(), until=timezone.now() + timedelta(hours=1))
    Client().post(link(notice))
    row = Suspension.objects.get()
    assert row.quiet_until is None and "asked" in row.quiet_because


@pytest.mark.parametrize("spoil", ["x", "abc:def:ghi"])
def test_a_link_that_is_not_ours_does_nothing(notice: OutgoingMail, spoil: str) -> None:
    assert Client().post(f"/unsubscribe/{spoil}").status_code == 404 and not Suspension.objects.exists()


def test_answers_and_acknowledgements_carry_none(post: Post) -> None:
    ticket = post.ticket_of(post.arrive(letter()))
    tickets.reply(ticket, tickets.Written(text="Hi"), by=post.world.acting(post.world.ada), at=NOON)
    post.work()
    assert [read(mail.content)["List-Unsubscribe"] for mail in post.outbox()] == [None, None]
