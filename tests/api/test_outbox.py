"""/api/mail/outbox and /api/mail/days."""

from collections.abc import Callable

from django.utils import timezone

from tests.api.conftest import Caller
from tests.mail.letters import letter
from tests.world import NOON, World
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.models import IncomingMail, Mailbox, Recipient
from usher.mail.outgoing.outbox import Letter, queue

PATH = "/api/mail/outbox"


def queued(box: Mailbox, purpose: str, *addresses: str) -> list[int]:
    mail = queue(Letter(purpose, f"<{purpose}@pine.example>", "Oven", letter(), list(addresses)), mailbox=box, at=NOON)
    return list(mail.recipients.order_by("id").values_list("pk", flat=True))


def test_what_left_and_what_waits_is_listed_sent_again_and_called_back(api: Caller, world: World) -> None:
    box = Mailbox.objects.create(address="help@pine.example", created_at=NOON)
    carl, mia = queued(box, "closed", "carl@bakery.example", "mia@bakery.example")
    Recipient.objects.filter(pk=carl).update(state="failed", status="5.1.1", detail="No such user")
    status, page = api("GET", f"{PATH}?state=failed&mailboxId={box.pk}")
    (told,) = page["recipients"]
    assert (status, told["id"], told["purpose"], told["state"]) == (200, carl, "closed", "failed") and told["meaning"]
    assert [row["id"] for row in api("GET", PATH)[1]["recipients"]] == [mia, carl]
    assert [row["id"] for row in api("GET", f"{PATH}?search=MIA@")[1]["recipients"]] == [mia]
    status, again = api("POST", f"{PATH}/{carl}/send-again", {"address": "c@bakery.example"})
    assert (status, again["address"], again["state"]) == (202, "c@bakery.example", "queued")
    assert api("POST", f"{PATH}/{mia}/cancel") == (200, {"recipients": 2})
    assert api("POST", f"{PATH}/{mia}/cancel")[1]["code"] == "mail_left"
    assert api("POST", f"{PATH}/{mia}/send-again", {})[1]["code"] == "not_again"
    assert api("GET", f"{PATH}?state=lost")[0] == 422 and api("POST", f"{PATH}/999999/cancel")[0] == 404


def test_what_came_is_counted_by_day_and_mailbox(api: Caller, world: World) -> None:
    boxes = [Mailbox.objects.create(address=f"{name}@pine.example", created_at=NOON) for name in ("a", "b")]
    rows = [take(box, letter(), Delivery("pipe"), at=timezone.now()) for box in boxes]
    IncomingMail.objects.filter(pk=rows[0].pk).update(state="ignored")
    (day,) = api("GET", "/api/mail/days")[1]["days"]
    assert (day["total"], day["ignored"], day["received"]) == (2, 1, 1)
    (day,) = api("GET", f"/api/mail/days?days=1&mailboxId={boxes[0].pk}")[1]["days"]
    assert (day["total"], day["ignored"], day["received"]) == (1, 1, 0)
    assert api("GET", "/api/mail/days?days=0")[0] == 422


def test_it_takes_the_right_to_look_after_mail(api_with: Callable[..., Caller]) -> None:
    reader = api_with("readSupport", "writeSupport")
    calls = [("GET", "outbox"), ("GET", "days"), ("POST", "outbox/1/cancel")]
    assert {reader(method, f"/api/mail/{path}")[0] for method, path in calls} == {403}
    assert reader("POST", f"{PATH}/1/send-again", {})[0] == 403
