"""Reactions that wait their turn in the job table."""

from collections.abc import Sequence
from contextlib import suppress

from django.db import Error
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from usher.base.tenancy import entered
from usher.events import bus
from usher.events.models import Event

# A plain number would try again at once and give up before what was away is back: 3 s, 9 s, … a day in all.
PATIENCE = RetryStrategy(max_attempts=10, exponential_wait=3)


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


def queue(reactions: Sequence[tuple[Event, str]]) -> None:
    """Put one job per event and reaction into the transaction we are in."""
    react.batch_defer(
        *({"organization_id": event.organization_id, "event_id": event.pk, "reaction": key} for event, key in reactions)
    )
