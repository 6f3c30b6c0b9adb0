"""What became of a reply's mail, on its ticket: quiet when well, loud and with a way out when not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.mail.models import Mailbox, OutgoingMail, Recipient
from usher.mail.models.outgoing import RecipientState
from usher.mail.outgoing.suspending import note_hard_bounce
from usher.people.actors import SYSTEM
from usher.tickets import actions
from usher.tickets.models import Message, Ticket

CARL = "carl@bakery.example"
Sent = Callable[..., Recipient]


@pytest.fixture
def message(world: World, ticket: Ticket) -> Message:
    return actions.reply(ticket, actions.Written(text="Look at the fuse"), by=world.acting(world.ada), at=NOON)


@pytest.fixture
def sent(message: Message) -> Sent:
    mailbox = Mailbox.objects.create(address="help@pine.example", smtp_host="sink", created_at=NOON)
    mail = OutgoingMail.objects.create(
        mailbox=mailbox, purpose="reply", ticket_id=message.ticket_id, message_key=message.pk, message_id="<1@pine.example>",
        content=b"x", created_at=NOON, send_at=NOON,
    )  # fmt: skip

    def make(address: str = CARL, **more: Any) -> Recipient:
        row: Recipient = Recipient.objects.create(mail=mail, address=address, **more)
        return row

    return make


@pytest.mark.parametrize(
    ("columns", "words", "is_loud"),
    [
        ({"state": "accepted"}, "Sent", False),
        ({"state": "queued", "next_attempt_at": NOON}, f"Waiting: {CARL}", False),
        ({"state": "sending"}, f"Sending to {CARL}", False),
        ({"state": "queued", "next_attempt_at": None, "detail": "No server."}, f"Held: {CARL}", True),
        ({"state": "queued", "next_attempt_at": NOON, "attempts": 2, "status": "4.2.2"}, "the mailbox is full", True),
        ({"state": "failed", "status": "5.1.1", "detail": "550 5.1.1 nope"}, "there is no such address", True),
        ({"state": "bounced", "status": "5.2.2"}, "the mailbox is full", True),
        ({"state": "unknown", "detail": "hung up"}, "Unknown whether it reached", True),
    ],
)
def test_each_state_in_words(ada: Browser, sent: Sent, columns: dict[str, Any], words: str, is_loud: bool) -> None:
    sent(**columns)
    page = ada.get().content.decode()
    assert words in page and ('class="told' in page) is is_loud
    goes_again = columns["state"] in ("failed", "bounced", "unknown")
    assert ("Send again" in page) is goes_again and ("Correct the address" in page) is goes_again


def test_a_corrected_address_gets_the_same_mail(ada: Browser, ticket: Ticket, message: Message, sent: Sent) -> None:
    actions.set_participants(ticket, people={"mia@bakry.example": "Mia"}, by=SYSTEM, at=NOON)
    row = sent("mia@bakry.example", state="bounced", status="5.1.2")
    here = f"/messages/{message.pk}/deliveries/{row.pk}/correct"
    assert ada.post(here, address="nobody").status_code == 422
    assert ada.post(here, address="Mia@Bakery.example").status_code == 303
    made = Recipient.objects.get(address="mia@bakery.example")
    row.refresh_from_db()
    assert (made.mail_id, made.state, row.state) == (row.mail_id, "queued", "cancelled")
    assert list(ticket.participants.values_list("email", "name")) == [("mia@bakery.example", "Mia")]
    assert ada.post(here, address="other@bakery.example").status_code == 409


def test_a_suspended_address_is_resumed_before_it_gets_anything(ada: Browser, message: Message, sent: Sent) -> None:
    row = sent(state=RecipientState.BOUNCED)
    for _ in range(2):
        note_hard_bounce(CARL, "5.1.1", timezone.now())
    answer = ada.post(f"/messages/{message.pk}/deliveries/{row.pk}")
    assert answer.status_code == 409 and "is suspended" in answer.content.decode()


def test_what_we_failed_on_is_loud_and_tried_again(ada: Browser, message: Message) -> None:
    assert ada.post(f"/messages/{message.pk}/mail").status_code == 409
    message.unmailed = "Usher failed on it (RuntimeError: no)."
    message.save()
    page = ada.get().content.decode()
    assert "Not mailed" in page and "RuntimeError: no" in page and "Try now" in page
    assert ada.post(f"/messages/{message.pk}/mail").status_code == 303


def test_a_viewer_sends_nothing_again(world: World, as_member: Callable[..., Browser], message: Message, sent: Sent) -> None:
    row, vic = sent(state="failed", settled_at=timezone.now() - timedelta(1)), as_member(world.vic)
    for rest in ("", "/correct"):
        assert vic.post(f"/messages/{message.pk}/deliveries/{row.pk}{rest}", address="x@y.example").status_code == 403
    assert vic.post(f"/messages/{message.pk}/mail").status_code == 403
