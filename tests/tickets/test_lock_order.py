"""Nobody who waits for a lock holds one that comes later in the order (`tickets/actions/locking.py`), so none wait for ever.

Each test holds a ticket as somebody else would, lets a verb run into it on a connection of its own, and then takes what
that verb must not hold yet, without waiting.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection

from tests.channels.email.test_reports import report
from tests.mail.outgoing.test_sending import put
from tests.tickets.test_merging import again
from tests.world import NOON, World
from usher.base.tenancy import entered
from usher.channels.email.arriving import reports
from usher.events.models import Event
from usher.mail.incoming.parse import parse
from usher.mail.models import IncomingMail, Mailbox, OutgoingMail, Recipient
from usher.mail.outgoing.settling import settle
from usher.mail.outgoing.wire import Answer, Fate
from usher.people.actors import SYSTEM
from usher.tickets import actions, events
from usher.tickets.actions.locking import locked
from usher.tickets.actions.sending_pending import send_due
from usher.tickets.models import PendingReply, Ticket

LATER = NOON + timedelta(minutes=5)


@contextmanager
def waiting_for(world: World, ticket: Ticket, deed: Callable[[], Any]) -> Iterator[list[BaseException]]:
    """Hold the ticket, and yield while the deed waits for it; afterwards it goes on. What it raised is in the list."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            with entered(world.pine.pk):
                deed()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    with entered(world.pine.pk):
        locked(ticket)
        thread.start()
        assert _somebody_waits(), "it does not want the ticket"
        yield raised
    thread.join(10)
    assert not thread.is_alive()


def _somebody_waits() -> bool:
    until = monotonic() + 5
    while monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:  # type: ignore[index]
                return True
        sleep(0.02)
    return False


def planned(world: World, ticket: Ticket) -> PendingReply:
    plan = actions.Plan(send_at=LATER)
    return actions.send_later(ticket, actions.Written(text="Soon"), plan, by=world.acting(world.ada), at=NOON)


def test_a_purge_meets_a_planned_reply_that_is_due(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        ticket = world.ticket()
        pending = planned(world, ticket)
        actions.delete(ticket, by=SYSTEM, at=NOON)
        PendingReply.objects.update(held_at=None)
    with waiting_for(world, ticket, lambda: send_due(pending.pk, LATER)) as raised:
        PendingReply.objects.select_for_update(nowait=True).get(pk=pending.pk)
        actions.purge(again(ticket), by=SYSTEM, at=LATER)
    assert raised == []
    with entered(world.pine.pk):
        assert not Ticket.objects.filter(pk=ticket.pk).exists() and not PendingReply.objects.exists()


def test_a_planned_reply_is_called_back_while_its_ticket_goes(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        ticket = world.ticket()
        pending = planned(world, ticket)
        actions.delete(ticket, by=SYSTEM, at=NOON)
        ada = world.acting(world.ada)
    with waiting_for(world, ticket, lambda: actions.call_back(pending, by=ada, at=LATER)) as raised:
        PendingReply.objects.select_for_update(nowait=True).get(pk=pending.pk)
        actions.purge(again(ticket), by=SYSTEM, at=LATER)
    assert [type(error).__name__ for error in raised] == ["Left"]


def test_a_move_meets_the_undo_of_the_one_before(committed: World) -> None:
    world = committed
    with entered(world.pine.pk):
        low, high, ada = world.ticket(), world.ticket("Invoice"), world.acting(world.ada)
        said = [
            actions.receive(high, actions.Written(text=text), by=world.asking(world.carl), at=NOON, source="email")
            for text in ("One", "Two")
        ]
        actions.move_message(said[0], to=low, by=ada, at=NOON)
        event = Event.objects.get(name=events.MESSAGE_MOVED)
    assert low.pk < high.pk
    with waiting_for(world, low, lambda: actions.undo(event, by=ada, at=LATER)) as raised:
        Ticket.objects.select_for_update(nowait=True, no_key=True, of=("self",)).get(pk=high.pk)
        actions.move_message(said[1], to=again(low), by=ada, at=LATER)
    assert raised == []
    with entered(world.pine.pk):
        places = dict(high.messages.model.objects.filter(pk__in=[each.pk for each in said]).values_list("text", "ticket"))
    assert places == {"One": high.pk, "Two": low.pk}


def told_of(world: World) -> tuple[Ticket, OutgoingMail]:
    """A mail of a ticket, accepted for Mia."""
    box = Mailbox.objects.create(address="help@pine.example", smtp_host="sink", created_at=NOON)
    ticket, mail = world.ticket(), put(box, "mia@bakery.example")
    OutgoingMail.objects.update(ticket_id=ticket.pk)
    Recipient.objects.update(state="sending")
    return ticket, OutgoingMail.objects.get(pk=mail.pk)


def settled(mail: OutgoingMail) -> None:
    settle(mail, {"mia@bakery.example": Answer(Fate.REFUSED, "550 5.1.1 No such user", "5.1.1")}, LATER)


def bounced(mail: OutgoingMail) -> None:
    message = parse(report(mail, to=mail.envelope_from))
    reports.apply(IncomingMail(mailbox=mail.mailbox), message, LATER)


@pytest.mark.parametrize("deed", [settled, bounced])
def test_who_settles_recipients_wants_no_ticket(committed: World, deed: Callable[[OutgoingMail], None]) -> None:
    """Tickets that go or become internal want the recipients of their mails."""
    world, finished = committed, []
    with entered(world.pine.pk):
        ticket, mail = told_of(world)

    def run() -> None:
        with entered(world.pine.pk):
            deed(mail)
        finished.append(True)
        connection.close()

    thread = Thread(target=run)
    with entered(world.pine.pk):
        locked(ticket)
        thread.start()
        thread.join(5)
        assert finished == [True]
        actions.set_visibility(ticket, to="internal", by=SYSTEM, at=LATER)
    with entered(world.pine.pk):
        assert Recipient.objects.get().state in ("failed", "bounced")
