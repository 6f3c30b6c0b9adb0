"""Trying whether anybody listens."""

from datetime import datetime

import msgspec
from django.db import transaction

from usher.events.bus import record
from usher.people.access import require
from usher.people.actors import Actor
from usher.webhooks import jobs
from usher.webhooks.actions.redelivering import NotNow
from usher.webhooks.models import Delivery, Webhook
from usher.webhooks.signing import new_message_id

TEST = "webhook.test"


@transaction.atomic
def send_test(webhook: Webhook, *, by: Actor, at: datetime) -> Delivery:
    """Deliver an event that means nothing, signed like every other; refuses while the webhook is switched off."""
    require(by, "integrations")
    row = Webhook.objects.select_for_update().get(pk=webhook.pk)
    if not row.is_active:
        raise NotNow("The webhook is switched off; switch it on first.")
    body = {"type": TEST, "timestamp": at, "data": {"message": "This is a test. Nothing happened."}}
    delivery = Delivery.objects.create(
        webhook=row, message_id=new_message_id(), event_name=TEST, body=msgspec.json.encode(body).decode(),
        next_attempt_at=at, created_at=at,
    )  # fmt: skip
    record("webhook.tested", row, by=by, at=at, data={"delivery": delivery.pk})
    jobs.deliver_soon(delivery, at)
    return delivery
