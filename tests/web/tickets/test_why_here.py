"""Why a message is on its ticket, moving it, and letting unknown senders in."""

from typing import Any

import pytest

from tests.mail.letters import letter
from tests.world import NOON, World
from usher.base.tenancy import current_id
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.incoming.settling import settle_mailbox
from usher.mail.models import IncomingMail, Mailbox
from usher.mail.outgoing.identity import reply_address
from usher.mail.secrets import signing_key
from usher.tickets.models import Message, Ticket


@pytest.fixture
def mailbox(world: World) -> Mailbox:
    return Mailbox.objects.create(
        address="help@pine.example", smtp_host="sink", trusted_authserv_id="mx.pine.example", created_at=NOON
    )


def arrive(mailbox: Mailbox, ticket: Ticket, sender: str, **more: str) -> Message:
    back = reply_address(mailbox=mailbox.address, ticket_id=ticket.pk, recipient="carl@bakery.example", key=signing_key())
    row = take(mailbox, letter(sender=sender, to=back, text="Also the lamp", **more), Delivery("pipe"), at=NOON)
    settle_mailbox(current_id(), mailbox.pk)
    return Message.objects.get(incoming_id=row.pk)


def test_the_page_tells_why_and_whether_the_sender_is_proven(ada: Any, ticket: Ticket, mailbox: Mailbox) -> None:
    passing = "mx.pine.example; spf=pass smtp.mailfrom=bakery.example; dmarc=pass header.from=bakery.example"
    message = arrive(mailbox, ticket, "carl@bakery.example", Authentication_Results=passing)
    assert "Verified sender" in ada.get().content.decode()
    page = ada.get(f"/messages/{message.pk}/why").content.decode()
    assert "signed reply address" in page and "DMARC pass" in page and "mx.pine.example" in page
    failing = arrive(mailbox, ticket, "carl@bakery.example", Authentication_Results="mx.pine.example; dmarc=fail")
    assert not failing.is_public and "disowns" in failing.flag
    assert "Failed DMARC" in ada.get().content.decode()
    assert "did not come by mail" in ada.get(f"/messages/{ticket.messages.earliest('pk').pk}/why").content.decode()


def test_what_a_machine_answered_says_so(ada: Any, ticket: Ticket, mailbox: Mailbox) -> None:
    arrive(mailbox, ticket, "carl@bakery.example")
    assert "Automatic answer" not in ada.get().content.decode()
    arrive(mailbox, ticket, "carl@bakery.example", Auto_Submitted="auto-replied")
    assert "Automatic answer" in ada.get().content.decode()


def test_a_message_is_moved_and_moved_back(world: World, ada: Any, ticket: Ticket, mailbox: Mailbox) -> None:
    message, right = arrive(mailbox, ticket, "carl@bakery.example"), world.ticket("Lamp")
    bad = ada.post(f"/messages/{message.pk}/why", other="PINE-999")
    assert bad.status_code == 422 and "PINE-999" in bad.content.decode()
    done = ada.post(f"/messages/{message.pk}/why", other=right.code)
    assert done.status_code == 303 and done["Location"].endswith(f"/tickets/{right.number}")
    message.refresh_from_db()
    assert message.ticket_id == right.pk
    assert IncomingMail.objects.get(pk=message.incoming_id).ticket_id == right.pk
    page = ada.client.get(f"/pine-support/tickets/{right.number}").content.decode()
    assert f"/messages/{message.pk}/move-back" in page
    assert "moved a message" in ada.get().content.decode()
    back = ada.client.post(f"/pine-support/tickets/{right.number}/messages/{message.pk}/move-back")
    message.refresh_from_db()
    assert back.status_code == 303 and message.ticket_id == ticket.pk


def test_an_unknown_sender_is_accepted_with_one_click(world: World, ada: Any, ticket: Ticket, mailbox: Mailbox) -> None:
    message = arrive(mailbox, ticket, "Bo <bo@shop.example>")
    assert "Accept this sender" in ada.get().content.decode()
    assert ada.post(f"/messages/{message.pk}/accept").status_code == 303
    message.refresh_from_db()
    ticket.refresh_from_db()
    assert message.is_public and ticket.requester == world.carl
    assert "Accept this sender" not in ada.get().content.decode()
    assert ada.post(f"/messages/{message.pk}/accept").status_code == 409


def test_a_viewer_reads_why_and_changes_nothing(world: World, as_member: Any, ticket: Ticket, mailbox: Mailbox) -> None:
    message, vic = arrive(mailbox, ticket, "Bo <bo@shop.example>"), as_member(world.vic)
    page = vic.get(f"/messages/{message.pk}/why")
    assert page.status_code == 200 and "It belongs to another ticket" not in page.content.decode()
    assert vic.post(f"/messages/{message.pk}/why", other="PINE-1").status_code == 403
    assert vic.post(f"/messages/{message.pk}/accept").status_code == 403
