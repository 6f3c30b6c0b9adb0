"""Reactions that wait their turn in the job table."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from django.db import Error
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from usher.base.tenancy import entered
from usher.events import bus
from usher.events.models import Event

log = logging.getLogger(__name__)

# A plain number would try again at once and give up before what was away is back: 3 s, 9 s, … a day in all.
PATIENCE = RetryStrategy(max_attempts=10, exponential_wait=3)


@app.task(name="events.react", retry=PATIENCE)
def react(organization_id: int, event_id: int, reaction: str) -> None:
    """Run one later reaction to one event, inside its organization."""
    try:
        _react(organization_id, [event_id], reaction)
    except Exception as error:
        with suppress(Error), entered(organization_id):  # with the database away nothing can be told either
            bus.complain(reaction, Event.objects.get(pk=event_id), error)
        raise


@app.task(name="events.react_to_all", retry=PATIENCE)
def react_to_all(organization_id: int, event_ids: list[int], reaction: str) -> None:
    """Run one later reaction to several events in one transaction; if that fails, to each by itself."""
    try:
        _react(organization_id, event_ids, reaction)
    except Exception as error:
        log.info("%s to %d events is tried one by one, for together it failed: %s", reaction, len(event_ids), error)
        arguments = ({"organization_id": organization_id, "event_id": each, "reaction": reaction} for each in event_ids)
        react.batch_defer(*arguments)


def _react(organization_id: int, event_ids: Sequence[int], reaction: str) -> None:
    with entered(organization_id):
        bus.react_later(reaction, list(Event.objects.filter(pk__in=event_ids).order_by("pk")))


def queue(reactions: Sequence[tuple[Event, str]], wait: timedelta = timedelta(0)) -> None:
    """Put them into the job table, in the transaction we are in: one job for all events that share a reaction."""
    at = timezone.now() + wait if wait else None
    waiting: dict[tuple[int, str], list[int]] = defaultdict(list)
    for event, key in reactions:
        waiting[event.organization_id, key].append(event.pk)
    for (organization_id, key), event_ids in waiting.items():
        if len(event_ids) == 1:
            react.configure(schedule_at=at).defer(organization_id=organization_id, event_id=event_ids[0], reaction=key)
        else:
            react_to_all.configure(schedule_at=at).defer(organization_id=organization_id, event_ids=event_ids, reaction=key)
