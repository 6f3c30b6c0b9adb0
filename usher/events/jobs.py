"""Reactions that wait their turn in the job table."""

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

# A plain number would try again at once and give up before what was away is back: 3 s, 9 s, … a day in all.
PATIENCE = RetryStrategy(max_attempts=10, exponential_wait=3)
FIRST_WAIT = timedelta(seconds=3)


@app.task(name="events.react", retry=PATIENCE)
def react(organization_id: int, event_id: int, reaction: str) -> None:
    """Run one later reaction to one event, inside its organization."""
    try:
        with entered(organization_id):
            event = Event.objects.get(pk=event_id)
            function = bus.later_reaction(event.name, reaction)
            if function:
                bus.with_cause(event, [function])
    except Exception as error:
        with suppress(Error), entered(organization_id):  # with the database away nothing can be told either
            bus.complain(reaction, Event.objects.get(pk=event_id), error)
        raise


@app.task(name="events.react_to_each", retry=PATIENCE)
def react_to_each(organization_id: int, event_ids: list[int], reaction: str) -> None:
    """Run one later reaction to several events, one after the other; whatever fails is tried again by itself."""
    for event_id in event_ids:
        try:
            react(organization_id, event_id, reaction)
        except Exception:
            again = react.configure(schedule_at=timezone.now() + FIRST_WAIT)
            again.defer(organization_id=organization_id, event_id=event_id, reaction=reaction)


def queue(reactions: Sequence[tuple[Event, str]]) -> None:
    """Put them into the job table, in the transaction we are in: one job for all events that share a reaction."""
    waiting: dict[tuple[int, str], list[int]] = defaultdict(list)
    for event, key in reactions:
        waiting[event.organization_id, key].append(event.pk)
    for (organization_id, key), event_ids in waiting.items():
        if len(event_ids) == 1:
            react.defer(organization_id=organization_id, event_id=event_ids[0], reaction=key)
        else:
            react_to_each.defer(organization_id=organization_id, event_ids=event_ids, reaction=key)
