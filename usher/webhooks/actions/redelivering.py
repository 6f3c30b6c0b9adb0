"""What was told is told again."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.events.bus import record
from usher.people.access import require
from usher.people.actors import Actor
from usher.webhooks import jobs
from usher.webhooks.models import Delivery, DeliveryState


class NotNow(Refused):
    """It is on its way, or its webhook is switched off."""

    code = "webhook_not_now"


@transaction.atomic
def redeliver(delivery: Delivery, *, by: Actor, at: datetime) -> Delivery:
    """Deliver it once more, with the same id and body, trying as patiently as the first time."""
    require(by, "integrations")
    row = Delivery.objects.select_for_update(of=("self",)).select_related("webhook").get(pk=delivery.pk)
    if row.state == DeliveryState.WAITING:
        raise NotNow("It is on its way already.")
    if not row.webhook.is_active:
        raise NotNow("The webhook is switched off; switch it on first.")
    row.state, row.attempt_count, row.next_attempt_at, row.settled_at = DeliveryState.WAITING, 0, at, None
    row.save(update_fields=["state", "attempt_count", "next_attempt_at", "settled_at"])
    record("webhook.redelivered", row.webhook, by=by, at=at, data={"delivery": row.pk})
    jobs.deliver_soon(row, at)
    return row
