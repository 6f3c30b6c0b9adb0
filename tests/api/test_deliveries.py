import pytest

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.mail.models import Mailbox, OutgoingMail, Recipient
from usher.tickets import actions
from usher.tickets.models import Ticket

CARL = "carl@bakery.example"


@pytest.fixture
def ticket(world: World) -> Ticket:
    return world.ticket()


@pytest.fixture
def bounced(world: World, ticket: Ticket) -> Recipient:
    message = actions.reply(ticket, actions.Written(text="Hi"), by=world.acting(world.ada), at=NOON)
    mailbox = Mailbox.objects.create(address="help@pine.example", smtp_host="sink", created_at=NOON)
    mail = OutgoingMail.objects.create(
        mailbox=mailbox, purpose="reply", ticket_id=ticket.pk, message_key=message.pk, message_id="<1@pine.example>",
        content=b"x", created_at=NOON, send_at=NOON,
    )  # fmt: skip
    row: Recipient = Recipient.objects.create(mail=mail, address=CARL, state="bounced", status="5.1.1", settled_at=NOON)
    return row


def test_what_became_of_a_reply_and_once_more(api: Caller, ticket: Ticket, bounced: Recipient) -> None:
    here = f"/api/tickets/{ticket.pk}/deliveries"
    status, page = api("GET", here)
    (row,) = page["deliveries"]
    assert (status, row["address"], row["state"], row["meaning"]) == (200, CARL, "bounced", "there is no such address")
    status, again = api("POST", f"{here}/{bounced.pk}/send-again", {})
    assert (status, again["state"]) == (202, "queued")
    assert api("POST", f"{here}/{bounced.pk}/send-again", {})[0] == 409


def test_to_another_address(api: Caller, ticket: Ticket, bounced: Recipient) -> None:
    here = f"/api/tickets/{ticket.pk}/deliveries/{bounced.pk}/send-again"
    status, told = api("POST", here, {"address": "nobody"})
    assert status == 422 and "address" in told["errors"]
    status, made = api("POST", here, {"address": "Carl@new.example"})
    assert (status, made["address"], made["state"]) == (202, "carl@new.example", "queued")
    assert [each["state"] for each in api("GET", f"/api/tickets/{ticket.pk}/deliveries")[1]["deliveries"]] == [
        "cancelled", "queued",
    ]  # fmt: skip


def test_the_delivery_of_another_ticket_is_none_here(
    api: Caller, world: World, bounced: Recipient, api_with: object
) -> None:
    other = world.ticket("Another")
    assert api("POST", f"/api/tickets/{other.pk}/deliveries/{bounced.pk}/send-again", {})[0] == 404
    reader = api_with("readSupport")  # type: ignore[operator]
    assert reader("POST", f"/api/tickets/{bounced.mail.ticket_id}/deliveries/{bounced.pk}/send-again", {})[0] == 403
