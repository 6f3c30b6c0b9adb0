"""Pine's mailboxes and their mail, and Root, who looks after them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.mail.letters import letter
from tests.world import NOON
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.models import IncomingMail, Mailbox, OutgoingMail, Recipient, SunkMail
from usher.mail.outgoing.outbox import Letter, queue


@pytest.fixture
def root(world: Any) -> Client:
    client = Client()
    client.force_login(world.root.user)
    return client


@pytest.fixture
def mailbox(world: Any) -> Mailbox:
    return Mailbox.objects.create(address="help@pine.example", name="Pine Support", smtp_host="sink", created_at=NOON)


@pytest.fixture
def arrived(mailbox: Mailbox) -> Callable[..., IncomingMail]:
    """A message in the ledger, in the state and with the columns that the test names."""

    def arrive(raw: bytes = b"", **columns: Any) -> IncomingMail:
        row = take(mailbox, raw or letter(), Delivery("pipe"), at=NOON)
        IncomingMail.objects.filter(pk=row.pk).update(**columns)
        row.refresh_from_db()
        return row

    return arrive


@pytest.fixture
def left(mailbox: Mailbox) -> Callable[..., Recipient]:
    """The one recipient of an outgoing mail, in the state that the test names."""

    def leave(address: str = "carl@bakery.example", **columns: Any) -> Recipient:
        number = OutgoingMail.objects.count()
        mail = queue(Letter("notice", f"<{number}@pine.example>", "The oven", b"", [address]), mailbox=mailbox, at=NOON)
        Recipient.objects.filter(mail=mail).update(**columns)
        return Recipient.objects.get(mail=mail)

    return leave


@pytest.fixture
def sunk(mailbox: Mailbox) -> Callable[..., SunkMail]:
    """A mail of the sink."""

    def sink(raw: bytes = b"", recipients: tuple[str, ...] = ("carl@bakery.example",)) -> SunkMail:
        raw = raw or letter(sender="Ada <help@pine.example>", to="Carl Crumb <carl@bakery.example>", subject="Your oven")
        return SunkMail.objects.create(
            mailbox=mailbox, sender=mailbox.address, recipients=list(recipients), subject="Your oven", content=raw,
            created_at=NOON,
        )  # fmt: skip

    return sink
