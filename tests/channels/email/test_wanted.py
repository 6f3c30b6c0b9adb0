"""What was ignored becomes a message when a person says so: a machine's judgement is never the last word."""

import pytest

from tests.channels.email.conftest import Post
from tests.channels.email.test_reports import report
from tests.mail.letters import letter
from tests.world import NOON
from usher.events.models import Event
from usher.mail import actions
from usher.mail.actions.retrying import NotAside
from usher.mail.models import IncomingMail, OutgoingMail
from usher.organizations.actions import change
from usher.people.actors import SYSTEM
from usher.tickets import actions as tickets
from usher.tickets.models import Ticket


def _take_up(post: Post, row: IncomingMail) -> Ticket:
    actions.retry(row, by=post.world.acting(post.world.root), at=NOON)
    post.work()
    row.refresh_from_db()
    assert row.state == "applied"
    return post.ticket_of(row)


def test_a_mail_that_was_taken_for_a_report_becomes_a_ticket_and_is_not_answered(post: Post) -> None:
    row = post.arrive(report(OutgoingMail(), to="help@pine.example"))
    assert row.state == "ignored" and not Ticket.objects.exists()
    ticket = _take_up(post, row)
    assert ticket.subject == "Undelivered Mail Returned to Sender"
    assert "It did not work." in ticket.messages.get().text
    assert post.outbox() == []
    assert Event.objects.filter(name="mail.retried").count() == 1


def test_so_does_one_whose_sender_was_dismissed(post: Post) -> None:
    post.mailbox.unknown_senders = "review"
    post.mailbox.save()
    row = post.arrive(letter(sender="Nia <nia@else.example>"))
    with pytest.raises(NotAside):  # the review decides about it
        actions.retry(row, by=SYSTEM, at=NOON)
    actions.dismiss(row, by=post.world.acting(post.world.root), at=NOON)
    row.refresh_from_db()
    assert _take_up(post, row).requester is not None


def test_what_a_closed_ticket_refused_opens_one_of_its_own(post: Post) -> None:
    change(post.world.pine, by=SYSTEM, at=NOON, changes={"closed_mail": "refuse"})
    closed = post.ticket_of(post.arrive(letter(message_id="<a@bakery.example>")))
    tickets.move(closed, to="closed", by=SYSTEM, at=NOON)
    row = post.arrive(letter(text="Again!", message_id="<b@bakery.example>", In_Reply_To="<a@bakery.example>"))
    assert row.state == "ignored"
    assert _take_up(post, row) != closed


def test_what_has_its_place_stays_there(post: Post) -> None:
    raw = letter()
    applied, copy = post.arrive(raw), post.arrive(raw)
    for row in {applied.pk: applied, copy.pk: copy}.values():
        with pytest.raises(NotAside):
            actions.retry(row, by=SYSTEM, at=NOON)
    assert Ticket.objects.count() == 1
