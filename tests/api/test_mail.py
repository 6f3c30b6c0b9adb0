"""Mail by the API: unknown senders, and where messages belong."""

from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.mail.letters import letter
from tests.world import NOON, World
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.models import IncomingMail, Mailbox
from usher.tickets import actions
from usher.tickets.models import Message, Ticket


@pytest.fixture
def waiting(world: World) -> IncomingMail:
    mailbox = Mailbox.objects.create(address="help@pine.example", smtp_host="sink", created_at=NOON)
    row = take(mailbox, letter(sender="nia@shop.example"), Delivery("pipe"), at=NOON)
    IncomingMail.objects.filter(pk=row.pk).update(
        state="ignored", awaits_review=True, sender="nia@shop.example", subject="Lamp", reason="Waits for a review"
    )
    return row


def strange(world: World, ticket: Ticket, mail: IncomingMail | None = None) -> Message:
    written = actions.Written(text="Also the lamp")
    return actions.receive(
        ticket, written, by=world.asking(world.mia), at=NOON, source="email", email="mia@bakery.example", trusted=False,
        flag="Unknown sender", incoming=mail,
    )  # fmt: skip


def test_unknown_senders_are_listed_accepted_and_dismissed(api: Caller, waiting: IncomingMail) -> None:
    status, page = api("GET", "/api/mail/review")
    assert status == 200 and page["pagination"]["total"] == 1
    (mail,) = page["mails"]
    assert (mail["id"], mail["sender"], mail["mailbox"], mail["isVerified"]) == (
        waiting.pk, "nia@shop.example", "help@pine.example", None,
    )  # fmt: skip
    assert api("POST", f"/api/mail/review/{waiting.pk}/accept", {"always": False}) == (200, {"mails": 1})
    assert api("POST", f"/api/mail/review/{waiting.pk}/accept", {})[0] == 409
    assert api("POST", f"/api/mail/review/{waiting.pk}/dismiss")[0] == 409
    assert api("POST", "/api/mail/review/99999/dismiss")[0] == 404


def test_dismissing_and_the_right_it_takes(api: Caller, api_with: Any, waiting: IncomingMail) -> None:
    reader = api_with("readSupport", "writeSupport")
    assert reader("GET", "/api/mail/review")[0] == 403
    assert reader("POST", f"/api/mail/review/{waiting.pk}/accept", {})[0] == 403
    assert api("POST", f"/api/mail/review/{waiting.pk}/dismiss")[0] == 204


def test_a_comment_tells_why_it_is_here_and_is_moved(api: Caller, world: World, waiting: IncomingMail) -> None:
    ticket, right = world.ticket(), world.ticket("Lamp")
    message = strange(world, ticket, waiting)
    comments = f"/api/tickets/{ticket.code}/comments"
    status, mail = api("GET", f"{comments}/{message.pk}/mail")
    assert (status, mail["reason"], mail["authentication"]) == (200, "Waits for a review", {})
    assert api("GET", f"{comments}/{ticket.messages.earliest('pk').pk}/mail")[0] == 404
    status, moved = api("POST", f"{comments}/{message.pk}/move", {"ticket": right.code})
    assert status == 200 and moved["ticketNumber"] == right.code
    assert api("POST", f"{comments}/{message.pk}/move", {"ticket": right.code})[0] == 404
    first = right.messages.earliest("pk")
    assert api("POST", f"/api/tickets/{right.code}/comments/{first.pk}/move", {"ticket": ticket.code})[0] == 422


def test_an_unknown_sender_is_accepted(api: Caller, api_with: Any, world: World) -> None:
    ticket = world.ticket()
    message = strange(world, ticket)
    at = f"/api/tickets/{ticket.code}/comments/{message.pk}/accept-sender"
    assert api_with("readSupport")("POST", at)[0] == 403
    status, comment = api("POST", at)
    assert status == 200 and comment["isInternal"] is False
    assert api("POST", at)[0] == 409
    assert list(ticket.participants.values_list("email", flat=True)) == ["mia@bakery.example"]
