"""Mails that have to do with no others are settled together: faster, and with the same result as one by one."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.channels.email.conftest import Post
from tests.mail.letters import letter
from tests.world import NOON
from usher.base.tenancy import current_id
from usher.channels.email import reactions
from usher.channels.email.arriving import intake
from usher.channels.email.telling.automatic import acknowledge
from usher.events.bus import key_of
from usher.events.jobs import react, react_to_all
from usher.events.models import Event
from usher.mail.incoming import settling
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.models import IncomingMail
from usher.search.models import Document
from usher.tickets.models import Message, Ticket


def _take(post: Post, *raws: bytes) -> list[IncomingMail]:
    return [take(post.mailbox, raw, Delivery("pipe"), at=NOON) for raw in raws]


def _told(rows: list[IncomingMail]) -> list[tuple[str, str]]:
    for row in rows:
        row.refresh_from_db()
    return [(row.state, row.reason) for row in rows]


def test_they_become_tickets_in_their_order(post: Post) -> None:
    rows = _take(post, *(letter(sender=f"s{n}@else.example", subject=f"Oven {n}") for n in range(30)))
    post.work()
    tickets = list(Ticket.objects.order_by("number"))
    assert [ticket.subject for ticket in tickets] == [f"Oven {n}" for n in range(30)]
    assert [ticket.number for ticket in tickets] == list(range(tickets[0].number, tickets[0].number + 30))
    assert _told(rows) == [("applied", f"Opened {ticket.code}.") for ticket in tickets]
    assert [row.ticket_id for row in rows] == [ticket.pk for ticket in tickets]
    for ticket in tickets:
        assert ticket.messages.get().incoming_id == rows[ticket.number - tickets[0].number].pk
        assert ticket.requester and ticket.requester.email == ticket.messages.get().author_email
        assert Event.objects.filter(name="ticket.opened", subject_id=ticket.pk).count() == 1
    assert Document.objects.filter(kind="ticket", subject_id__in=[ticket.pk for ticket in tickets]).count() == 30
    assert len(post.outbox("acknowledgement")) == 30


@pytest.mark.parametrize("sender", ["carl@bakery.example", "s{n}@else.example"])
def test_one_more_costs_a_statement_or_two(post: Post, sender: str) -> None:
    def statements(count: int, begin: int) -> int:
        numbers = range(begin, begin + count)
        _take(post, *(letter(sender=sender.format(n=n), subject=f"Oven {n}") for n in numbers))
        with CaptureQueriesContext(connection) as queries:
            settling.settle_mailbox(current_id(), post.mailbox.pk)
        return len(queries)

    statements(2, 0)  # whatever is remembered from now on
    few, many = statements(2, 10), statements(22, 20)
    assert Ticket.objects.count() == 26
    assert many - few <= 2 * 20


def test_a_new_sender_of_two_becomes_one_contact_and_joins_the_company(post: Post) -> None:
    senders = ["New <new@bakery.example>", "NEW@bakery.example", "Carl <carl@bakery.example>"]
    _take(post, *(letter(sender=sender, subject=f"Oven {n}") for n, sender in enumerate(senders)))
    post.work()
    first, second, third = Ticket.objects.select_related("requester").order_by("number")
    assert first.requester == second.requester and first.requester.name == "New"
    assert first.company == third.company is not None
    assert Event.objects.filter(name="contact.created", subject_id=first.requester.pk).count() == 1


def test_an_acknowledgement_that_fails_is_tried_again_and_keeps_no_other(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = ["Oven 2"]

    def fragile(message: Message, at: Any) -> None:
        if message.ticket.subject in once:
            once.remove(message.ticket.subject)
            raise ZeroDivisionError("a defect")
        acknowledge(message, at)

    monkeypatch.setattr(reactions, "acknowledge", fragile)
    _take(post, *(letter(sender=f"s{n}@else.example", subject=f"Oven {n}") for n in range(4)))
    settling.settle_mailbox(current_id(), post.mailbox.pk)
    mailing = ProcrastinateJob.objects.filter(args__reaction=key_of(reactions.acknowledge_all))
    (together,) = mailing
    react_to_all(**together.args)
    assert len(post.outbox("acknowledgement")) == 0
    for alone in mailing.filter(task_name="events.react"):
        react(**alone.args)
    assert len(post.outbox("acknowledgement")) == 4
    react_to_all(**together.args)  # a worker that died runs it once more
    assert len(post.outbox("acknowledgement")) == 4


def test_while_more_waits_tickets_go_before_what_is_answered_about_them(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "AT_ONCE", 3)
    _take(post, *(letter(sender=f"s{n}@else.example", subject=f"Oven {n}") for n in range(5)))
    settling.settle_mailbox(current_id(), post.mailbox.pk)
    first, second = ProcrastinateJob.objects.filter(args__reaction=key_of(reactions.acknowledge_all)).order_by("pk")
    assert len(first.args["event_ids"]) == 3 and first.scheduled_at > timezone.now()
    assert len(second.args["event_ids"]) == 2 and second.scheduled_at is None


def test_what_is_wrong_with_one_keeps_no_other(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = intake.written_in

    def fragile(mail: IncomingMail, *given: Any, **more: Any) -> Any:
        if mail.subject == "Oven 2":
            raise ZeroDivisionError("a defect")
        return whole(mail, *given, **more)

    monkeypatch.setattr(intake, "written_in", fragile)
    rows = _take(post, *(letter(subject=f"Oven {n}") for n in range(5)))
    post.work()
    assert [state for state, _ in _told(rows)] == ["applied", "applied", "received", "applied", "applied"]
    assert [ticket.subject for ticket in Ticket.objects.order_by("number")] == ["Oven 0", "Oven 1", "Oven 3", "Oven 4"]
    assert "ZeroDivision" in rows[2].trace


def test_an_answer_among_them_finds_the_ticket_of_the_mail_before(post: Post) -> None:
    rows = _take(
        post,
        letter(subject="Oven", message_id="<a@bakery.example>"),
        letter(subject="Fridge", message_id="<b@bakery.example>"),
        letter(subject="Re: Oven", message_id="<c@bakery.example>", In_Reply_To="<a@bakery.example>"),
        letter(subject="Lamp", message_id="<d@bakery.example>"),
    )
    post.work()
    assert [state for state, _ in _told(rows)] == ["applied"] * 4
    assert rows[2].ticket_id == rows[0].ticket_id and len({row.ticket_id for row in rows}) == 3


def test_a_row_that_was_settled_meanwhile_stays_as_it_is(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    together = settling.hand_over_together

    def slow(pairs: Any, at: Any) -> Any:
        outcomes = together(pairs, at)
        IncomingMail.objects.filter(pk=pairs[0][0].pk).update(state="ignored", reason="A person said so.")
        return outcomes

    rows = _take(post, *(letter(subject=f"Oven {n}") for n in range(3)))
    monkeypatch.setattr(settling, "hand_over_together", slow)
    # The change above is part of the same transaction here, so it goes with it; what counts is that it was noticed.
    noticed = []
    monkeypatch.setattr(settling.log, "info", lambda *said: noticed.append(said))
    post.work()
    assert [state for state, _ in _told(rows)] == ["applied"] * 3 and len(noticed) == 1
    assert Ticket.objects.count() == 3
