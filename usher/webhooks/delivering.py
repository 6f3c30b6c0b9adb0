"""One attempt to tell one event, guarded against addresses of our own network."""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from usher.base.outside import Reply, Unreachable, is_public, post
from usher.base.secrets import Unreadable, decrypt
from usher.base.tenancy import entered
from usher.events.bus import record
from usher.people.actors import SYSTEM
from usher.webhooks.models import Attempt, Delivery, DeliveryState, Webhook
from usher.webhooks.signing import headers
from usher.webhooks.subscriptions import subscriptions

SECONDS = 15.0
MOST_BYTES = 2000  # of an answer that are kept
# The standard's suggestion: at once, then ever later, for three days in all.
WAITS = (
    timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=5),
    timedelta(hours=10), timedelta(hours=14), timedelta(hours=20), timedelta(hours=24),
)  # fmt: skip
PATIENCE = timedelta(days=5)  # without any success a webhook is switched off
GONE = 410  # the receiver wants no more (RFC 9110 §15.5.11)


def attempt(organization_id: int, delivery_id: int, *, at: datetime) -> datetime | None:
    """Try once, outside of any transaction; returns when to try again, None for never.

    2xx is success. A receiver that fails for five days, or answers 410, is switched off.
    """
    with entered(organization_id):
        delivery = Delivery.objects.select_related("webhook").filter(pk=delivery_id).first()
    if delivery is None or delivery.state != DeliveryState.WAITING:
        return None
    if delivery.next_attempt_at and delivery.next_attempt_at > at:
        return delivery.next_attempt_at
    if not delivery.webhook.is_active:
        with entered(organization_id):
            _settle(delivery, DeliveryState.FAILED, at)
        return None
    began = time.monotonic()
    status, detail = _told(delivery, at)
    milliseconds = int((time.monotonic() - began) * 1000)
    with entered(organization_id):
        return _noted(delivery_id, status, detail, milliseconds, timezone.now())


def _told(delivery: Delivery, at: datetime) -> tuple[int | None, str]:
    webhook, body = delivery.webhook, delivery.body.encode()
    try:
        reply: Reply = post(
            webhook.url, body, headers(_secrets(webhook, at), delivery.message_id, at, body),
            most_bytes=MOST_BYTES, seconds=SECONDS, allowed=_allowed,
        )  # fmt: skip
    except (Unreachable, Unreadable) as trouble:
        return None, str(trouble)
    return reply.status, reply.body.decode("utf-8", "replace").replace("\0", "").strip()


def _allowed(address: str, port: int) -> bool:
    if settings.USHER_WEBHOOKS_REACH_PRIVATE or is_public(address, port):
        return True
    way_out = "Who runs Usher can allow receivers inside: USHER_WEBHOOKS_REACH_PRIVATE=1."
    raise Unreachable(f"This address is not in the open internet. {way_out}")


def _secrets(webhook: Webhook, at: datetime) -> list[str]:
    old = webhook.old_secret_until and webhook.old_secret_until > at
    return [decrypt(webhook.secret), *([decrypt(webhook.old_secret)] if old else [])]


def _noted(delivery_id: int, status: int | None, detail: str, milliseconds: int, at: datetime) -> datetime | None:
    delivery = Delivery.objects.select_for_update(of=("self",)).filter(pk=delivery_id).first()
    if delivery is None:  # the webhook was deleted while we were talking
        return None
    Attempt.objects.create(delivery=delivery, at=at, status=status, detail=detail, milliseconds=milliseconds)
    delivery.status, delivery.attempt_count = status, delivery.attempt_count + 1
    webhook = Webhook.objects.select_for_update(of=("self",)).get(pk=delivery.webhook_id)
    if status is not None and 200 <= status < 300:
        _settle(delivery, DeliveryState.DELIVERED, at)
        webhook.failing_since, webhook.failure_count, webhook.last_success_at = None, 0, at
        webhook.save(update_fields=["failing_since", "failure_count", "last_success_at"])
        return None
    webhook.failing_since, webhook.failure_count = webhook.failing_since or at, webhook.failure_count + 1
    webhook.save(update_fields=["failing_since", "failure_count"])
    if status == GONE:
        _switch_off(webhook, "The receiver answered 410: it wants no more.", at)
    elif at - webhook.failing_since >= PATIENCE:
        _switch_off(webhook, f"Nothing arrived for {PATIENCE.days} days. Last: {_said(status, detail)}", at)
    if delivery.attempt_count > len(WAITS) or not webhook.is_active:
        _settle(delivery, DeliveryState.FAILED, at)
        return None
    again = at + WAITS[delivery.attempt_count - 1]
    delivery.next_attempt_at = again
    delivery.save(update_fields=["next_attempt_at", "status", "attempt_count"])
    return again


def _settle(delivery: Delivery, state: DeliveryState, at: datetime) -> None:
    delivery.state, delivery.settled_at, delivery.next_attempt_at = state, at, None
    delivery.save(update_fields=["state", "settled_at", "next_attempt_at", "status", "attempt_count"])


def _switch_off(webhook: Webhook, why: str, at: datetime) -> None:
    if webhook.is_active:
        webhook.is_active, webhook.switched_off_because = False, why
        webhook.save(update_fields=["is_active", "switched_off_because"])
        subscriptions.forget()
        record("webhook.switched_off", webhook, by=SYSTEM, at=at, data={"why": why})


def _said(status: int | None, detail: str) -> str:
    return f"the answer was {status}." if status else detail
