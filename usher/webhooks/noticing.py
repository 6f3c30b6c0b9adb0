"""From an event to deliveries, inside the transaction of the change: they exist exactly if it does."""

import logging
from datetime import timedelta

import msgspec
from django.db import transaction

from usher.conditions import match, parse
from usher.events.bus import hears_all
from usher.events.models import Event
from usher.webhooks import jobs
from usher.webhooks.models import Delivery
from usher.webhooks.register import Kind, Told, kind_of
from usher.webhooks.signing import new_message_id
from usher.webhooks.subscriptions import Subscription, subscriptions

log = logging.getLogger(__name__)

# The brake on webhook → our API → webhook: so many tellings of one subject to one address within this time.
MOST_OF_ONE_SUBJECT = 60
WINDOW = timedelta(minutes=1)


@hears_all
def notice(event: Event) -> None:
    """Write down a delivery for each webhook that wants to hear of the event; costs nothing where there are none."""
    wanting = [each for each in subscriptions() if each.wants(event.name)]
    kind = kind_of(event.subject_type) if wanting else None
    if kind is None or event.name not in kind.events:
        return
    try:
        with transaction.atomic():
            _write(event, kind, wanting)
    except Exception:
        # What people do must not fail because somebody elsewhere wanted to hear of it.
        log.exception("event %d (%s) could not be told to webhooks; the change itself is kept", event.pk, event.name)


def _write(event: Event, kind: Kind, wanting: list[Subscription]) -> None:
    told: dict[bool, Told | None] = {}
    for each in wanting:
        if each.includes_internal not in told:
            told[each.includes_internal] = kind.tell(event, each.includes_internal)
        what = told[each.includes_internal]
        if what and _holds(each, kind, what, event) and not _is_loop(each, event):
            _put(each, event, what)


def _holds(subscription: Subscription, kind: Kind, told: Told, event: Event) -> bool:
    if subscription.condition is None or kind.facts is None:
        return subscription.condition is None
    return match(parse(subscription.condition, kind.facts, "condition"), told.subject, event.at)


def _is_loop(subscription: Subscription, event: Event) -> bool:
    lately = Delivery.objects.filter(
        webhook_id=subscription.id, subject_id=event.subject_id, subject_type=event.subject_type,
        created_at__gt=event.at - WINDOW,
    )  # fmt: skip
    if lately.count() < MOST_OF_ONE_SUBJECT:
        return False
    log.error(
        "webhook %d heard %d times of %s %d within a minute and is told no more of it for now: a loop, probably",
        subscription.id, MOST_OF_ONE_SUBJECT, event.subject_type, event.subject_id,
    )  # fmt: skip
    return True


def _put(subscription: Subscription, event: Event, told: Told) -> None:
    body = {"type": event.name, "timestamp": event.at, "data": told.data}
    delivery = Delivery.objects.create(
        webhook_id=subscription.id, message_id=new_message_id(), event_name=event.name, event_id=event.pk,
        subject_type=event.subject_type, subject_id=event.subject_id, body=msgspec.json.encode(body).decode(),
        next_attempt_at=event.at, created_at=event.at,
    )  # fmt: skip
    jobs.deliver_soon(delivery, event.at)
