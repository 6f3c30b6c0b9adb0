"""A mailbox of Pine, mail that arrives in it, and the answers that leave."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.world import NOON, World
from usher.base.tenancy import current_id
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.incoming.settling import settle_mailbox
from usher.mail.models import IncomingMail, Mailbox, OutgoingMail
from usher.tickets.models import Message, Ticket


@dataclass
class Post:
    """Pine's mail: `arrive` a message through the whole way in, look at what lies in the outbox."""

    world: World
    mailbox: Mailbox
    jobs: Any

    def arrive(self, raw: bytes, *, mailbox: Mailbox | None = None, envelope_to: str = "") -> IncomingMail:
        row = take(mailbox or self.mailbox, raw, Delivery("pipe", envelope_to=envelope_to), at=NOON)
        self.work()
        row.refresh_from_db()
        return row

    def work(self) -> None:
        """Run the jobs that wait, as a worker would; sending is left to who asks for it."""
        for mailbox in Mailbox.objects.all():
            settle_mailbox(current_id(), mailbox.pk)
        self.jobs()

    def ticket_of(self, row: IncomingMail) -> Ticket:
        return Ticket.objects.get(pk=row.ticket_id)

    def outbox(self, purpose: str = "") -> list[OutgoingMail]:
        rows = OutgoingMail.objects.order_by("id")
        return list(rows.filter(purpose=purpose) if purpose else rows)

    def messages(self, ticket: Ticket) -> list[Message]:
        return list(ticket.messages.order_by("id"))


@pytest.fixture
def post(world: World, run_reactions: Callable[[], None]) -> Post:
    mailbox = Mailbox.objects.create(
        address="help@pine.example",
        name="Pine Support",
        smtp_host="sink",
        trusted_authserv_id="mx.pine.example",
        created_at=NOON,
    )
    return Post(world, mailbox, run_reactions)
