"""The ledger and the mailboxes' health by the API."""

from tests.api.conftest import Caller
from tests.mail.letters import letter
from tests.world import NOON, World
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.models import IncomingMail, Mailbox


def came(world: World) -> tuple[Mailbox, IncomingMail]:
    mailbox = Mailbox.objects.create(
        address="help@pine.example", imap_host="imap.pine.example", created_at=NOON, uid_validity=7, server_count=5,
        skipped_count=3,
    )  # fmt: skip
    rows = [take(mailbox, letter(), Delivery("imap", uid_validity=7, uid=uid), at=NOON) for uid in (1, 2)]
    IncomingMail.objects.filter(pk=rows[0].pk).update(state="quarantined", reason="It could not be read.")
    return mailbox, rows[0]


def test_the_account_of_a_mailbox_balances(api: Caller, world: World) -> None:
    came(world)
    status, answer = api("GET", "/api/mail/mailboxes")
    (box,) = answer["mailboxes"]
    assert status == 200 and box["onServer"] == box["inLedger"] + box["skipped"] == 5
    assert box["total"] == 2 == box["received"] + box["applied"] + box["ignored"] + box["quarantined"]
    assert box["isStopped"] and not box["needsSignIn"]


def test_what_was_set_aside_is_found_and_tried_again(api: Caller, world: World) -> None:
    mailbox, mail = came(world)
    status, page = api("GET", f"/api/mail/ledger?state=quarantined&mailboxId={mailbox.pk}")
    assert status == 200 and [row["id"] for row in page["mails"]] == [mail.pk]
    assert page["mails"][0]["reason"] == "It could not be read."
    assert api("POST", f"/api/mail/ledger/{mail.pk}/retry")[0] == 204
    assert api("POST", f"/api/mail/ledger/{mail.pk}/retry")[0] == 409
    assert api("GET", "/api/mail/ledger?state=lost")[0] == 422


def test_a_message_is_found_and_told_whole(api: Caller, world: World) -> None:
    _, mail = came(world)
    IncomingMail.objects.filter(pk=mail.pk).update(
        subject="Oven", envelope_to="help+t.1@pine.example, help@pine.example", is_verified=True, kind="message",
        authentication={"by": "Usher", "dmarc": "pass"},
    )  # fmt: skip
    assert [row["id"] for row in api("GET", "/api/mail/ledger?search=oVE%00")[1]["mails"]] == [mail.pk]
    status, told = api("GET", f"/api/mail/ledger/{mail.pk}")
    assert (status, told["state"], told["isVerified"], told["size"]) == (200, "quarantined", True, mail.size)
    assert told["envelopeTo"].startswith("help+t.1@") and told["authentication"]["dmarc"] == "pass"
    assert api("GET", "/api/mail/ledger/999999")[0] == 404


def test_it_takes_the_right_to_look_after_mail(api_with: object) -> None:
    reader = api_with("readSupport", "writeSupport")  # type: ignore[operator]
    for method, path in (("GET", "mailboxes"), ("GET", "ledger"), ("GET", "ledger/1"), ("POST", "ledger/1/retry")):
        assert reader(method, f"/api/mail/{path}")[0] == 403
