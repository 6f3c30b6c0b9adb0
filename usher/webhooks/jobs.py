"""Webhooks' jobs. Each is safe to run twice: what was delivered is seen in the rows."""

from contextlib import suppress
from datetime import datetime

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from usher.events.jobs import PATIENCE
from usher.organizations.queries import organization_ids
from usher.webhooks.models import Delivery


@app.task(name="webhooks.deliver", retry=PATIENCE)
def deliver(organization_id: int, delivery_id: int) -> None:
    """Try to tell one event."""
    from usher.webhooks.delivering import attempt

    again = attempt(organization_id, delivery_id, at=timezone.now())
    if again:
        deliver.configure(schedule_at=again).defer(organization_id=organization_id, delivery_id=delivery_id)


def deliver_soon(delivery: Delivery, at: datetime) -> None:
    """Queue an attempt, in the transaction we are in."""
    deliver.configure(schedule_at=at).defer(organization_id=delivery.organization_id, delivery_id=delivery.pk)


@app.task(name="webhooks.sweep")
def sweep(timestamp: int) -> None:
    """Take up what no job cares for any more (after a crash, after a restore); every five minutes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organization_id, delivery_id FROM webhooks_overdue()")
        overdue = cursor.fetchall()
    for organization_id, delivery_id in overdue:
        with suppress(AlreadyEnqueued):
            task = deliver.configure(queueing_lock=f"webhooks.deliver {delivery_id}")
            task.defer(organization_id=organization_id, delivery_id=delivery_id)


@app.task(name="webhooks.forget")
def forget(timestamp: int) -> None:
    """Every night: the log keeps 30 days."""
    from usher.webhooks.log import forget_old

    for organization_id in organization_ids():
        forget_old(organization_id, timezone.now())
