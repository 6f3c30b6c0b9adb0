"""Telling: signed, patient, and never into our own network."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone

from tests.webhooks.conftest import Receiver, made
from tests.world import NOON, World
from usher.base.refusals import Forbidden, Invalid
from usher.base.tenancy import current_id
from usher.events.models import Event
from usher.webhooks import delivering
from usher.webhooks.actions import change_webhook, create_webhook, delete_webhook, redeliver, replace_secret, send_test
from usher.webhooks.actions.redelivering import NotNow
from usher.webhooks.log import forget_old
from usher.webhooks.models import Delivery, Webhook


def told(delivery: Delivery, at: datetime | None = None) -> datetime | None:
    again = delivering.attempt(current_id(), delivery.pk, at=at or timezone.now())
    delivery.refresh_from_db()
    return again


@pytest.fixture
def delivery(world: World, webhook: Webhook) -> Delivery:
    world.ticket()
    return Delivery.objects.get()


def test_a_delivery_is_signed_as_the_standard_says(world: World, receiver: Receiver) -> None:
    _, secret = made(world, receiver)
    world.ticket()
    assert told(Delivery.objects.get()) is None
    ((headers, body),) = receiver.heard
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}" and headers["content-type"] == "application/json"
    assert Delivery.objects.get().state == "delivered"


def test_a_failure_is_tried_again_later_and_later_with_the_same_id(delivery: Delivery, receiver: Receiver) -> None:
    receiver.answers = [500, 503, 200]
    first = told(delivery)
    assert first is not None and delivery.state == "waiting" and delivery.status == 500
    assert told(delivery, first - timedelta(seconds=1)) == first and len(receiver.heard) == 1
    second = told(delivery, first)
    assert second is not None and second - timezone.now() > timedelta(minutes=4)
    assert told(delivery, second) is None and delivery.state == "delivered"
    assert len({headers["webhook-id"] for headers, _ in receiver.heard}) == 1 and len({b for _, b in receiver.heard}) == 1
    assert [attempt.status for attempt in delivery.attempts.order_by("pk")] == [500, 503, 200]


def test_it_is_given_up_after_three_days_and_can_be_delivered_again(
    world: World, delivery: Delivery, receiver: Receiver
) -> None:
    receiver.answers = [500]
    at: datetime | None = timezone.now()
    while at:
        at = told(delivery, at)
    assert delivery.state == "failed" and delivery.attempt_count == len(delivering.WAITS) + 1
    assert sum(delivering.WAITS, timedelta()) > timedelta(days=3)
    receiver.answers = [200]
    redeliver(delivery, by=world.acting(world.root), at=NOON)
    delivery.refresh_from_db()
    assert told(delivery) is None and delivery.state == "delivered"


def test_who_fails_for_five_days_is_switched_off_and_says_why(world: World, delivery: Delivery, receiver: Receiver) -> None:
    receiver.answers = [500]
    Webhook.objects.update(failing_since=timezone.now() - timedelta(days=5))
    assert told(delivery) is None and delivery.state == "failed"
    webhook = Webhook.objects.get()
    assert not webhook.is_active and "500" in webhook.switched_off_because
    assert Event.objects.filter(name="webhook.switched_off").exists()
    world.ticket("not told")
    assert Delivery.objects.count() == 1
    change_webhook(webhook, fields={"is_active": True}, by=world.acting(world.root), at=NOON)
    assert Webhook.objects.get().switched_off_because == "" and Webhook.objects.get().failing_since is None


def test_a_receiver_that_is_gone_is_left_alone_at_once(delivery: Delivery, receiver: Receiver) -> None:
    receiver.answers = [410]
    assert told(delivery) is None and not Webhook.objects.get().is_active


def test_success_forgets_earlier_failures(delivery: Delivery, receiver: Receiver) -> None:
    Webhook.objects.update(failing_since=NOON, failure_count=7)
    told(delivery)
    webhook = Webhook.objects.get()
    assert (webhook.failing_since, webhook.failure_count) == (None, 0) and webhook.last_success_at


def test_R01_private_addresses_are_refused_also_behind_a_redirect(
    delivery: Delivery, receiver: Receiver, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.USHER_WEBHOOKS_REACH_PRIVATE = False
    assert told(delivery) is not None and receiver.heard == [] and delivery.status is None
    detail = delivery.attempts.get().detail
    assert "open internet" in detail and "USHER_WEBHOOKS_REACH_PRIVATE=1" in detail
    # The first address counts as public here, the one it leads to does not.
    receiver.answers = ["http://127.0.0.2:1/secret"]
    monkeypatch.setattr(delivering, "is_public", lambda address, port: address == "127.0.0.1")
    assert told(delivery, timezone.now() + timedelta(minutes=1)) is not None
    assert len(receiver.heard) == 1 and "open internet" in delivery.attempts.order_by("pk").last().detail  # type: ignore[union-attr]


def test_a_redirect_that_keeps_the_method_is_followed(delivery: Delivery, receiver: Receiver) -> None:
    receiver.answers = [receiver.url + "/moved", 200]
    assert told(delivery) is None and len(receiver.heard) == 2


def test_while_a_secret_is_replaced_both_sign(world: World, receiver: Receiver) -> None:
    webhook, _ = made(world, receiver)
    new = replace_secret(webhook, by=world.acting(world.root), at=timezone.now())
    world.ticket()
    told(Delivery.objects.get())
    signatures = receiver.heard[0][0]["webhook-signature"].split(" ")
    assert len(signatures) == 2 and new.startswith("whsec_")
    Webhook.objects.update(old_secret_until=timezone.now() - timedelta(seconds=1))
    world.ticket("later")
    told(Delivery.objects.order_by("pk").last())  # type: ignore[arg-type]
    assert len(receiver.heard[1][0]["webhook-signature"].split(" ")) == 1


def test_a_test_can_be_sent_and_what_is_switched_off_hears_nothing(
    world: World, webhook: Webhook, receiver: Receiver
) -> None:
    root = world.acting(world.root)
    told(send_test(webhook, by=root, at=timezone.now()))
    assert receiver.bodies[0]["type"] == "webhook.test"
    change_webhook(webhook, fields={"is_active": False}, by=root, at=NOON)
    with pytest.raises(NotNow):
        send_test(webhook, by=root, at=NOON)
    with pytest.raises(NotNow):
        redeliver(Delivery.objects.get(), by=root, at=NOON)


def test_it_runs_twice_without_telling_twice(delivery: Delivery, receiver: Receiver) -> None:
    told(delivery)
    told(delivery)
    assert len(receiver.heard) == 1


def test_the_log_forgets_after_thirty_days(delivery: Delivery) -> None:
    told(delivery)
    assert forget_old(current_id(), timezone.now() + timedelta(days=29)) == 0
    assert forget_old(current_id(), timezone.now() + timedelta(days=31)) == 1 and not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, {"name"}),
        ({"name": "x", "url": "ftp://example.com"}, {"url"}),
        ({"name": "x", "url": "https://user:pw@example.com/"}, {"url"}),
        ({"name": "x", "url": "https://example.com:99999/"}, {"url"}),
        ({"name": "", "url": "", "events": ["ticket.exploded"]}, {"name", "url", "events"}),
        ({"name": "x", "url": "https://e.example", "condition": {"field": "priority"}}, {"condition"}),
        (
            {
                "name": "x", "url": "https://e.example", "events": ["ticket.opened"],
                "condition": {"field": "shape", "operator": "equals", "value": 1},
            },
            {"condition.field"},
        ),
    ],
)  # fmt: skip
def test_every_wrong_field_is_named(world: World, fields: dict[str, Any], wrong: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        create_webhook(fields={"url": "https://example.com", **fields}, by=world.acting(world.root), at=NOON)
    assert set(refused.value.errors) == wrong and not Webhook.objects.exists()


def test_only_who_manages_integrations_may(world: World, webhook: Webhook) -> None:
    lena = world.acting(world.lena)
    for deed in (
        lambda: create_webhook(fields={"name": "x", "url": "https://example.com"}, by=lena, at=NOON),
        lambda: change_webhook(webhook, fields={"name": "y"}, by=lena, at=NOON),
        lambda: replace_secret(webhook, by=lena, at=NOON),
        lambda: delete_webhook(webhook, by=lena, at=NOON),
        lambda: send_test(webhook, by=lena, at=NOON),
    ):
        with pytest.raises(Forbidden):
            deed()


def test_neither_log_nor_events_hold_the_secret(world: World, receiver: Receiver) -> None:
    webhook, secret = made(world, receiver)
    new = replace_secret(webhook, by=world.acting(world.root), at=NOON)
    said = str(list(Event.objects.values_list("data", flat=True)))
    assert secret not in said and new not in said and secret.encode() not in bytes(Webhook.objects.get().secret)
